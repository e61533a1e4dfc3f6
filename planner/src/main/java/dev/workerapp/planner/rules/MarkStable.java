package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.ReloadReport;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Revisions;
import java.time.Instant;
import java.util.List;

/** A reload is complete, and its revision the stable one, when every slot has an available worker of it and no other. */
public final class MarkStable implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        Revisions revisions = view.revisions();
        if (revisions.targetIsStable() || revisions.target().failed() || !isDone(view)) {
            return List.of();
        }
        String target = revisions.target().name();
        return List.of(new Action.MarkStable(
                target, revisions.highestStable() + 1, startedAt(view, target), Reason.RELOAD_COMPLETE));
    }

    private static Instant startedAt(AppView view, String target) {
        return view.observed()
                .lastReload()
                .filter(reload -> reload.revision().equals(target))
                .map(ReloadReport::startedAt)
                .orElse(view.now());
    }

    /** Whether every wanted slot, and there is one, runs the target alone. */
    public static boolean isDone(AppView view) {
        return !view.slots().isEmpty()
                && view.slots().stream()
                        .allMatch(slot -> view.isUpdated(slot)
                                && slot.outdated().isEmpty()
                                && slot.superseded().isEmpty());
    }
}
