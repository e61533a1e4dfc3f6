package dev.workerapp.operator.execute;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.desired.Dependents;
import dev.workerapp.operator.desired.Dependents.Dependent;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the Service and the PodDisruptionBudget of an app as they should be, and writes only when they are not. */
public final class DependentKeeper {

    private final WorkerApp app;
    private final Context<WorkerApp> context;
    private final Writes writes;

    /** For one reconciliation. */
    public DependentKeeper(WorkerApp app, Context<WorkerApp> context, Writes writes) {
        this.app = app;
        this.context = context;
        this.writes = writes;
    }

    /**
     * Brings both to their state. Says which name is taken by an object that is not the app's, and which the API server
     * refuses; the one never holds the other up.
     */
    public List<Problem> keep() {
        return Stream.of(Dependents.service(app), Dependents.budget(app))
                .flatMap(dependent -> keep(dependent).stream())
                .toList();
    }

    private <T extends HasMetadata> Optional<Problem> keep(Dependent<T> dependent) {
        try {
            return bring(dependent);
        } catch (KubernetesClientException e) {
            return Optional.of(Refused.problem(
                    e,
                    dependent.type().getSimpleName() + " " + app.getMetadata().getName()));
        }
    }

    private <T extends HasMetadata> Optional<Problem> bring(Dependent<T> dependent) {
        Optional<T> seen = context.getSecondaryResourcesAsStream(dependent.type())
                .filter(object ->
                        object.getMetadata().getName().equals(app.getMetadata().getName()))
                .findFirst();
        if (dependent.wanted().isEmpty()) {
            seen.filter(object -> Ownership.controls(app, object)).ifPresent(writes::delete);
            return Optional.empty();
        }
        T wanted = dependent.wanted().get();
        if (seen.filter(object -> Ownership.controls(app, object)).isPresent()) {
            if (!SSABasedGenericKubernetesResourceMatcher.<T>getInstance().matches(seen.get(), wanted, context)) {
                writes.apply(wanted, seen);
            }
            return Optional.empty();
        }
        // The informer sees only what has the label; somebody else's object of this name need not have it.
        T live = context.getClient().resource(wanted).get();
        if (live == null || Ownership.controls(app, live)) {
            writes.apply(wanted, Optional.ofNullable(live));
            return Optional.empty();
        }
        if (isLeftBehind(live)) {
            if (writes.isKept(app)) {
                writes.apply(wanted, Optional.of(live));
            }
            return Optional.empty();
        }
        return Optional.of(
                new Problem(
                        Reason.NAME_TAKEN,
                        "There is a " + wanted.getKind() + " "
                                + wanted.getMetadata().getName()
                                + " that is not this app's. It is left alone; delete it, rename the app, or switch the app's own off."));
    }

    /** Whether it has the app's label and no controller: what --cascade=orphan leaves is adopted. */
    private boolean isLeftBehind(HasMetadata object) {
        return Ownership.isOrphan(object) && Ownership.hasLabels(object, Ownership.labels(app));
    }
}
