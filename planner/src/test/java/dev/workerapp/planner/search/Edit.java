package dev.workerapp.planner.search;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A worker that is to be another in one thing. */
record Edit(
        Worker worker,
        String uid,
        boolean ready,
        Instant readyChangedAt,
        boolean onLostNode,
        Set<Reason> due,
        Optional<Problem> problem) {

    static Edit of(Worker w) {
        return new Edit(w, w.uid(), w.ready(), w.readyChangedAt(), w.onLostNode(), w.due(), w.problem());
    }

    Edit uid(String other) {
        return new Edit(worker, other, ready, readyChangedAt, onLostNode, due, problem);
    }

    Edit readySince(Instant since) {
        return new Edit(worker, uid, true, since, onLostNode, due, problem);
    }

    Edit changedAt(Instant since) {
        return new Edit(worker, uid, ready, since, onLostNode, due, problem);
    }

    Edit onGoodNode() {
        return new Edit(worker, uid, ready, readyChangedAt, false, due, problem);
    }

    Edit withoutProblem() {
        return new Edit(worker, uid, ready, readyChangedAt, onLostNode, due, Optional.empty());
    }

    Edit notDue() {
        return new Edit(worker, uid, ready, readyChangedAt, onLostNode, Set.of(), problem);
    }

    Worker made() {
        return new Worker(
                worker.name(),
                uid,
                worker.slot(),
                worker.revision(),
                worker.incarnation(),
                worker.createdAt(),
                worker.firstRanAt(),
                ready,
                readyChangedAt,
                worker.terminating(),
                worker.terminal(),
                worker.crashLooping(),
                worker.needsRoom(),
                due,
                onLostNode,
                worker.restarts(),
                worker.history(),
                worker.recycling(),
                problem);
    }
}
