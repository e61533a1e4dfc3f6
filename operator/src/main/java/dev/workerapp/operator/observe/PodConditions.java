package dev.workerapp.operator.observe;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Optional;
import java.util.stream.Stream;

/** The conditions of a pod. */
final class PodConditions {

    static final String READY = "Ready";
    static final String SCHEDULED = "PodScheduled";

    /** Whether the pod's sandbox is there, and before that its volumes (kubernetes, pkg/kubelet/status/generate.go). */
    static final String SANDBOX = "PodReadyToStartContainers";

    /** Set by whoever is about to end the pod: the API that evicts, the scheduler, the kubelet. */
    static final String DISRUPTION = "DisruptionTarget";

    private PodConditions() {}

    static Stream<PodCondition> of(Pod pod) {
        return Stream.ofNullable(pod.getStatus())
                .flatMap(status -> Stream.ofNullable(status.getConditions()))
                .flatMap(conditions -> conditions.stream());
    }

    static Optional<PodCondition> of(Pod pod, String type) {
        return of(pod).filter(condition -> type.equals(condition.getType())).findFirst();
    }

    /** Whether the pod has its volumes and its address; Events of before that are of the past then. */
    static boolean hasSandbox(Pod pod) {
        return of(pod, SANDBOX).filter(PodConditions::isTrue).isPresent();
    }

    static boolean isTrue(PodCondition condition) {
        return "True".equals(condition.getStatus());
    }

    static boolean isFalse(PodCondition condition) {
        return "False".equals(condition.getStatus());
    }
}
