package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Revisions;
import java.util.List;
import java.util.Optional;

/**
 * Workers that go without waiting for a replacement: those from before a restart (rule 7), and those that are not
 * available and of a revision that nobody wants any more (rule 6), be it because it failed (rule 5).
 */
public final class RetireSuperseded implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        return view.slots().stream()
                .flatMap(slot -> slot.superseded().stream())
                .<Action>map(worker -> new Action.Delete(worker, Optional.empty(), reason(view.revisions(), worker)))
                .toList();
    }

    private static Reason reason(Revisions revisions, Worker worker) {
        if (revisions.isBeforeRestart(worker.revision())) {
            return Reason.RESTART_REQUESTED;
        }
        return revisions
                .find(worker.revision())
                .filter(Revision::failed)
                .map(failed -> failed.instead().isPresent() ? Reason.UNDONE : Reason.REVISION_FAILED)
                .orElse(Reason.SUPERSEDED);
    }
}
