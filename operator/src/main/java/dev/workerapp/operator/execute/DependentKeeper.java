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

/** Keeps the Services and the PodDisruptionBudget of an app as they should be, and writes only when they are not. */
public final class DependentKeeper {

    private final WorkerApp app;
    private final Context<WorkerApp> context;
    private final Writes writes;
    private final boolean evictionsAnswered;
    private final boolean takesActions;
    private final int workers;

    /**
     * For one reconciliation.
     *
     * @param evictionsAnswered whether the operator answers evictions itself
     * @param takesActions whether workers are to take actions and messages
     * @param workers how many slots are to have a worker
     */
    public DependentKeeper(
            WorkerApp app,
            Context<WorkerApp> context,
            Writes writes,
            boolean evictionsAnswered,
            boolean takesActions,
            int workers) {
        this.app = app;
        this.context = context;
        this.writes = writes;
        this.evictionsAnswered = evictionsAnswered;
        this.takesActions = takesActions;
        this.workers = workers;
    }

    /**
     * Brings them to their state. Says which name is taken by an object that is not the app's, and which the API server
     * refuses; the one never holds the other up.
     */
    public List<Problem> keep() {
        return Stream.of(
                        Dependents.service(app),
                        Dependents.budget(app, evictionsAnswered, workers),
                        Dependents.peers(app, takesActions))
                .flatMap(dependent -> keep(dependent).stream())
                .toList();
    }

    private <T extends HasMetadata> Optional<Problem> keep(Dependent<T> dependent) {
        try {
            return bring(dependent);
        } catch (KubernetesClientException e) {
            return Optional.of(Refused.problem(e, dependent.type().getSimpleName() + " " + dependent.name()));
        }
    }

    private <T extends HasMetadata> Optional<Problem> bring(Dependent<T> dependent) {
        Optional<T> there = find(dependent);
        switch (Dependents.step(app, dependent, there)) {
            case LEAVE -> {}
            case APPLY -> apply(dependent.wanted().orElseThrow(), there);
            case ADOPT -> {
                if (writes.isKept(app)) {
                    apply(dependent.wanted().orElseThrow(), there);
                }
            }
            case DELETE -> there.ifPresent(writes::delete);
            case NAME_TAKEN -> {
                return Optional.of(nameTaken(dependent.wanted().orElseThrow()));
            }
        }
        return Optional.empty();
    }

    /** The informer sees only what has the label; somebody else's object of the name need not have it. */
    private <T extends HasMetadata> Optional<T> find(Dependent<T> dependent) {
        Optional<T> seen = context.getSecondaryResourcesAsStream(dependent.type())
                .filter(object -> object.getMetadata().getName().equals(dependent.name()))
                .findFirst();
        return seen.filter(object -> Ownership.controls(app, object)).or(() -> dependent
                .wanted()
                .flatMap(wanted ->
                        Optional.ofNullable(context.getClient().resource(wanted).get())));
    }

    private <T extends HasMetadata> void apply(T wanted, Optional<T> there) {
        boolean matches = there.filter(object -> SSABasedGenericKubernetesResourceMatcher.<T>getInstance()
                        .matches(object, wanted, context))
                .isPresent();
        if (!matches) {
            writes.apply(wanted, there);
        }
    }

    private static Problem nameTaken(HasMetadata wanted) {
        return new Problem(
                Reason.NAME_TAKEN,
                "There is a " + wanted.getKind() + " " + wanted.getMetadata().getName()
                        + " that is not this app's. It is left alone; delete it, rename the app, or switch the app's own off.");
    }
}
