package dev.workerapp.planner.rules;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.view.AppView;
import dev.workerapp.planner.view.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rule 9: marks of slots are removed when a person asks for it, when a worker that was tried is stable, and when what they
 * were set for is there no longer: the limit, the slot, or the revision.
 */
public final class ClearSlots implements Rule {

    @Override
    public List<Action> actions(AppView view) {
        return isResetRequested(view)
                ? reset(view)
                : view.revisions().all().stream()
                        .flatMap(revision -> clear(view, revision))
                        .toList();
    }

    /** A token is taken up once: it is recorded with the last of what it asks for. */
    private static boolean isResetRequested(AppView view) {
        String token = view.desired().resetToken();
        return !token.isEmpty()
                && view.revisions().all().stream()
                        .noneMatch(revision -> revision.slots().resetToken().equals(token));
    }

    private static List<Action> reset(AppView view) {
        Revision asked = view.revisions().asked();
        List<Action> actions = new ArrayList<>();
        view.revisions().all().stream()
                .filter(revision -> !revision.name().equals(asked.name()))
                .filter(revision -> !revision.slots().bySlot().isEmpty())
                .forEach(revision -> actions.add(new Action.ClearSlots(
                        revision.name(), revision.slots().bySlot().keySet(), "", Reason.RESET_REQUESTED)));
        view.slots().stream()
                .flatMap(slot -> slot.live().stream())
                .filter(worker -> view.restarts().crashes(worker) > 0)
                .forEach(worker -> actions.add(
                        new Action.ForgetCrashes(worker, worker.history().runs().ends(), Reason.RESET_REQUESTED)));
        actions.add(new Action.ClearSlots(
                asked.name(), asked.slots().bySlot().keySet(), view.desired().resetToken(), Reason.RESET_REQUESTED));
        return actions;
    }

    private static Stream<Action> clear(AppView view, Revision revision) {
        boolean recovered = view.restarts().hasRecovered(revision);
        Map<Reason, Set<Integer>> slots = revision.slots().bySlot().entrySet().stream()
                .flatMap(entry -> reason(view, revision, entry.getKey(), entry.getValue(), recovered)
                        .map(reason -> Map.entry(reason, entry.getKey()))
                        .stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
        return slots.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Action.ClearSlots(revision.name(), entry.getValue(), "", entry.getKey()));
    }

    private static Optional<Reason> reason(
            AppView view, Revision revision, int number, SlotMark mark, boolean recovered) {
        if (!view.neededRevisions().contains(revision.name())) {
            return Optional.of(Reason.ASKED_ANEW);
        }
        Optional<Slot> slot = view.slot(number);
        if (slot.isEmpty()) {
            return Optional.of(RetireSurplus.reason(view, number));
        }
        if (!view.desired().restart().binds(mark)) {
            return Optional.of(Reason.LIMIT_REMOVED);
        }
        boolean isOver =
                switch (mark.kind()) {
                    case ERRORED -> recovered;
                    case STOPPED -> false;
                    case BACK_OFF -> view.restarts().hasStable(slot.get(), revision);
                };
        return isOver ? Optional.of(Reason.RECOVERED) : Optional.empty();
    }
}
