package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Hashes;
import dev.workerapp.operator.api.Ownership;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Optional;

/** The pod of a worker: its revision's stored template, and what is its own. */
public final class WorkerPod {

    private WorkerPod() {}

    /**
     * The pod for a slot.
     *
     * @param incarnation which pod of the slot it is; the name follows from it, so creating it twice makes one pod
     * @param token what the worker runtime asks for before it drains; nobody else's, and not to be guessed
     */
    public static Pod of(WorkerApp app, StoredRevision revision, int slot, int incarnation, String token) {
        PodTemplateSpec template = revision.template();
        PodBuilder pod = new PodBuilder()
                .withMetadata(template.getMetadata())
                .withSpec(template.getSpec())
                .editOrNewMetadata()
                .withName(name(app, slot, incarnation))
                .withNamespace(app.getMetadata().getNamespace())
                .addToLabels(Ownership.labels(app))
                .addToLabels(Names.SLOT, Integer.toString(slot))
                .addToLabels(Names.REVISION, revision.name())
                .addToLabels(Names.INCARNATION, Integer.toString(incarnation))
                .withOwnerReferences(Ownership.reference(app))
                .endMetadata();
        PodSpecBuilder spec = new PodSpecBuilder(pod.buildSpec());
        RuntimeInjection.tell(spec, app.getSpec().shutdown().killTimeoutSeconds(), token);
        return pod.withSpec(spec.build())
                .editSpec()
                .withTerminationGracePeriodSeconds(graceSeconds(app, revision.drainSeconds()))
                .endSpec()
                .build();
    }

    /**
     * The pod, kept off these nodes: beside what its template asks of a node, in each of the alternatives that that may
     * have.
     */
    public static Pod awayFrom(Pod pod, List<String> nodes) {
        if (nodes.isEmpty()) {
            return pod;
        }
        List<NodeSelectorRequirement> others = nodes.stream()
                .map(node -> new NodeSelectorRequirement("metadata.name", "NotIn", List.of(node)))
                .toList();
        List<NodeSelectorTerm> terms = Optional.ofNullable(pod.getSpec().getAffinity())
                .map(Affinity::getNodeAffinity)
                .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                .map(NodeSelector::getNodeSelectorTerms)
                .orElse(List.of(new NodeSelectorTerm()));
        return new PodBuilder(pod)
                .editSpec()
                .editOrNewAffinity()
                .editOrNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNodeSelectorTerms(terms.stream()
                        .map(term -> new NodeSelectorTermBuilder(term)
                                .addAllToMatchFields(others)
                                .build())
                        .toList())
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .endSpec()
                .build();
    }

    /** The pod's name: the same for the same app, slot and incarnation. */
    public static String name(WorkerApp app, int slot, int incarnation) {
        String hash = Hashes.of(app.getMetadata().getUid() + "/" + slot + "/" + incarnation, 5);
        return app.getMetadata().getName() + "-" + slot + "-" + hash;
    }

    /** The seconds from the request to stop until a worker is killed: its drain and the app's kill timeout of now. */
    public static long graceSeconds(WorkerApp app, int drainSeconds) {
        return drainSeconds + (long) app.getSpec().shutdown().killTimeoutSeconds();
    }
}
