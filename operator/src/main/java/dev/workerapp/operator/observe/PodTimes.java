package dev.workerapp.operator.observe;

import dev.workerapp.operator.api.ApiTimes;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The times of a pod. Most of them are a kubelet's, whose clock may be ahead: one that is later than the last write of the
 * pod's status is taken as the time of that write, which the API server has noted by its own clock. A clock that is behind
 * is the planner's matter: nothing happens before a pod is created. A time that is missing or that can't be read is left
 * out.
 */
final class PodTimes {

    private final Pod pod;
    private final Optional<Instant> lastWrite;

    PodTimes(Pod pod) {
        this.pod = pod;
        this.lastWrite = lastWrite(pod);
    }

    /** When the status was last written, by the API server's clock; empty if that is not noted. */
    static Optional<Instant> lastWrite(Pod pod) {
        return Stream.ofNullable(pod.getMetadata().getManagedFields())
                .flatMap(entries -> entries.stream())
                .filter(entry -> "status".equals(entry.getSubresource()))
                .map(ManagedFieldsEntry::getTime)
                .flatMap(time -> ApiTimes.parse(time).stream())
                .max(Instant::compareTo);
    }

    /** When the API server accepted the pod. */
    Instant created() {
        return ApiTimes.parse(pod.getMetadata().getCreationTimestamp()).orElse(Instant.EPOCH);
    }

    /** The earliest start of the main container that the pod still shows. */
    Optional<Instant> firstRan() {
        return PodContainer.main(pod).stream()
                .flatMap(PodContainer::runs)
                .flatMap(PodTimes::starts)
                .flatMap(time -> bounded(time).stream())
                .min(Instant::compareTo);
    }

    /** Since when it is ready, or is not. */
    Instant readyChanged() {
        return PodConditions.of(pod, PodConditions.READY)
                .flatMap(ready -> bounded(ready.getLastTransitionTime()))
                .orElseGet(this::created);
    }

    /** When a pod ended that has ended for good. */
    Instant ended() {
        Stream<@Nullable String> ends = PodContainer.of(pod).stream()
                .flatMap(container -> container.lastEnd().stream())
                .map(ContainerStateTerminated::getFinishedAt);
        Stream<@Nullable String> changes = PodConditions.of(pod).map(PodCondition::getLastTransitionTime);
        return Stream.concat(ends, changes)
                .flatMap(time -> bounded(time).stream())
                .max(Instant::compareTo)
                .orElseGet(this::created);
    }

    /** A time of a kubelet. */
    Optional<Instant> bounded(@Nullable String time) {
        return ApiTimes.parse(time).map(at -> lastWrite.filter(at::isAfter).orElse(at));
    }

    private static Stream<@Nullable String> starts(ContainerState state) {
        return Stream.concat(
                Stream.ofNullable(state.getRunning()).map(running -> running.getStartedAt()),
                Stream.ofNullable(state.getTerminated()).map(terminated -> terminated.getStartedAt()));
    }
}
