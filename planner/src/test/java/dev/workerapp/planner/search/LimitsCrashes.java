package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Optional;

/**
 * The restart policy: a worker is deleted for its crashes only when it is remembered that its slot is to stay empty; no
 * worker is started there before the wait for the next try is over, and none while another slot is tried; and a worker that
 * takes the place of one that has crashed begins with its crashes. Slots that only wait need not wait for each other.
 */
final class LimitsCrashes implements Invariant {

    @Override
    public Optional<String> inPlan(Desired desired, Observed observed, Instant now, Plan plan) {
        return plan.actions().stream()
                .filter(Action.Create.class::isInstance)
                .map(Action.Create.class::cast)
                .filter(create -> desired.restart().maxRestarts().isPresent())
                .filter(create -> create.history().runs().crashes()
                        < Math.min(
                                crashes(desired, observed, now, create),
                                desired.restart().maxRestarts().getAsInt()))
                .findFirst()
                .map(create -> "slot " + create.slot() + " forgets how often its worker has crashed");
    }

    private static int crashes(Desired desired, Observed observed, Instant now, Action.Create create) {
        return observed.workers().stream()
                .filter(worker -> worker.slot() == create.slot())
                .filter(worker -> worker.revision().equals(create.revision()))
                .filter(worker -> !worker.readyFor(desired.restart().minUptime(), now))
                .mapToInt((Worker worker) -> worker.history()
                        .runs()
                        .crashes(desired.readiness()
                                .timeout()
                                .plus(desired.restart().minUptime())))
                .max()
                .orElse(0);
    }

    @Override
    public Optional<String> inStep(Setting setting, State from, Act act, State to) {
        return switch (act.kind()) {
            case CREATE ->
                to.pods.length > from.pods.length && !act.blind() ? started(setting, from, act) : Optional.empty();
            case DELETE -> deleted(from, act);
            case RECORD_AVAILABLE,
                    FORGET_CRASHES,
                    POSTPONE,
                    RECORD_OVER_LIMIT,
                    REPORT,
                    ADOPT,
                    MARK_FAILED,
                    ANSWER_UNDO,
                    CLEAR_FAILED,
                    MARK_STABLE,
                    MARK_SLOT,
                    CLEAR_SLOTS -> Optional.empty();
        };
    }

    private static Optional<String> started(Setting setting, State from, Act act) {
        int mark = from.marks.slot(act.revision(), act.slot());
        if (mark == 1) {
            return Optional.of("slot " + act.slot() + " is tried before its wait is over");
        }
        for (Pod pod : from.pods) {
            if (mark > 0
                    && setting.limitsCrashes()
                    && pod.fills()
                    && pod.slot != act.slot()
                    && from.marks.slot(pod.revision, pod.slot) > 0) {
                return Optional.of("slots " + act.slot() + " and " + pod.slot + " are tried at the same time");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> deleted(State from, Act act) {
        Pod pod = from.find(act.slot(), act.incarnation());
        return (act.reason() == Reason.CRASHED_TOO_OFTEN || act.reason() == Reason.CRASH_BACK_OFF)
                        && pod != null
                        && from.marks.slot(act.revision(), act.slot()) == 0
                ? Optional.of(pod + " is deleted, and nothing keeps its slot empty")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "the restart policy holds";
    }
}
