package dev.workerapp.planner.search;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Optional;

/** A worker that is to be another in one thing. */
record Edit(
        Worker worker,
        String uid,
        boolean ready,
        Instant readyChangedAt,
        boolean onLostNode,
        Optional<Problem> problem) {

    static Edit of(Worker w) {
        return new Edit(w, w.uid(), w.ready(), w.readyChangedAt(), w.onLostNode(), w.problem());
    }

    Edit uid(String other) {
        return new Edit(worker, other, ready, readyChangedAt, onLostNode, problem);
    }

    Edit readySince(Instant since) {
        return new Edit(worker, uid, true, since, onLostNode, problem);
    }

    Edit changedAt(Instant since) {
        return new Edit(worker, uid, ready, since, onLostNode, problem);
    }

    Edit onGoodNode() {
        return new Edit(worker, uid, ready, readyChangedAt, false, problem);
    }

    Edit withoutProblem() {
        return new Edit(worker, uid, ready, readyChangedAt, onLostNode, Optional.empty());
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
                worker.onDrainedNode(),
                onLostNode,
                worker.restarts(),
                worker.history(),
                problem);
    }
}
