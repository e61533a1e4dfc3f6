package dev.workerapp.planner.search;

import java.util.Optional;

/**
 * Invariant 7: whatever goes wrong for ever, the writes per minute fall to a bound that does not grow with time, since
 * every try has a back-off. Here: no worker is started before the back-off of the last one is over; and, as {@link Graph}
 * sees, whatever comes round again has waited for a back-off on its way.
 */
final class BacksOff implements Invariant {

    @Override
    public Optional<String> inStep(Setting setting, State from, Act act, State to) {
        if (act.kind() != Act.Kind.CREATE || act.blind()) {
            return Optional.empty();
        }
        boolean isHeldBack =
                from.count(act.slot(), pod -> pod.state.isInBackOff() && pod.revision == act.revision()) > 0
                        && from.pods.length < to.pods.length;
        boolean isRefused = from.quota.waits() && from.quota.refused(act.slot()) == act.revision();
        return isHeldBack || isRefused
                ? Optional.of("slot " + act.slot() + " is tried again before its back-off is over: " + act)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "7, every try has a back-off";
    }
}
