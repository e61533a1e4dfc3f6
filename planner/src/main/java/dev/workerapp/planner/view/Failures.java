package dev.workerapp.planner.view;

import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.OnStartTimeout;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has failed of the target (rule 5): workers that fail by themselves, lowest slot first, then crashes of workers that
 * had been available, counted over all slots. Looked for while a reload is under way and in the probation after it.
 */
record Failures(AppView view, Judgement judgement) {

    /** Three crashes, or more than a tenth of the workers where that is more. */
    private static final int MOST_CRASHES = 3;

    private static final int TENTH = 10;

    List<Failure> all() {
        List<Failure> failures = new ArrayList<>();
        if (view.reloading()) {
            for (Slot slot : view.slots()) {
                of(slot).forEach(failures::add);
            }
        } else if (view.inProbation()) {
            // What is seen now of a worker that was available says nothing more than that it was started again.
            for (Slot slot : view.slots()) {
                workers(slot)
                        .filter(worker ->
                                judgement.ofLoneWorker(worker).stream().anyMatch(Failures::isOfServingWorker))
                        .forEach(worker -> failures.add(Failure.of(worker, Reason.NOT_READY_AGAIN, view)));
            }
        }
        crashes().ifPresent(failures::add);
        return failures;
    }

    private static boolean isOfServingWorker(Reason reason) {
        return reason == Reason.NOT_READY_AGAIN;
    }

    private Stream<Failure> of(Slot slot) {
        Stream<Failure> ofWorkers = workers(slot)
                .flatMap(worker -> view.failure(slot, worker).map(reason -> Failure.of(worker, reason, view)).stream());
        Stream<Failure> ofDead = slot.target().isEmpty()
                ? slot.lastDead(view.revisions().target().name()).stream()
                        .filter(this::hasFailed)
                        .map(dead -> Failure.of(dead, reason(dead), view))
                : Stream.of();
        Stream<Failure> ofRefusal = view
                .refusal(slot)
                .filter(refusal -> view.desired().reload().onStartTimeout() == OnStartTimeout.FAIL)
                .filter(judgement::isStartOverdue)
                .map(Failure::of)
                .stream();
        return Stream.of(ofWorkers, ofDead, ofRefusal).flatMap(failures -> failures);
    }

    private boolean hasFailed(Worker dead) {
        return isClusterFault(dead)
                ? view.desired().reload().onStartTimeout() == OnStartTimeout.FAIL && judgement.hasFailedForLong(dead)
                : BackOff.next(dead).exits() >= Judgement.MOST_EXITS;
    }

    private static boolean isClusterFault(Worker worker) {
        return worker.problem()
                .map(Problem::reason)
                .filter(Reason::isClusterFault)
                .isPresent();
    }

    private static Reason reason(Worker dead) {
        return dead.problem().map(Problem::reason).orElse(Reason.TERMINAL);
    }

    /** Beside an available worker of the target only a move can fail, and that says nothing of the target. */
    private Stream<Worker> workers(Slot slot) {
        return view.anyAvailable(slot.target()) ? Stream.of() : slot.target().stream();
    }

    /** Of the stable revision it can't be told which of them came before the slots go back to it. */
    private Optional<Failure> crashes() {
        boolean isTried = view.reloading() && !view.revisions().targetIsStable();
        if (!isTried && !view.inProbation()) {
            return Optional.empty();
        }
        List<Worker> crashed = view.slots().stream()
                .flatMap(slot -> crashed(slot))
                .filter(worker -> !worker.onLostNode())
                .toList();
        int crashes = crashed.stream().mapToInt(worker -> crashes(worker)).sum();
        int most = Math.max(MOST_CRASHES, view.slots().size() / TENTH + 1);
        return crashes < most ? Optional.empty() : Optional.of(Failure.ofCrashes(crashed.getFirst(), crashes, view));
    }

    /** A pod that has ended hands its count on to its successor. */
    private Stream<Worker> crashed(Slot slot) {
        Stream<Worker> ended = slot.lastDead(view.revisions().target().name()).stream()
                .filter(dead -> slot.target().stream().noneMatch(next -> next.incarnation() > dead.incarnation()));
        return Stream.concat(slot.target().stream(), ended)
                .filter(worker -> hadServed(slot, worker) && crashes(worker) > 0);
    }

    /**
     * Recorded, or plain to see: it had been ready with nothing beside it, so its old worker was gone. Of one that is
     * available and of which nothing is recorded, what ended before is taken for what came before it was.
     */
    private boolean hadServed(Slot slot, Worker worker) {
        return worker.history().exitsWhenAvailable().isPresent()
                || (worker.history().wasReady()
                        && !view.available(worker)
                        && slot.outdated().isEmpty()
                        && worker.history().attempt() == 0);
    }

    private static int crashes(Worker worker) {
        CrashHistory history = worker.terminal() ? BackOff.next(worker) : worker.history();
        return history.exits() - history.exitsWhenAvailable().orElse(0);
    }
}
