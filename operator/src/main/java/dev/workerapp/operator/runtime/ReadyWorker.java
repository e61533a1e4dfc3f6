package dev.workerapp.operator.runtime;

import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.api.MainContainer;
import dev.workerapp.operator.api.Pods;
import dev.workerapp.operator.desired.ControlPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A worker whose runtime can be asked: it is ready and not on its way out.
 *
 * @param uid the UID of its pod
 * @param namespace the namespace of its pod
 * @param name the name of its pod
 * @param address the IP address of its pod
 * @param port the port of its runtime
 * @param restarts how often its container was started again: what it has used begins anew with each
 * @param startedAt when its container was started, by the clock of its node; empty if its kubelet does not say
 */
public record ReadyWorker(
        String uid,
        String namespace,
        String name,
        String address,
        int port,
        int restarts,
        Optional<Instant> startedAt) {

    /** The worker of a pod, or nothing if it can't be asked. */
    public static Optional<ReadyWorker> of(Pod pod) {
        if (Pods.isEnding(pod) || pod.getStatus() == null || pod.getStatus().getPodIP() == null) {
            return Optional.empty();
        }
        return MainContainer.status(pod)
                .filter(container -> Boolean.TRUE.equals(container.getReady()))
                .map(container -> new ReadyWorker(
                        pod.getMetadata().getUid(),
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName(),
                        pod.getStatus().getPodIP(),
                        ControlPort.of(pod),
                        Objects.requireNonNullElse(container.getRestartCount(), 0),
                        Optional.ofNullable(container.getState())
                                .flatMap(state -> Optional.ofNullable(state.getRunning()))
                                .flatMap(running -> ApiTimes.parse(running.getStartedAt()))));
    }
}
