package dev.workerapp.operator.observe;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a pod waits for whose containers run, or can run, and that is not ready. */
final class ReadinessProblems {

    private ReadinessProblems() {}

    /** @param events its Events, if they were looked at */
    static Optional<Problem> of(Pod pod, Optional<List<PodEvent>> events) {
        return initializing(pod).or(() -> notReady(pod, events)).or(() -> events.filter(
                        _ -> new PodTimes(pod).firstRan().isEmpty())
                .flatMap(seen -> EventProblems.ofStart(pod, seen)));
    }

    private static Optional<Problem> initializing(Pod pod) {
        return ContainerProblems.initializing(pod).map(container -> {
            String since = container
                    .running()
                    .flatMap(running -> new PodTimes(pod).bounded(running.getStartedAt()))
                    .map(Instant::toString)
                    .map(time -> " since " + time)
                    .orElse("");
            String before = container.ends(false) > 0 ? "; before that, " + ContainerProblems.crashes(container) : "";
            return new Problem(Reason.INITIALIZING, container.words() + " is running" + since + before);
        });
    }

    private static Optional<Problem> notReady(Pod pod, Optional<List<PodEvent>> events) {
        List<String> said = new ArrayList<>();
        PodContainer.of(pod).stream()
                .filter(container -> container.running().isPresent() || container.hasEnded())
                .filter(container -> container.ends(false) > 0)
                .map(ContainerProblems::crashes)
                .forEach(said::add);
        events.flatMap(seen -> EventProblems.ofProbes(pod, seen)).ifPresent(said::add);
        others(pod).ifPresent(said::add);
        gates(pod).ifPresent(said::add);
        Reason reason = PodReader.wasReady(pod) ? Reason.NOT_READY : Reason.STARTING;
        return said.isEmpty() ? Optional.empty() : Optional.of(new Problem(reason, String.join("; ", said)));
    }

    /** Containers other than the main one that run and are not ready. */
    private static Optional<String> others(Pod pod) {
        List<String> unready = PodContainer.of(pod).stream()
                .filter(container -> container.kind() != PodContainer.Kind.INIT && !container.isMain())
                .filter(container -> container.running().isPresent() && !container.isReady())
                .map(PodContainer::words)
                .toList();
        if (unready.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.join(", ", unready) + (unready.size() == 1 ? " is not ready" : " are not ready"));
    }

    /** Readiness gates that do not hold, each with what its controller says. */
    private static Optional<String> gates(Pod pod) {
        boolean onlyGates = PodConditions.of(pod, PodConditions.READY)
                .filter(ready -> "ReadinessGatesNotReady".equals(ready.getReason()))
                .isPresent();
        String closed = Stream.ofNullable(pod.getSpec().getReadinessGates())
                .flatMap(List::stream)
                .flatMap(gate -> closed(pod, gate).stream())
                .collect(Collectors.joining(", "));
        return onlyGates && !closed.isEmpty() ? Optional.of("readiness gate " + closed) : Optional.empty();
    }

    private static Optional<String> closed(Pod pod, PodReadinessGate gate) {
        String type = gate.getConditionType();
        Optional<PodCondition> condition = PodConditions.of(pod, type);
        if (condition.isEmpty()) {
            return Optional.of(type + " is not set: nobody has written that condition");
        }
        return condition
                .filter(set -> !PodConditions.isTrue(set))
                .map(set -> type + " is " + set.getStatus()
                        + Stream.of(set.getReason(), set.getMessage())
                                .filter(text -> text != null && !text.isBlank())
                                .map(text -> ": " + text)
                                .collect(Collectors.joining()));
    }
}
