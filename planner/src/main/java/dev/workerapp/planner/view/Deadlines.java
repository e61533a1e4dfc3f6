package dev.workerapp.planner.view;

import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When a worker counts, and when it has had its time (rule 5). */
record Deadlines(Desired desired, Instant now) {

    boolean available(Worker worker) {
        return worker.readyFor(desired.readiness().minReady(), now);
    }

    /** Why a replacement fails whose old worker is still there; empty while it may still come. */
    Optional<Reason> ofReplacement(Worker worker) {
        return failure(worker, availableBy(worker));
    }

    /** Why a worker that is alone in its slot fails: it was there for long, but not ready for long either. */
    Optional<Reason> ofLoneWorker(Worker worker) {
        return failure(worker, worker.ready() ? Optional.empty() : readyBy(worker));
    }

    boolean overdue(Refusal refusal) {
        return hasPassed(startBy(refusal));
    }

    Instant startBy(Refusal refusal) {
        return refusal.since().plus(desired.reload().startTimeout());
    }

    /** Every instant at which time alone may change how the worker is judged. */
    Stream<Instant> of(Worker worker) {
        if (worker.ready()) {
            Instant turn = worker.readyChangedAt().plus(desired.readiness().minReady());
            return Stream.concat(Stream.of(turn), availableBy(worker).stream());
        }
        return worker.firstRanAt().isEmpty()
                ? Stream.of(startBy(worker))
                : Stream.concat(availableBy(worker).stream(), readyBy(worker).stream());
    }

    private Optional<Reason> failure(Worker worker, Optional<Instant> deadline) {
        if (available(worker)) {
            return Optional.empty();
        }
        if (worker.crashLooping()) {
            return Optional.of(Reason.CRASH_LOOP);
        }
        if (worker.firstRanAt().isEmpty()) {
            return hasPassed(startBy(worker)) ? Optional.of(Reason.NOT_STARTED_IN_TIME) : Optional.empty();
        }
        return deadline.filter(this::hasPassed).map(passed -> Reason.NOT_READY_IN_TIME);
    }

    private Instant startBy(Worker worker) {
        return worker.createdAt().plus(desired.reload().startTimeout());
    }

    private Optional<Instant> availableBy(Worker worker) {
        return worker.firstRanAt().map(ran -> ran.plus(desired.readiness().timeout())
                .plus(desired.readiness().minReady()));
    }

    /** Being unready counts from the first start on: what came before is the cluster's time, not the worker's. */
    private Optional<Instant> readyBy(Worker worker) {
        return worker.firstRanAt()
                .map(ran -> ran.isAfter(worker.readyChangedAt()) ? ran : worker.readyChangedAt())
                .map(since -> since.plus(desired.readiness().timeout()));
    }

    private boolean hasPassed(Instant deadline) {
        return !now.isBefore(deadline);
    }
}
