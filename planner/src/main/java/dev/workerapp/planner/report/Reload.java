package dev.workerapp.planner.report;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.ReloadReport;
import dev.workerapp.planner.ReloadReport.Phase;
import dev.workerapp.planner.ReloadReport.Trigger;
import dev.workerapp.planner.rules.MarkStable;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Failure;
import dev.workerapp.planner.view.Revisions;
import java.time.Instant;
import java.util.Optional;

/**
 * How the present or last reload stands. What is remembered of it is kept as long as it is the same reload; one that
 * has finished is not touched any more, whatever becomes of its workers.
 */
final class Reload {
    private final AppView view;
    private final Revisions revisions;
    private final Optional<ReloadReport> last;

    private Reload(AppView view) {
        this.view = view;
        this.revisions = view.revisions();
        this.last = view.observed().lastReload().filter(this::isSame);
    }

    static Optional<ReloadReport> report(AppView view) {
        return new Reload(view).report();
    }

    private Optional<ReloadReport> report() {
        if (view.slots().isEmpty()) {
            return view.observed().lastReload();
        }
        boolean finished = last.filter(r -> r.finishedAt().isPresent()).isPresent();
        if (finished && revisions.targetIsStable()) {
            return last;
        }
        boolean nothingToTell = view.observed().lastReload().isEmpty() && !view.reloading();
        return nothingToTell ? Optional.empty() : Optional.of(present());
    }

    /** A rollback to a revision is another reload than one that was asked for. */
    private boolean isSame(ReloadReport report) {
        return report.revision().equals(revisions.target().name())
                && (!revisions.rolledBack() || report.trigger() == back());
    }

    private ReloadReport present() {
        Phase phase = phase();
        boolean ended = phase == Phase.COMPLETE || phase == Phase.ROLLED_BACK;
        Instant started = last.map(ReloadReport::startedAt).orElse(view.now());
        Instant finished = last.flatMap(ReloadReport::finishedAt).orElse(view.now());
        return new ReloadReport(
                last.map(ReloadReport::trigger).orElseGet(this::trigger),
                revisions.target().name(),
                phase,
                started,
                ended ? Optional.of(finished) : Optional.empty(),
                (int) view.slots().stream()
                        .filter(s -> view.inReloadScope(s) && view.isUpdated(s))
                        .count(),
                (int) view.slots().stream().filter(view::inReloadScope).count(),
                reason(phase));
    }

    private Trigger trigger() {
        if (revisions.rolledBack()) {
            return back();
        }
        if (revisions.stable().isEmpty()) {
            return Trigger.INSTALL;
        }
        String token = revisions.asked().restartToken();
        boolean restart = !token.isEmpty()
                && revisions
                        .stable()
                        .filter(stable -> !stable.restartToken().equals(token))
                        .isPresent();
        return restart ? Trigger.RESTART : Trigger.CHANGE;
    }

    private Trigger back() {
        return revisions.asked().instead().isPresent() ? Trigger.UNDO : Trigger.ROLLBACK;
    }

    private Phase phase() {
        if (MarkStable.isDone(view)) {
            return revisions.rolledBack() ? Phase.ROLLED_BACK : Phase.COMPLETE;
        }
        if (view.halted()) {
            return Phase.HALTED;
        }
        return Standing.isHeld(view) ? Phase.PAUSED : Phase.RUNNING;
    }

    private Reason reason(Phase phase) {
        return switch (phase) {
            case RUNNING -> Reason.RELOADING;
            case PAUSED -> Reason.PAUSED;
            case HALTED ->
                view.failures().stream().findFirst().map(Failure::reason).orElse(Reason.HALTED);
            case COMPLETE -> Reason.RELOAD_COMPLETE;
            case ROLLED_BACK -> Reason.ROLLED_BACK;
        };
    }
}
