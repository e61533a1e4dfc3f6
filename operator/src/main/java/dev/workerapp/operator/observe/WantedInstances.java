package dev.workerapp.operator.observe;

import dev.workerapp.crd.AutoInstances;
import dev.workerapp.crd.AutoInstancesStatus;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.planner.AutoInstancesPolicy;
import dev.workerapp.planner.AutoInstancesState;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How many workers an app wants: what its spec says, or what the nodes of the cluster come to.
 *
 * @param number how many
 * @param counted what the nodes come to; empty where the spec says the number, or nothing was ever counted
 * @param problem why the number does not follow the nodes, though it should
 * @param looks when time alone may change it
 */
public record WantedInstances(
        int number, Optional<AutoInstancesState> counted, Optional<Problem> problem, List<Instant> looks) {

    /**
     * Of an app.
     *
     * @param worker a pod like those of the app's workers
     * @param workers the app's workers
     * @param before what was last reported; it holds what was counted before
     */
    public static WantedInstances of(
            WorkerApp app,
            Supplier<Pod> worker,
            Nodes nodes,
            List<Worker> workers,
            Optional<WorkerAppStatus> before,
            Instant now) {
        AutoInstances spec = app.getSpec().autoInstances();
        if (spec == null) {
            return new WantedInstances(app.getSpec().instances(), Optional.empty(), Optional.empty(), List.of());
        }
        AutoInstancesPolicy policy =
                new AutoInstancesPolicy(spec.min(), spec.max(), Duration.ofSeconds(spec.quietSeconds()));
        if (!nodes.areKnown()) {
            int number = Math.clamp(
                    before.map(WorkerAppStatus::desiredInstances).orElse(spec.min()), spec.min(), spec.max());
            return new WantedInstances(
                    number, before.flatMap(WantedInstances::remembered), Optional.of(unknown(number)), List.of());
        }
        NodeCount count = NodeCount.of(spec, worker.get(), nodes.all(), now);
        // An app that has run with another number goes on from that.
        AutoInstancesState state = before.flatMap(WantedInstances::remembered)
                .or(() -> before.map(WorkerAppStatus::desiredInstances).map(last -> AutoInstancesState.of(last, now)))
                .map(last -> last.next(count.number(), isUnschedulable(workers), policy, now))
                .orElseGet(() -> AutoInstancesState.of(count.number(), now));
        return new WantedInstances(
                state.instances(),
                Optional.of(state),
                Optional.empty(),
                Stream.concat(count.until().stream(), state.nextLook(policy, now).stream())
                        .toList());
    }

    /** The status, with this in it. */
    public WorkerAppStatus in(WorkerAppStatus status) {
        return status.wanting(
                number,
                counted.map(state -> new AutoInstancesStatus(
                                state.next(), state.since().toString()))
                        .orElse(null));
    }

    private static Optional<AutoInstancesState> remembered(WorkerAppStatus status) {
        AutoInstancesStatus counted = status.autoInstances();
        Integer instances = status.desiredInstances();
        if (counted == null || counted.next() == null || instances == null) {
            return Optional.empty();
        }
        int number = Objects.requireNonNull(counted.next());
        return ApiTimes.parse(counted.since()).map(since -> new AutoInstancesState(instances, number, since));
    }

    private static boolean isUnschedulable(List<Worker> workers) {
        return workers.stream()
                .filter(Worker::isLive)
                .flatMap(worker -> worker.problem().stream())
                .anyMatch(problem -> problem.reason() == Reason.UNSCHEDULABLE);
    }

    private static Problem unknown(int number) {
        return new Problem(
                Reason.NODES_UNKNOWN,
                "autoInstances needs the nodes of the cluster, and the operator does not know them: it watches them with the"
                        + " chart's watchNodes, which brings the right to. Until then " + number
                        + (number == 1 ? " worker is" : " workers are") + " wanted.");
    }
}
