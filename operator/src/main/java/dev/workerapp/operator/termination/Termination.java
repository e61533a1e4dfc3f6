package dev.workerapp.operator.termination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.api.MainContainer;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.planner.Reason;
import dev.workerapp.worker.stop.TerminationReport;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a worker ended that had been asked to end.
 *
 * @param worker the pod's name
 * @param slot the slot that it filled
 * @param revision the revision that it ran
 * @param askedAt when it was asked to end, in whole seconds of the API server's clock; empty if that was not seen
 * @param took from the request to end until its main container had ended; zero if that had ended before, or is not known
 * @param killed whether SIGKILL ended it; not the one for memory, which is a crash like others
 * @param terminationReport what its worker runtime said; empty where there is none, or it was killed before it could
 */
public record Termination(
        String worker,
        String slot,
        String revision,
        Optional<Instant> askedAt,
        Duration took,
        boolean killed,
        Optional<TerminationReport> terminationReport) {

    /** What a process that SIGKILL has ended exits with. */
    private static final int KILLED = 137;

    /** Reasons of an exit code 137 that is something else: for memory, and the kubelet's own guess. */
    private static final List<String> NOT_KILLED = List.of("OOMKilled", "ContainerStatusUnknown");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Reads a pod as it was last seen; empty if it was not asked to end, or nobody knows how it ended.
     *
     * @param askedAt when it was asked to end; what it ended of before that is no end by request
     */
    static Optional<Termination> of(Pod pod, Optional<Instant> askedAt) {
        return pod.getMetadata().getDeletionTimestamp() == null
                ? Optional.empty()
                : end(pod).map(end -> of(pod, askedAt, end));
    }

    private static Termination of(Pod pod, Optional<Instant> askedAt, ContainerStateTerminated end) {
        Optional<Duration> took = ApiTimes.parse(end.getFinishedAt())
                .flatMap(finishedAt -> askedAt.map(asked -> Duration.between(asked, finishedAt)));
        boolean afterwards = !took.orElse(Duration.ZERO).isNegative();
        return new Termination(
                pod.getMetadata().getName(),
                Ownership.label(pod, Names.SLOT).orElse("?"),
                Ownership.label(pod, Names.REVISION).orElse(""),
                askedAt,
                took.filter(_ -> afterwards).orElse(Duration.ZERO),
                afterwards && Objects.equals(end.getExitCode(), KILLED) && !NOT_KILLED.contains(end.getReason()),
                afterwards ? report(end.getMessage()) : Optional.empty());
    }

    /** When a pod was asked to end: its deletion's time is when it is to be gone, so its grace period after that. */
    static Optional<Instant> askedAt(Pod pod) {
        return ApiTimes.parse(pod.getMetadata().getDeletionTimestamp())
                .map(deletion -> deletion.minusSeconds(
                        Objects.requireNonNullElse(pod.getMetadata().getDeletionGracePeriodSeconds(), 0L)));
    }

    private static Optional<ContainerStateTerminated> end(Pod pod) {
        return MainContainer.status(pod).map(ContainerStatus::getState).map(ContainerState::getTerminated);
    }

    /** The report that the worker runtime left as a container's termination message; that may be the app's own, or anything. */
    public static Optional<TerminationReport> report(@Nullable String message) {
        try {
            JsonNode words =
                    JSON.readTree(Objects.requireNonNullElse(message, "")).path(TerminationReport.FIELD);
            return words.isObject() ? Optional.of(JSON.treeToValue(words, TerminationReport.class)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What a person should hear of it; empty when all went well, as far as anybody knows. */
    public Optional<Reason> problem() {
        if (killed) {
            return Optional.of(Reason.KILLED);
        }
        return terminationReport.flatMap(words -> words.unfinished() > 0
                ? Optional.of(Reason.UNFINISHED_REQUESTS)
                : !words.stacks().isEmpty()
                        ? Optional.of(Reason.NEVER_READY)
                        : words.drained() ? Optional.empty() : Optional.of(Reason.NOT_DRAINED));
    }
}
