package dev.workerapp.planner.view;

import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Worker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts each pod into the list of its slot where it belongs. */
record Sorting(Revisions revisions, Judgement judgement, int partition) {
    static final Comparator<Worker> OLDEST_FIRST = Comparator.comparingInt(Worker::incarnation)
            .thenComparing(Worker::name)
            .thenComparing(Worker::uid);

    /** The slots that are wanted. */
    List<Slot> slots(Observed observed, IntStream wanted) {
        Map<Integer, List<Worker>> workers = bySlot(observed.workers());
        Map<Integer, List<Worker>> orphans = bySlot(observed.orphans());
        return wanted.mapToObj(number ->
                        slot(number, workers.getOrDefault(number, List.of()), orphans.getOrDefault(number, List.of())))
                .toList();
    }

    private static Map<Integer, List<Worker>> bySlot(List<Worker> pods) {
        return pods.stream().sorted(OLDEST_FIRST).collect(Collectors.groupingBy(Worker::slot));
    }

    private Slot slot(int number, List<Worker> workers, List<Worker> orphans) {
        List<Worker> target = new ArrayList<>();
        List<Worker> outdated = new ArrayList<>();
        List<Worker> superseded = new ArrayList<>();
        List<Worker> dead = new ArrayList<>();
        List<Worker> terminating = new ArrayList<>();
        for (Worker worker : workers) {
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
                List.copyOf(orphans));
    }

    /** Slots below the partition keep what they have: they would be filled with an older token, again and again. */
    private boolean mustRestart(Worker worker) {
        return worker.slot() >= partition && revisions.isBeforeRestart(worker.revision());
    }

    /** Neither asked for nor stable nor of use: it was to become a worker of a revision that nobody wants any more. */
    private boolean wasOnlyOnItsWay(Worker worker) {
        return !revisions.isStable(worker.revision()) && !judgement.available(worker);
    }
}
