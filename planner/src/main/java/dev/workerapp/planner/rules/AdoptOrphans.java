package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pods with the app's labels and no controller become the app's, one per slot and plan, into slots with room for it. */
public final class AdoptOrphans implements Rule {
    private static final int ROOM = 2;

    @Override
    public List<Action> actions(AppView view) {
        Set<Integer> seen = new HashSet<>();
        List<Worker> orphans = view.observed().orphans().stream()
                .filter(orphan -> !orphan.terminating())
                .sorted(Comparator.comparingInt(Worker::slot).thenComparingInt(Worker::incarnation))
                .toList();
        List<Action> actions = new ArrayList<>();
        for (Worker orphan : orphans) {
            if (hasRoom(view, orphan.slot()) && seen.add(orphan.slot())) {
                actions.add(new Action.Adopt(orphan, Reason.ORPHAN));
            }
        }
        return actions;
    }

    private static boolean hasRoom(AppView view, int slot) {
        return view.observed().workers().stream()
                        .filter(w -> w.slot() == slot && !w.terminating())
                        .count()
                <= ROOM;
    }
}
