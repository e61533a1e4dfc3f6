package dev.workerapp.operator.observe;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pod asks for a node: by its node selector, and by what its node affinity requires. As the scheduler does
 * (k8s.io/component-helpers, scheduling/corev1/nodeaffinity).
 */
final class NodeSelection {

    private NodeSelection() {}

    static boolean selects(Pod pod, Node node) {
        Map<String, String> labels =
                Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
        Map<String, String> selector = Objects.requireNonNullElse(pod.getSpec().getNodeSelector(), Map.of());
        return labels.entrySet().containsAll(selector.entrySet())
                && Optional.ofNullable(pod.getSpec().getAffinity())
                        .map(Affinity::getNodeAffinity)
                        .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                        .map(required ->
                                anyMatches(required, labels, node.getMetadata().getName()))
                        .orElse(true);
    }

    private static boolean anyMatches(NodeSelector required, Map<String, String> labels, String name) {
        return list(required.getNodeSelectorTerms()).anyMatch(term -> matches(term, labels, name));
    }

    /** A term that asks for nothing matches no node. */
    private static boolean matches(NodeSelectorTerm term, Map<String, String> labels, String name) {
        List<NodeSelectorRequirement> ofLabels =
                list(term.getMatchExpressions()).toList();
        List<NodeSelectorRequirement> ofFields = list(term.getMatchFields()).toList();
        return !(ofLabels.isEmpty() && ofFields.isEmpty())
                && ofLabels.stream().allMatch(requirement -> matches(requirement, labels))
                && ofFields.stream().allMatch(requirement -> matches(requirement, Map.of("metadata.name", name)));
    }

    private static boolean matches(NodeSelectorRequirement requirement, Map<String, String> values) {
        @Nullable String value = values.get(requirement.getKey());
        List<String> wanted = list(requirement.getValues()).toList();
        return switch (requirement.getOperator()) {
            case "In" -> value != null && wanted.contains(value);
            case "NotIn" -> value == null || !wanted.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" ->
                number(value)
                        .flatMap(is -> bound(wanted).map(least -> is > least))
                        .orElse(false);
            case "Lt" ->
                number(value)
                        .flatMap(is -> bound(wanted).map(most -> is < most))
                        .orElse(false);
            default -> false;
        };
    }

    private static Optional<Long> bound(List<String> wanted) {
        return wanted.size() == 1 ? number(wanted.getFirst()) : Optional.empty();
    }

    private static Optional<Long> number(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static <T> Stream<T> list(@Nullable List<T> list) {
        return Stream.ofNullable(list).flatMap(List::stream);
    }
}
