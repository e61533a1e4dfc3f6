package dev.workerapp.planner.view;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;

/**
 * What a worker is to be replaced for. All rules that replace workers go by these alone, so that a new reason is one
 * constant here. In the order of their urgency. Some are voluntary: nothing is wrong if the worker stays, so {@link Recycling}
 * says when they apply.
 */
public enum ReplaceReason {
    /** Its node is being emptied. */
    NODE_DRAINED(Reason.NODE_DRAINED),
    /** Its eviction was requested. */
    EVICTION_REQUESTED(Reason.EVICTION_REQUESTED),
    /** Its replacement was requested. */
    RECYCLE_REQUESTED(Reason.RECYCLE_REQUESTED),
    /** It may run with another content of a ConfigMap or a Secret. */
    CONFIG_OUTDATED(Reason.CONFIG_OUTDATED),
    /** It has served its number of requests. */
    MAX_REQUESTS(Reason.MAX_REQUESTS),
    /** Its heap stays full. */
    MAX_HEAP(Reason.MAX_HEAP),
    /** It uses too much memory. */
    MAX_MEMORY(Reason.MAX_MEMORY),
    /** The schedule replaces all workers. */
    SCHEDULED(Reason.SCHEDULED),
    /** It is old. */
    MAX_AGE(Reason.MAX_AGE),
    /** It runs another revision than the target, in a slot that the reload changes. */
    OUTDATED(Reason.REPLACED);

    private final Reason onDelete;

    ReplaceReason(Reason onDelete) {
        this.onDelete = onDelete;
    }

    /** Whether it applies to the worker. */
    public boolean appliesTo(AppView view, Worker worker) {
        if (onDelete.isVoluntary()) {
            return view.recycling().applies(onDelete, worker);
        }
        return this == OUTDATED
                ? !view.revisions().isTarget(worker.revision()) && view.inReloadScope(worker.slot())
                : worker.due().contains(onDelete);
    }

    /** Why the worker is deleted when its replacement is available. */
    public Reason onDelete() {
        return onDelete;
    }
}
