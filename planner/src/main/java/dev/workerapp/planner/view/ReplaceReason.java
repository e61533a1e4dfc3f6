package dev.workerapp.planner.view;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;

/**
 * What a worker is to be replaced for. All rules that replace workers go by these alone, so that a new reason is one
 * constant here. In the order of their urgency.
 */
public enum ReplaceReason {
    /** Its node is being emptied. */
    NODE_DRAINED(Reason.NODE_DRAINED),
    /** Its eviction was requested. */
    EVICTION_REQUESTED(Reason.EVICTION_REQUESTED),
    /** Its replacement was requested. */
    RECYCLE_REQUESTED(Reason.RECYCLE_REQUESTED),
    /** It runs another revision than the target, in a slot that the reload changes. */
    OUTDATED(Reason.REPLACED);

    private final Reason onDelete;

    ReplaceReason(Reason onDelete) {
        this.onDelete = onDelete;
    }

    /** Whether it applies to the worker. */
    public boolean appliesTo(AppView view, Worker worker) {
        return switch (this) {
            case NODE_DRAINED, EVICTION_REQUESTED, RECYCLE_REQUESTED ->
                worker.due().contains(onDelete);
            case OUTDATED -> !view.revisions().isTarget(worker.revision()) && view.isInReloadScope(worker.slot());
        };
    }

    /** Why the worker is deleted when its replacement is available. */
    public Reason onDelete() {
        return onDelete;
    }
}
