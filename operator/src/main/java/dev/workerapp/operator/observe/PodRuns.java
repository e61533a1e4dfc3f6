package dev.workerapp.operator.observe;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.planner.Runs;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the main container of a pod has run. Of the runs before, the kubelet reports how many there were, and the last. */
final class PodRuns {

    private static final Pattern RECORD = Pattern.compile("(\\d{1,9})@(\\d{1,9})");

    private PodRuns() {}

    /**
     * Reads a pod. An end that the kubelet has not seen, as when its node starts again, is none of the worker's own.
     *
     * @param onRequest whether the pod ends on request, so that its last end is none of its own
     */
    static Runs of(Pod pod, boolean onRequest) {
        Optional<Matcher> record =
                Ownership.annotation(pod, Names.CRASHES).map(RECORD::matcher).filter(Matcher::matches);
        int crashes = record.map(match -> Integer.parseInt(match.group(1))).orElse(0);
        int recorded = record.map(match -> Integer.parseInt(match.group(2))).orElse(0);
        return PodContainer.main(pod)
                .map(container -> new Runs(
                        crashes,
                        recorded,
                        container.seenEnds(onRequest),
                        container.lastEnd().map(end -> end(pod, container, end)),
                        container.hasEnded(),
                        container.hasEnded() && container.isInBackOff(),
                        container.pause()))
                .orElseGet(() -> new Runs(crashes, recorded, 0, Optional.empty(), false, false, Optional.empty()));
    }

    private static Runs.End end(Pod pod, PodContainer container, ContainerStateTerminated end) {
        return new Runs.End(
                Objects.requireNonNullElse(end.getExitCode(), 0),
                "OOMKilled".equals(end.getReason()),
                lasted(end),
                ContainerProblems.ended(container, end),
                new PodTimes(pod).bounded(end.getFinishedAt()));
    }

    /** A time that is missing makes it a short run. */
    private static Duration lasted(ContainerStateTerminated end) {
        Optional<Instant> started = ApiTimes.parse(end.getStartedAt());
        return started.flatMap(begin -> ApiTimes.parse(end.getFinishedAt()).map(last -> Duration.between(begin, last)))
                .filter(lasted -> !lasted.isNegative())
                .orElse(Duration.ZERO);
    }
}
