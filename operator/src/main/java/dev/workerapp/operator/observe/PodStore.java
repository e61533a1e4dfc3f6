package dev.workerapp.operator.observe;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.desired.ControlPort;
import dev.workerapp.operator.desired.StopSignal;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The informer's store of pods, which keeps only what {@link PodReader} reads: a quarter of the memory. Thread-safe, as
 * the store that it extends.
 */
public final class PodStore extends BasicItemStore<Pod> {

    /** An empty store. */
    public PodStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public @Nullable Pod put(String key, Pod pod) {
        return super.put(key, pruned(pod));
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    private static @Nullable Map<String, String> own(@Nullable Map<String, String> annotations) {
        return annotations == null
                ? null
                : annotations.entrySet().stream()
                        .filter(annotation -> annotation.getKey().startsWith(Names.PREFIX))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** When the status was written last; who has written what would be most of the pod. */
    private static List<ManagedFieldsEntry> lastWrite(Pod pod) {
        return PodTimes.lastWrite(pod)
                .map(time -> new ManagedFieldsEntryBuilder()
                        .withSubresource("status")
                        .withTime(time.toString())
                        .build())
                .map(List::of)
                .orElse(List.of());
    }

    /** Which of them go on beside the others. */
    private static List<Container> initContainers(Pod pod) {
        return pod.getSpec().getInitContainers().stream()
                .map(container -> new ContainerBuilder()
                        .withName(container.getName())
                        .withRestartPolicy(container.getRestartPolicy())
                        .build())
                .toList();
    }

    /** Where it is not as most are: its stop signal, and the port of its runtime. */
    private static Optional<Container> mainContainer(Pod pod) {
        Optional<String> signal = StopSignal.of(pod);
        int port = ControlPort.of(pod);
        if (signal.isEmpty() && port == Names.CONTROL_PORT) {
            return Optional.empty();
        }
        ContainerBuilder container = new ContainerBuilder()
                .withName(Names.CONTAINER)
                .addNewPort()
                .withName(ControlPort.NAME)
                .withContainerPort(port)
                .endPort();
        signal.ifPresent(own -> container.withNewLifecycle().withStopSignal(own).endLifecycle());
        return Optional.of(container.build());
    }

    private static Pod pruned(Pod pod) {
        PodBuilder pruned = new PodBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                .withUid(pod.getMetadata().getUid())
                .withResourceVersion(pod.getMetadata().getResourceVersion())
                .withLabels(pod.getMetadata().getLabels())
                .withAnnotations(own(pod.getMetadata().getAnnotations()))
                .withOwnerReferences(pod.getMetadata().getOwnerReferences())
                .withCreationTimestamp(pod.getMetadata().getCreationTimestamp())
                .withDeletionTimestamp(pod.getMetadata().getDeletionTimestamp())
                .withManagedFields(lastWrite(pod))
                .endMetadata()
                .withNewSpec()
                .withNodeName(pod.getSpec().getNodeName())
                .withTolerations(pod.getSpec().getTolerations())
                .withReadinessGates(pod.getSpec().getReadinessGates())
                .withInitContainers(initContainers(pod))
                .endSpec();
        mainContainer(pod)
                .ifPresent(container ->
                        pruned.editSpec().addToContainers(container).endSpec());
        if (pod.getStatus() != null) {
            pruned.withStatus(new PodStatusBuilder()
                    .withPhase(pod.getStatus().getPhase())
                    .withPodIP(pod.getStatus().getPodIP())
                    .withReason(pod.getStatus().getReason())
                    .withMessage(pod.getStatus().getMessage())
                    .withStartTime(pod.getStatus().getStartTime())
                    .withConditions(pod.getStatus().getConditions())
                    .withContainerStatuses(pod.getStatus().getContainerStatuses())
                    .withInitContainerStatuses(pod.getStatus().getInitContainerStatuses())
                    .build());
        }
        return pruned.build();
    }
}
