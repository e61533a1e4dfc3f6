package dev.workerapp.planner.view;

import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.OnStartTimeout;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When a worker is available, and when it has failed by what its version did (rule 5). What the cluster did to a worker
 * is no failure: no image, no node, an eviction, a node that is lost.
 *
 * @param trusted the revisions whose workers need no time of trial
 */
record Judgement(Desired desired, Set<String> trusted, Instant now) {

    /** Ends of containers before a worker was once available: two failed starts are tolerated. */
    static final int MOST_EXITS = 3;

    private static final Duration LEAST_TIME_ON_A_NODE = Duration.ofSeconds(10);

    /**
     * The judgement of an app. A revision is trusted when it has completed a reload, when there is no stable one that it
     * would replace, or when one of its workers has come through its time of trial. Only the target is on trial: workers of
     * another revision replace nothing, and serve from when they are ready until they are replaced.
     */
    static Judgement of(Desired desired, Revisions revisions, List<Worker> workers, Instant now) {
        Judgement nobodyTrusted = new Judgement(desired, Set.of(), now);
        Set<String> proved = workers.stream()
                .filter(nobodyTrusted::available)
                .map(Worker::revision)
                .collect(Collectors.toSet());
        return new Judgement(
                desired,
                revisions.all().stream()
                        .filter(revision -> revision.stable() > 0
                                || !revisions.isTarget(revision.name())
                                || revisions.stable().isEmpty()
                                || proved.contains(revision.name()))
                        .map(Revision::name)
                        .collect(Collectors.toSet()),
                now);
    }

    /** Whether the worker is ready and has been for as long as is asked of it. */
    boolean available(Worker worker) {
        return worker.readyFor(readyTime(worker), now);
    }

    /** For how long the worker must have been ready before it is available. */
    Duration readyTime(Worker worker) {
        Duration minReady = desired.readiness().minReady();
        Duration probation = desired.reload().probation();
        boolean onTrial =
                !trusted.contains(worker.revision()) || worker.history().hasFailedBefore();
        return onTrial && probation.compareTo(minReady) > 0 ? probation : minReady;
    }

    /** Why a replacement fails whose old worker is still there; empty while it may still become available. */
    Optional<Reason> ofReplacement(Worker worker) {
        return versionFault(worker, availableBy(worker), Reason.NOT_READY_IN_TIME);
    }

    /** Why a worker that is alone in its slot fails: it may have been there for long, but was not ready for long either. */
    Optional<Reason> ofLoneWorker(Worker worker) {
        Optional<Instant> deadline = worker.ready() ? Optional.empty() : readyBy(worker);
        return versionFault(
                worker, deadline, worker.history().wasReady() ? Reason.NOT_READY_AGAIN : Reason.NOT_READY_IN_TIME);
    }

    /**
     * Why a worker that nobody needs is given up, by the deadlines of a replacement, whoever is to blame; empty while it may
     * still become available in time.
     */
    Optional<Reason> givenUp(Worker worker) {
        if (available(worker)) {
            return Optional.empty();
        }
        if (isStartOverdue(worker)) {
            return Optional.of(Reason.NOT_STARTED_IN_TIME);
        }
        return ofReplacement(worker)
                .or(() -> availableBy(worker).filter(this::hasPassed).map(_ -> Reason.NOT_READY_IN_TIME));
    }

    /** Why a worker can't be expected to serve, whoever is to blame; empty while it may. */
    Optional<Reason> broken(Worker worker) {
        if (available(worker)) {
            return Optional.empty();
        }
        if (worker.crashLooping()) {
            return Optional.of(Reason.CRASH_LOOP);
        }
        if (isStartOverdue(worker)) {
            return Optional.of(Reason.NOT_STARTED_IN_TIME);
        }
        return worker.ready()
                ? Optional.empty()
                : readyBy(worker).filter(this::hasPassed).map(passed -> deadlineReason(worker));
    }

    private static Reason deadlineReason(Worker worker) {
        return worker.history().wasReady() ? Reason.NOT_READY_AGAIN : Reason.NOT_READY_IN_TIME;
    }

    /** Whether the worker's containers could not run for longer than a start may take. An init container may. */
    boolean isStartOverdue(Worker worker) {
        return worker.firstRanAt().isEmpty() && !isInitializing(worker) && hasPassed(startBy(worker));
    }

    /** Whether the worker could not be created for longer than a start may take. */
    boolean isStartOverdue(Refusal refusal) {
        return hasPassed(startBy(refusal));
    }

    /** Whether pods of a slot have failed for longer than a start may take, of which this is the last. */
    boolean hasFailedForLong(Worker dead) {
        return BackOff.waited(dead).compareTo(desired.reload().startTimeout()) >= 0;
    }

    /**
     * Whether a worker that never served is to be started on another node, since its own is lost: not before it is some
     * seconds old, or it would be created and deleted without end where the scheduler chooses a lost node again.
     */
    boolean isToBeStartedElsewhere(Worker worker) {
        return worker.onLostNode()
                && !worker.ready()
                && !worker.history().wasReady()
                && hasPassed(worker.createdAt().plus(LEAST_TIME_ON_A_NODE));
    }

    /** Every instant at which time alone may change how the worker is judged. */
    Stream<Instant> turns(Worker worker) {
        return worker.onLostNode()
                ? Stream.concat(Stream.of(worker.createdAt().plus(LEAST_TIME_ON_A_NODE)), turnsOnWellNode(worker))
                : turnsOnWellNode(worker);
    }

    private Stream<Instant> turnsOnWellNode(Worker worker) {
        Stream<Instant> ready =
                worker.ready() ? Stream.of(worker.readySince().plus(readyTime(worker))) : readyBy(worker).stream();
        Stream<Instant> start =
                worker.firstRanAt().isEmpty() ? Stream.of(startBy(worker)) : availableBy(worker).stream();
        return Stream.concat(ready, start);
    }

    Instant startBy(Refusal refusal) {
        return refusal.since().plus(desired.reload().startTimeout());
    }

    private Optional<Reason> versionFault(Worker worker, Optional<Instant> deadline, Reason late) {
        if (available(worker) || worker.onLostNode()) {
            return Optional.empty();
        }
        CrashHistory history = worker.history();
        if (history.exitsWhenAvailable().isEmpty() && history.exits() >= MOST_EXITS && !worker.ready()) {
            return Optional.of(Reason.CRASH_LOOP);
        }
        if (worker.firstRanAt().isEmpty()) {
            return desired.reload().onStartTimeout() == OnStartTimeout.FAIL && isStartOverdue(worker)
                    ? Optional.of(Reason.NOT_STARTED_IN_TIME)
                    : Optional.empty();
        }
        boolean blameless = worker.problem()
                .map(Problem::reason)
                .filter(Reason::isClusterFault)
                .isPresent();
        return deadline.filter(this::hasPassed).filter(passed -> !blameless).map(passed -> late);
    }

    private static boolean isInitializing(Worker worker) {
        return worker.problem()
                .filter(problem -> problem.reason() == Reason.INITIALIZING)
                .isPresent();
    }

    private Instant startBy(Worker worker) {
        return worker.createdAt().plus(desired.reload().startTimeout());
    }

    private Optional<Instant> availableBy(Worker worker) {
        return worker.startedAt().map(started -> started.plus(timeToBecomeAvailable(worker)));
    }

    /** How long the worker may take from its first start: its time of trial is added only once it is ready in time. */
    Duration timeToBecomeAvailable(Worker worker) {
        Duration ready =
                worker.ready() ? readyTime(worker) : desired.readiness().minReady();
        return desired.readiness().timeout().plus(ready);
    }

    /** Being unready is timed from the first start on: what came before is the cluster's time, not the worker's. */
    private Optional<Instant> readyBy(Worker worker) {
        return worker.startedAt()
                .map(started -> started.isAfter(worker.readySince()) ? started : worker.readySince())
                .map(since -> since.plus(desired.readiness().timeout()));
    }

    private boolean hasPassed(Instant deadline) {
        return !now.isBefore(deadline);
    }
}
