package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Pods with the app's labels and no controller become the app's, one per slot and plan, into slots with room for it. */
public final class AdoptOrphans implements Rule {
    private static final int ROOM = 2;

    @Override
    public List<Action> actions(AppView view) {
        Map<Integer, Long> there = view.observed().workers().stream()
                .filter(worker -> !worker.terminating())
                .collect(Collectors.groupingBy(Worker::slot, Collectors.counting()));
        Set<Integer> seen = new HashSet<>();
        List<Worker> orphans = view.observed().orphans().stream()
                .filter(orphan -> !orphan.terminating())
                .sorted(Comparator.comparingInt(Worker::slot).thenComparingInt(Worker::incarnation))
                .toList();
        List<Action> actions = new ArrayList<>();
        for (Worker orphan : orphans) {
            if (there.getOrDefault(orphan.slot(), 0L) <= ROOM && seen.add(orphan.slot())) {
                actions.add(new Action.Adopt(orphan, Reason.ORPHAN));
            }
        }
        return actions;
    }
}
