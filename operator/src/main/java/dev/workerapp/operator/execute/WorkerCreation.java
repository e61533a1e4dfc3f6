package dev.workerapp.operator.execute;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.desired.StopSignal;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.desired.WorkerPod;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Creates the pod of a worker. Thread-safe if its writes are. */
final class WorkerCreation {

    /** More pods than this, taken out of one slot by their label, are left there by nobody. */
    static final int MOST_NAMES = 10;

    private final WorkerApp app;
    private final Writes writes;
    private final UnaryOperator<Pod> placed;

    /** @param placed says of a new worker's pod which nodes it may come to */
    WorkerCreation(WorkerApp app, Writes writes, UnaryOperator<Pod> placed) {
        this.app = app;
        this.writes = writes;
        this.placed = placed;
    }

    /** What came of a create. */
    sealed interface Result {
        /** The worker was created, maybe with a later incarnation than was asked for. */
        record Created(Action.Create create) implements Result {}

        /** It was there already. */
        record AlreadyThere(Action.Create create) implements Result {}

        /** The API server did not create it. */
        record NotCreated(Action.Create create, Problem problem) implements Result {}
    }

    /**
     * Creates the worker. Where another pod has its name, as one that a person has taken out of the app by its label, it
     * becomes the next incarnation.
     *
     * @throws NamespaceTerminating if nothing can be created there any more
     */
    Result create(Action.Create create, StoredRevision revision) {
        try {
            String name = "";
            for (int next = 0; next < MOST_NAMES; next++) {
                Action.Create tried = create.withIncarnation(create.incarnation() + next);
                Pod pod = placed.apply(
                        WorkerPod.of(app, revision, tried, UUID.randomUUID().toString()));
                Optional<Problem> problem = dropped(pod);
                if (problem.isPresent()) {
                    return new Result.NotCreated(create, problem.get());
                }
                switch (writes.createPod(pod)) {
                    case CREATED -> {
                        return new Result.Created(tried);
                    }
                    case ALREADY_THERE -> {
                        return new Result.AlreadyThere(tried);
                    }
                    case NAME_TAKEN -> name = pod.getMetadata().getName();
                }
            }
            return new Result.NotCreated(create, taken(name));
        } catch (KubernetesClientException e) {
            return new Result.NotCreated(create, Refused.problem(e));
        }
    }

    /** What the API server would drop of the pod without a word. */
    private Optional<Problem> dropped(Pod pod) {
        return StopSignal.of(pod).flatMap(signal -> StopSignal.droppedFrom(writes.tryPod(pod), signal));
    }

    private static Problem taken(String name) {
        return new Problem(
                Reason.NAME_TAKEN,
                "There are pods, " + name + " the last of " + MOST_NAMES
                        + ", that have the names of this slot's next workers and are not the app's. They are left alone;"
                        + " delete them.");
    }
}
