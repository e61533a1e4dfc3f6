package dev.workerapp.operator.observe;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a pod is to leave its node, because somebody empties it: a person, or an autoscaler. */
final class Displacement {

    /** What {@code kubectl cordon} and {@code kubectl drain} come to. */
    private static final String CORDON = "node.kubernetes.io/unschedulable";

    /**
     * Taints that say that the node is about to go, though their effect is only that nothing new comes: Cluster
     * Autoscaler's and Karpenter's (of v1, and of the versions before it).
     */
    private static final Set<String> GOING =
            Set.of(CORDON, "ToBeDeletedByClusterAutoscaler", "karpenter.sh/disrupted", "karpenter.sh/disruption");

    private Displacement() {}

    /**
     * Whether the pod is to leave the node. What it tolerates, and be it for a time, does not displace it: its
     * replacement could come to the same node.
     */
    static boolean isDisplaced(Pod pod, Node node) {
        return taints(node).stream().filter(Displacement::drivesOut).anyMatch(taint -> !isTolerated(pod, taint));
    }

    /** Whether pods must be looked at again. */
    static boolean differ(Node before, Node after) {
        return !Objects.equals(before.getSpec(), after.getSpec());
    }

    private static List<Taint> taints(Node node) {
        if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
            // The taint follows a moment later; a drain may be quicker.
            return Stream.concat(
                            node.getSpec().getTaints().stream(), Stream.of(new Taint("NoSchedule", CORDON, null, null)))
                    .toList();
        }
        return node.getSpec().getTaints();
    }

    private static boolean drivesOut(Taint taint) {
        return "NoExecute".equals(taint.getEffect()) || GOING.contains(taint.getKey());
    }

    private static boolean isTolerated(Pod pod, Taint taint) {
        List<Toleration> tolerations = pod.getSpec().getTolerations();
        return tolerations != null && tolerations.stream().anyMatch(toleration -> tolerates(toleration, taint));
    }

    /** As the scheduler sees it (k8s.io/component-helpers, corev1.Toleration.ToleratesTaint). */
    private static boolean tolerates(Toleration toleration, Taint taint) {
        boolean anyEffect =
                toleration.getEffect() == null || toleration.getEffect().isEmpty();
        if (!anyEffect && !toleration.getEffect().equals(taint.getEffect())) {
            return false;
        }
        boolean anyKey = toleration.getKey() == null || toleration.getKey().isEmpty();
        if (!anyKey && !toleration.getKey().equals(taint.getKey())) {
            return false;
        }
        return "Exists".equals(toleration.getOperator())
                || Objects.requireNonNullElse(toleration.getValue(), "")
                        .equals(Objects.requireNonNullElse(taint.getValue(), ""));
    }
}
