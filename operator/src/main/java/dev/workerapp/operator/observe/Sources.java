package dev.workerapp.operator.observe;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.desired.Ownership;
import dev.workerapp.operator.desired.StoredRevision;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The informers: whatever has the app's label, in the app's namespace. By the label and not by the owner, so that what
 * was left without an owner is seen too. Thread-safe.
 *
 * @param pods workers, those to adopt included
 * @param revisions revisions
 * @param services Services
 * @param budgets PodDisruptionBudgets
 */
public record Sources(
        InformerEventSource<Pod, WorkerApp> pods,
        InformerEventSource<ControllerRevision, WorkerApp> revisions,
        InformerEventSource<Service, WorkerApp> services,
        InformerEventSource<PodDisruptionBudget, WorkerApp> budgets) {

    /** Sets the informers up. */
    public static Sources in(EventSourceContext<WorkerApp> context) {
        return new Sources(
                new InformerEventSource<>(
                        of(Pod.class).withItemStore(new PodStore()).build(), context),
                new InformerEventSource<>(of(ControllerRevision.class).build(), context),
                new InformerEventSource<>(of(Service.class).build(), context),
                new InformerEventSource<>(of(PodDisruptionBudget.class).build(), context));
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
        return List.of(pods, revisions, services, budgets);
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
}
