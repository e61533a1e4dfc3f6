package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A slot has at most one worker of the target and one old one, apart from one that is to be replaced for another reason
 * than its revision. More come of adoption, of outdated views and of a target that changes often. The best one stays; the
 * others are deleted only while it is available, or when none of them is.
 */
public final class RetireDuplicates implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        List<Action> actions = new ArrayList<>();
        for (Slot slot : view.slots()) {
            actions.addAll(extra(view, slot.target()));
            if (!view.isUpdated(slot)) {
                actions.addAll(
                        outgrewItsMove(view, slot) ? allButBest(view, slot.outdated()) : extra(view, slot.outdated()));
            }
        }
        return actions;
    }

    /** Whether the reload replaces the worker that is to move, so that nobody needs the one that was to follow it. */
    private static boolean outgrewItsMove(AppView view, Slot slot) {
        return view.inReloadScope(slot)
                && !view.paused()
                && slot.outdated().stream().noneMatch(worker -> !view.isToBeRecycled(worker) && view.available(worker));
    }

    private static List<Action> extra(AppView view, List<Worker> workers) {
        List<Action> actions = new ArrayList<>();
        workers.stream()
                .collect(Collectors.partitioningBy(view::isToBeRecycled))
                .values()
                .forEach(alike -> actions.addAll(allButBest(view, alike)));
        return actions;
    }

    private static List<Action> allButBest(AppView view, List<Worker> workers) {
        if (workers.size() < 2) {
            return List.of();
        }
        List<Worker> ranked = workers.stream().sorted(bestFirst(view)).toList();
        Worker best = ranked.getFirst();
        Optional<Worker> onlyIf = Optional.of(best).filter(view::available);
        return ranked.stream()
                .skip(1)
                .<Action>map(worker -> new Action.Delete(worker, onlyIf, reason(best, worker)))
                .toList();
    }

    /** The sort is stable: among equals the oldest is best. */
    private static Comparator<Worker> bestFirst(AppView view) {
        Comparator<Worker> worstFirst = Comparator.comparing(view::available);
        return worstFirst
                .thenComparing(worker -> view.revisions().isStable(worker.revision()))
                .thenComparing(worker -> !view.broken(worker))
                .thenComparing(Worker::ready)
                .thenComparing(worker -> worker.firstRanAt().isPresent())
                .reversed();
    }

    private static Reason reason(Worker best, Worker worker) {
        return worker.revision().equals(best.revision()) ? Reason.DUPLICATE : Reason.SUPERSEDED;
    }
}
