package dev.workerapp.operator.observe;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.termination.Terminations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The informers: whatever has the app's label, in the app's namespace. By the label and not by the owner, so that what
 * was left without an owner is seen too. Thread-safe.
 *
 * @param pods workers, those to adopt included
 * @param revisions revisions
 * @param services Services
 * @param budgets PodDisruptionBudgets
 * @param nodes all nodes, unless they are not watched
 * @param terminations the ends of workers whose pods are gone
 * @param podEvents the Events of pods in trouble
 */
public record Sources(
        InformerEventSource<Pod, WorkerApp> pods,
        InformerEventSource<ControllerRevision, WorkerApp> revisions,
        InformerEventSource<Service, WorkerApp> services,
        InformerEventSource<PodDisruptionBudget, WorkerApp> budgets,
        Optional<InformerEventSource<Node, WorkerApp>> nodes,
        Terminations terminations,
        PodEvents podEvents) {

    /** Sets the informers up. */
    public static Sources in(EventSourceContext<WorkerApp> context, boolean watchNodes, PodEvents.Reader podEvents) {
        Terminations terminations = new Terminations();
        InformerEventSource<Pod, WorkerApp> pods = pods(terminations, context);
        return new Sources(
                pods,
                new InformerEventSource<>(of(ControllerRevision.class).build(), context),
                new InformerEventSource<>(of(Service.class).build(), context),
                new InformerEventSource<>(of(PodDisruptionBudget.class).build(), context),
                watchNodes ? Optional.of(nodes(pods, context)) : Optional.empty(),
                terminations,
                new PodEvents(podEvents));
    }

    private static InformerEventSource<Pod, WorkerApp> pods(
            Terminations terminations, EventSourceContext<WorkerApp> context) {
        return new InformerEventSource<>(
                of(Pod.class).withItemStore(new PodStore()).build(), context) {
            @Override
            public void onAdd(Pod pod) {
                terminations.seen(pod);
                super.onAdd(pod);
            }

            @Override
            public void onUpdate(Pod before, Pod pod) {
                terminations.seen(pod);
                super.onUpdate(before, pod);
            }

            @Override
            public synchronized void onDelete(Pod pod, boolean finalStateUnknown) {
                boolean appIsThere = app(pod).stream()
                        .anyMatch(name -> context.getPrimaryCache().get(name).isPresent());
                if (appIsThere) {
                    terminations.gone(pod);
                } else {
                    terminations.forget(pod);
                }
                super.onDelete(pod, finalStateUnknown);
            }
        };
    }

    /** A node concerns the apps that have a pod on it. */
    private static InformerEventSource<Node, WorkerApp> nodes(
            InformerEventSource<Pod, WorkerApp> pods, EventSourceContext<WorkerApp> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Node.class, WorkerApp.class)
                        .withWatchAllNamespaces()
                        .withItemStore(new NodeStore())
                        .withOnUpdateFilter((after, before) -> NodeStore.differ(before, after))
                        .withSecondaryToPrimaryMapper(node -> pods.list(
                                        pod -> isOn(pod, node.getMetadata().getName()))
                                .flatMap(pod -> app(pod).stream())
                                .collect(Collectors.toSet()))
                        .build(),
                context);
    }

    private static boolean isOn(Pod pod, String node) {
        return node.equals(pod.getSpec().getNodeName());
    }

    /** How the pod's node is. */
    public NodeState node(Pod pod) {
        String name = pod.getSpec().getNodeName();
        if (name == null || nodes.isEmpty()) {
            return NodeState.UNKNOWN;
        }
        return nodes.get()
                .get(new ResourceID(name))
                .map(node -> new NodeState(NodeDrain.isDraining(pod, node), NodeLoss.of(node)))
                .orElseGet(() -> new NodeState(false, Optional.of(NodeLoss.gone(name))));
    }

    /** The names of the nodes to which the pod might come, and that it would have to leave again. */
    public List<String> toBeAvoided(Pod pod) {
        return nodes.stream()
                .flatMap(source -> source.list(node -> NodeDrain.isToBeAvoided(pod, node)))
                .map(node -> node.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> of(Class<R> type) {
        return InformerEventSourceConfiguration.from(type, WorkerApp.class)
                .withLabelSelector(Names.APP)
                .withSecondaryToPrimaryMapper(Sources::app)
                .withNamespacesInheritedFromController();
    }

    private static Set<ResourceID> app(HasMetadata object) {
        return Ownership.label(object, Names.APP)
                .map(name -> new ResourceID(name, object.getMetadata().getNamespace()))
                .map(Set::of)
                .orElse(Set.of());
    }

    /** All of them, for the framework. */
    public List<EventSource<?, WorkerApp>> all() {
        return Stream.<EventSource<?, WorkerApp>>concat(Stream.of(pods, revisions, services, budgets), nodes.stream())
                .toList();
    }

    /** The pods with an app's label. */
    public static Set<Pod> pods(Context<WorkerApp> context) {
        return context.getSecondaryResourcesAsStream(Pod.class).collect(Collectors.toSet());
    }

    /** The revisions of an app. */
    public static List<StoredRevision> revisions(WorkerApp app, Context<WorkerApp> context) {
        return context.getSecondaryResourcesAsStream(ControllerRevision.class)
                .filter(revision -> StoredRevision.belongs(app, revision))
                .map(StoredRevision::new)
                .toList();
    }

    /** Revisions that have an app's label and that nobody controls. */
    public static List<StoredRevision> leftBehind(Context<WorkerApp> context) {
        return context.getSecondaryResourcesAsStream(ControllerRevision.class)
                .filter(Ownership::isOrphan)
                .map(StoredRevision::new)
                .toList();
    }
}
