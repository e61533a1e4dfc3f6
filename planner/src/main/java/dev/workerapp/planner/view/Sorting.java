package dev.workerapp.planner.view;

import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Worker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts each pod into the list of its slot where it belongs. */
record Sorting(Observed observed, Revisions revisions, Deadlines deadlines, int partition) {
    static final Comparator<Worker> OLDEST_FIRST = Comparator.comparingInt(Worker::incarnation)
            .thenComparing(Worker::name)
            .thenComparing(Worker::uid);

    Slot slot(int number) {
        List<Worker> target = new ArrayList<>();
        List<Worker> outdated = new ArrayList<>();
        List<Worker> superseded = new ArrayList<>();
        List<Worker> dead = new ArrayList<>();
        List<Worker> terminating = new ArrayList<>();
        for (Worker worker : inSlot(observed.workers(), number)) {
            if (worker.terminating()) {
                terminating.add(worker);
            } else if (worker.terminal()) {
                dead.add(worker);
            } else if (revisions.isTarget(worker.revision())) {
                target.add(worker);
            } else if (mustRestart(worker) || wasOnlyOnItsWay(worker)) {
                superseded.add(worker);
            } else {
                outdated.add(worker);
            }
        }
        return new Slot(
                number,
                List.copyOf(target),
                List.copyOf(outdated),
                List.copyOf(superseded),
                List.copyOf(dead),
                List.copyOf(terminating),
                inSlot(observed.orphans(), number));
    }

    /** Slots below the partition keep what they have: they would be filled with an older token, again and again. */
    private boolean mustRestart(Worker worker) {
        return worker.slot() >= partition && revisions.isBeforeRestart(worker.revision());
    }

    /** Neither asked for nor stable nor of use: it was to become a worker of a revision that nobody wants any more. */
    private boolean wasOnlyOnItsWay(Worker worker) {
        return !revisions.isStable(worker.revision()) && !deadlines.available(worker);
    }

    private static List<Worker> inSlot(List<Worker> pods, int number) {
        return pods.stream()
                .filter(w -> w.slot() == number)
                .sorted(OLDEST_FIRST)
                .toList();
    }
}
