package dev.workerapp.operator.observe;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.config.ConfigObjects;
import dev.workerapp.operator.config.ConfigReader;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.ramp.ConfigRamp;
import dev.workerapp.operator.ramp.ConfigStanding;
import dev.workerapp.operator.signal.ControlTokens;
import dev.workerapp.operator.signal.Signals;
import dev.workerapp.operator.termination.Terminations;
import dev.workerapp.operator.usage.MemoryReader;
import dev.workerapp.operator.usage.WorkerUsage;
import io.fabric8.kubernetes.api.model.HasMetadata;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
 * @param nodes all nodes
 * @param nodeEvents what asks for a look when a node changes
 * @param terminations the ends of workers whose pods are gone
 * @param podEvents the Events of pods in trouble
 * @param usage what workers use, and what asks for a look when they are over a limit
 * @param signals the signals that are on their way to workers, and what asks for a look at their end
 * @param config the ConfigMaps and Secrets that apps follow
 * @param configEvents what asks for a look when one of them changes, or when an app's turn may have come
 */
public record Sources(
        InformerEventSource<Pod, WorkerApp> pods,
        InformerEventSource<ControllerRevision, WorkerApp> revisions,
        InformerEventSource<Service, WorkerApp> services,
        InformerEventSource<PodDisruptionBudget, WorkerApp> budgets,
        Nodes nodes,
        NodeEvents nodeEvents,
        Terminations terminations,
        PodEvents podEvents,
        WorkerUsage usage,
        Signals signals,
        ConfigReader config,
        ConfigEvents configEvents) {

    /** The index of pods by the node that they are on. */
    private static final String BY_NODE = "node";

    /**
     * Sets the informers up.
     *
     * @param memory reads how much memory pods use
     * @param usagePeriod how often workers are measured
     * @param tokens reads the tokens that worker runtimes ask for
     * @param config the ConfigMaps and Secrets that apps follow
     * @param ramp how many apps are reloaded for them side by side
     */
    public static Sources in(
            EventSourceContext<WorkerApp> context,
            Nodes nodes,
            PodEvents.Reader podEvents,
            MemoryReader memory,
            Duration usagePeriod,
            ControlTokens tokens,
            ConfigObjects config,
            ConfigRamp ramp,
            InstantSource clock) {
        Terminations terminations = new Terminations(() -> context.getPrimaryCache()
                .list()
                .map(app -> app.getMetadata().getUid())
                .collect(Collectors.toSet()));
        InformerEventSource<Pod, WorkerApp> pods = pods(terminations, nodes, context);
        Predicate<ResourceID> exists = app -> context.getPrimaryCache().get(app).isPresent();
        InformerEventSource<ControllerRevision, WorkerApp> revisions =
                new InformerEventSource<>(of(ControllerRevision.class).build(), context);
        return new Sources(
                pods,
                revisions,
                new InformerEventSource<>(
                        of(Service.class)
                                .withOnUpdateFilter(Changes.ofSpec(Service::getSpec))
                                .build(),
                        context),
                new InformerEventSource<>(
                        of(PodDisruptionBudget.class)
                                .withOnUpdateFilter(Changes.ofSpec(PodDisruptionBudget::getSpec))
                                .build(),
                        context),
                nodes,
                new NodeEvents(nodes, node -> appsOf(node, pods, context)),
                terminations,
                new PodEvents(podEvents),
                WorkerUsage.measuring(
                        memory, usagePeriod, name -> context.getPrimaryCache().get(name), pods::getSecondaryResources),
                Signals.through(tokens, pods::getSecondaryResources),
                config,
                new ConfigEvents(
                        config,
                        exists,
                        look -> new ConfigTurns(
                                ramp,
                                exists,
                                () -> context.getPrimaryCache().list(),
                                app -> ConfigStanding.of(
                                        app,
                                        stored(app, revisions.getSecondaryResources(app).stream()),
                                        running(app, pods.getSecondaryResources(app)),
                                        clock.instant()),
                                look)));
    }

    private static InformerEventSource<Pod, WorkerApp> pods(
            Terminations terminations, Nodes nodes, EventSourceContext<WorkerApp> context) {
        InformerEventSource<Pod, WorkerApp> pods =
                new InformerEventSource<>(
                        of(Pod.class)
                                .withItemStore(new PodStore())
                                .withOnUpdateFilter(Changes.ofWorkers(pod -> node(pod, nodes)))
                                .build(),
                        context) {
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
                                .anyMatch(name ->
                                        context.getPrimaryCache().get(name).isPresent());
                        if (appIsThere) {
                            terminations.gone(pod);
                        } else {
                            terminations.forget(pod);
                        }
                        super.onDelete(pod, finalStateUnknown);
                    }
                };
        pods.addIndexers(Map.of(BY_NODE, Sources::nodeName));
        return pods;
    }

    private static List<String> nodeName(Pod pod) {
        String node = pod.getSpec().getNodeName();
        return node == null ? List.of() : List.of(node);
    }

    /**
     * The apps that have a worker on the node, and those that count nodes. None before the pods are watched: each app is
     * looked at when that begins.
     */
    private static Set<ResourceID> appsOf(
            String node, InformerEventSource<Pod, WorkerApp> pods, EventSourceContext<WorkerApp> context) {
        if (!pods.isRunning()) {
            return Set.of();
        }
        Stream<ResourceID> onIt = pods.byIndex(BY_NODE, node).stream().flatMap(pod -> app(pod).stream());
        Stream<ResourceID> counting = context.getPrimaryCache()
                .list()
                .filter(app -> app.getSpec() != null && app.getSpec().autoInstances() != null)
                .map(ResourceID::fromResource);
        return Stream.concat(onIt, counting).collect(Collectors.toSet());
    }

    /** How the pod's node is. */
    public NodeState node(Pod pod) {
        return node(pod, nodes);
    }

    private static NodeState node(Pod pod, Nodes nodes) {
        String name = pod.getSpec().getNodeName();
        if (name == null || !nodes.areKnown()) {
            return NodeState.UNKNOWN;
        }
        return nodes.get(name)
                .map(node ->
                        new NodeState(NodeDrain.isDraining(pod, node), NodeLoss.of(node), NodeLoss.wellSince(node)))
                .orElseGet(() -> nodes.isDeleted(name)
                        ? new NodeState(false, Optional.of(NodeLoss.gone(name)), Optional.empty())
                        : NodeState.UNKNOWN);
    }

    /** The names of the nodes to which the pod might come, and that it would have to leave again. */
    public List<String> toBeAvoided(Pod pod) {
        return nodes.all()
                .filter(node -> NodeDrain.isToBeAvoided(pod, node))
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
        return List.of(pods, revisions, services, budgets, nodeEvents, usage, signals, configEvents);
    }

    /** The pods with an app's label, each once. A set would read every field of each pod for its hash. */
    public static List<Pod> pods(Context<WorkerApp> context) {
        return context.getSecondaryResourcesAsStream(Pod.class).toList();
    }

    /** The revisions of an app. */
    public static List<StoredRevision> revisions(WorkerApp app, Context<WorkerApp> context) {
        return stored(app, context.getSecondaryResourcesAsStream(ControllerRevision.class));
    }

    private static List<StoredRevision> stored(WorkerApp app, Stream<ControllerRevision> revisions) {
        return revisions
                .filter(revision -> StoredRevision.belongs(app, revision))
                .map(StoredRevision::new)
                .toList();
    }

    /** The names of the revisions that workers run. */
    private static Set<String> running(WorkerApp app, Collection<Pod> pods) {
        return pods.stream()
                .filter(pod -> Observer.isWorker(app, pod))
                .flatMap(pod -> Ownership.label(pod, Names.REVISION).stream())
                .collect(Collectors.toSet());
    }

    /** The turns of the apps that share content. */
    public ConfigTurns turns() {
        return configEvents.turns();
    }

    /** Revisions that have an app's label and that nobody controls. */
    public static List<StoredRevision> leftBehind(Context<WorkerApp> context) {
        return context.getSecondaryResourcesAsStream(ControllerRevision.class)
                .filter(Ownership::isOrphan)
                .map(StoredRevision::new)
                .toList();
    }
}
