package dev.workerapp.operator.desired;

import dev.workerapp.operator.api.MainContainer;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Objects;
import java.util.Optional;

/**
 * The signal that ends a worker, {@code lifecycle.stopSignal} of its container (KEP-4960). An API server whose feature
 * gate is off drops it without a word; a kubelet or container runtime that does not know it sends the usual one, and does
 * not report it in the container's status. So what comes back is compared with what was asked for.
 */
public final class StopSignal {

    private static final String ANSWER = " Switch the feature gate ContainerStopSignals on, in the API server and the"
            + " kubelets, above a container runtime that knows stop signals; or remove shutdown.stopSignal.";

    private StopSignal() {}

    /** The signal that a pod asks for; empty where it leaves that to its image. */
    public static Optional<String> of(Pod pod) {
        return MainContainer.among(pod.getSpec().getContainers())
                .map(Container::getLifecycle)
                .map(Lifecycle::getStopSignal);
    }

    /** What is wrong if the API server would keep this of a pod that asks for a signal. */
    public static Optional<Problem> droppedFrom(Pod kept, String signal) {
        return of(kept).filter(signal::equals).isPresent()
                ? Optional.empty()
                : problem("This cluster's API server drops lifecycle.stopSignal, so the worker would not end by "
                        + signal + " and is not started.");
    }

    /** What is wrong with a worker that runs and would end by another signal than its pod asks for. */
    public static Optional<Problem> ignoredFor(Pod pod, ContainerStatus running) {
        return of(pod).filter(signal -> !signal.equals(running.getStopSignal()))
                .flatMap(signal -> problem("Node " + pod.getSpec().getNodeName() + " would stop the worker with "
                        + Objects.requireNonNullElse(running.getStopSignal(), "the usual signal") + " instead of "
                        + signal
                        + ", so the worker is not considered ready."));
    }

    private static Optional<Problem> problem(String what) {
        return Optional.of(new Problem(Reason.SIGNAL_UNSUPPORTED, what + ANSWER));
    }
}
