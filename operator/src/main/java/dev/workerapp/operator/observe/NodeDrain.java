package dev.workerapp.operator.observe;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a pod is to leave its node, because somebody empties it: a person, or an autoscaler. */
final class NodeDrain {

    /** What {@code kubectl cordon} and {@code kubectl drain} come to. */
    private static final String CORDON = "node.kubernetes.io/unschedulable";

    /**
     * Taints that say that the node is about to go, though their effect is only that nothing new comes: Cluster
     * Autoscaler's and Karpenter's (of v1, and of the versions before it).
     */
    private static final Set<String> GOING =
            Set.of(CORDON, "ToBeDeletedByClusterAutoscaler", "karpenter.sh/disrupted", "karpenter.sh/disruption");

    /** What every pod tolerates for five minutes, unless it says otherwise: the node may be back before. */
    private static final Set<String> FAILING = Set.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    private NodeDrain() {}

    /**
     * Whether the pod is to leave the node. What it tolerates does not displace it; but a toleration that ends only gives
     * it the time to move.
     */
    static boolean isDraining(Pod pod, Node node) {
        return taints(node).stream()
                .filter(NodeDrain::drivesOut)
                .anyMatch(taint -> !isTolerated(pod, taint) || isToleratedForATime(pod, taint));
    }

    /** Whether the scheduler could bring the pod to this node, which it would have to leave again. */
    static boolean isToBeAvoided(Pod pod, Node node) {
        return taints(node).stream().anyMatch(taint -> isToleratedForATime(pod, taint));
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

    /**
     * Whether the scheduler may bring new pods like this one to the node for as long as it is well. What Kubernetes taints a
     * node with that fails is left out here: it may be back before long.
     */
    static boolean isOpenTo(Pod pod, Node node) {
        return taints(node).stream()
                .filter(taint -> !FAILING.contains(taint.getKey()))
                .noneMatch(taint -> GOING.contains(taint.getKey())
                        || (!"PreferNoSchedule".equals(taint.getEffect()) && !isTolerated(pod, taint)));
    }

    private static boolean drivesOut(Taint taint) {
        return "NoExecute".equals(taint.getEffect()) || GOING.contains(taint.getKey());
    }

    private static boolean isTolerated(Pod pod, Taint taint) {
        return tolerations(pod, taint).findAny().isPresent();
    }

    /** The shortest time counts, as in Kubernetes' own eviction (k8s.io/kubernetes, pkg/controller/tainteviction). */
    private static boolean isToleratedForATime(Pod pod, Taint taint) {
        return "NoExecute".equals(taint.getEffect())
                && !FAILING.contains(taint.getKey())
                && tolerations(pod, taint).anyMatch(toleration -> toleration.getTolerationSeconds() != null);
    }

    private static Stream<Toleration> tolerations(Pod pod, Taint taint) {
        return Optional.ofNullable(pod.getSpec().getTolerations()).orElse(List.of()).stream()
                .filter(toleration -> tolerates(toleration, taint));
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
