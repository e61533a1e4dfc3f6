package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Hashes;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pod of a worker: its revision's stored template, and what is its own. */
public final class WorkerPod {

    private static final String SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";

    private WorkerPod() {}

    /**
     * The pod for a slot.
     *
     * @param create which slot and incarnation it is; the name follows from it, so creating it twice makes one pod
     * @param token what the worker runtime asks for before it drains; nobody else's, and not to be guessed
     */
    public static Pod of(WorkerApp app, StoredRevision revision, Action.Create create, String token) {
        PodTemplateSpec template = revision.template();
        ConfigCopies copies = revision.copiesFor(app);
        CopiedConfig.put(copies, template.getSpec());
        PodBuilder pod = new PodBuilder()
                .withMetadata(template.getMetadata())
                .withSpec(template.getSpec())
                .editOrNewMetadata()
                .withName(name(app, create))
                .withNamespace(app.getMetadata().getNamespace())
                .addToLabels(Ownership.workerLabels(app))
                .addToLabels(Names.SLOT, Integer.toString(create.slot()))
                .addToLabels(Names.REVISION, revision.name())
                .addToLabels(Names.INCARNATION, Integer.toString(create.incarnation()))
                .addToAnnotations(history(create.history()))
                .addToAnnotations(RecycleMarks.of(create.recycling()))
                .addToAnnotations(copies.podAnnotations())
                .withOwnerReferences(Ownership.reference(app))
                .endMetadata();
        PodSpecBuilder spec = new PodSpecBuilder(pod.buildSpec());
        RuntimeInjection.tell(spec, revision.name(), app.getSpec().shutdown().killTimeoutSeconds(), token);
        return pod.withSpec(spec.build())
                .editSpec()
                .withTerminationGracePeriodSeconds(graceSeconds(app, revision.drainSeconds()))
                .endSpec()
                .build();
    }

    /** A pod with what the workers of a revision ask of a node, to compare nodes with. */
    public static Pod like(StoredRevision revision) {
        return new PodBuilder().withSpec(revision.template().getSpec()).build();
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

    /**
     * The pod, with a word to Cluster Autoscaler that it may be evicted: it does not know the kind of its owner, and would
     * never remove its node. A word of the app's own stays.
     */
    public static Pod evictable(Pod pod) {
        return Ownership.annotation(pod, SAFE_TO_EVICT).isPresent()
                ? pod
                : new PodBuilder(pod)
                        .editMetadata()
                        .addToAnnotations(SAFE_TO_EVICT, "true")
                        .endMetadata()
                        .build();
    }

    /** What a pod remembers of those before it in its slot; nothing while none has failed. */
    private static Map<String, String> history(CrashHistory history) {
        Map<String, String> annotations = new TreeMap<>();
        if (history.attempt() > 0) {
            annotations.put(Names.ATTEMPT, Integer.toString(history.attempt()));
        }
        if (history.exits() > 0) {
            annotations.put(Names.EXITS, Integer.toString(history.exits()));
        }
        if (history.runs().crashes() > 0) {
            annotations.put(Names.CRASHES, crashes(history.runs().crashes(), 0));
        }
        history.exitsWhenAvailable()
                .ifPresent(exits -> annotations.put(Names.EXITS_WHEN_AVAILABLE, Integer.toString(exits)));
        return annotations;
    }

    /** The value of {@link Names#CRASHES}: so many crashes in a row, with so many ends of the pod's container dealt with. */
    public static String crashes(int crashes, int dealtWith) {
        return crashes + "@" + dealtWith;
    }

    /**
     * The pod's name: the same for the same app, slot, incarnation, revision and attempt, so that Events and logs of two
     * pods never mix.
     */
    public static String name(WorkerApp app, Action.Create create) {
        String hash = Hashes.of(
                String.join(
                        "/",
                        app.getMetadata().getUid(),
                        Integer.toString(create.slot()),
                        Integer.toString(create.incarnation()),
                        create.revision(),
                        Integer.toString(create.history().attempt())),
                5);
        return app.getMetadata().getName() + "-" + create.slot() + "-" + hash;
    }

    /** The seconds from the request to stop until a worker is killed: its drain and the app's kill timeout of now. */
    public static long graceSeconds(WorkerApp app, int drainSeconds) {
        return drainSeconds + (long) app.getSpec().shutdown().killTimeoutSeconds();
    }
}
