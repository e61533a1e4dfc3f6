package dev.workerapp.planner.search;

import static dev.workerapp.planner.search.PodState.AVAILABLE;
import static dev.workerapp.planner.search.PodState.CRASHING;
import static dev.workerapp.planner.search.PodState.ENDED;
import static dev.workerapp.planner.search.PodState.ENDED_LONG;
import static dev.workerapp.planner.search.PodState.EVICTED;
import static dev.workerapp.planner.search.PodState.EVICTED_LONG;
import static dev.workerapp.planner.search.PodState.INITIALIZING;
import static dev.workerapp.planner.search.PodState.LATE;
import static dev.workerapp.planner.search.PodState.LOST;
import static dev.workerapp.planner.search.PodState.LOST_LATE;
import static dev.workerapp.planner.search.PodState.OVERDUE;
import static dev.workerapp.planner.search.PodState.READY;
import static dev.workerapp.planner.search.PodState.READY_LATE;
import static dev.workerapp.planner.search.PodState.RUNNING;
import static dev.workerapp.planner.search.PodState.STUCK;
import static dev.workerapp.planner.search.PodState.UNREADY;

import dev.workerapp.planner.search.Step.Chance;

/**
 * What becomes of pods by scheduler, kubelet, node and clock. What the behavior of a revision brings about costs nothing;
 * what befalls a worker in spite of it is a fault.
 */
final class Kubelet {
    private final Events events;
    private final Setting setting;
    private final State state;

    private Kubelet(Events events) {
        this.events = events;
        this.setting = events.setting;
        this.state = events.state;
    }

    static void steps(Events events) {
        Kubelet kubelet = new Kubelet(events);
        for (Pod pod : events.state.pods) {
            kubelet.live(pod);
            if (events.state.budget.faults() > 0) {
                kubelet.suffer(pod);
            }
            if (pod.due.isPostponed()) {
                kubelet.events.plain(
                        pod,
                        "may be replaced again",
                        events.state.change(pod, pod.due(pod.due.retried())),
                        Chance.SURE_IN_TIME);
            }
            if (kubelet.setting.due() == Due.OVER && kubelet.isServingAlone(pod) && pod.due.isNothing()) {
                kubelet.events.pod(pod, pod.due(pod.due.over()), "comes over its limit", Chance.SURE, events.state);
            }
            if (pod.due == Due.NODE_DRAINED) {
                kubelet.perhaps(pod, pod.due(Due.NOTHING), "stays: its node is given free again");
            }
            if (pod.due.isForced()) {
                kubelet.perhaps(pod, pod.is(pod.state.deleted()), "is evicted");
            }
        }
    }

    /** What happens by itself, sooner or later. */
    private void live(Pod pod) {
        Behavior behavior = setting.behavior(pod.revision);
        switch (pod.state) {
            case PENDING -> start(pod, behavior);
            case OVERDUE -> {
                if (behavior != Behavior.NO_IMAGE && !isBlocked(pod)) {
                    sure(pod, RUNNING);
                }
            }
            case INITIALIZING -> sure(pod, RUNNING);
            case RUNNING -> run(pod, behavior);
            case LATE -> {
                switch (behavior) {
                    case BROKEN, ENDING, REFUSED, NO_IMAGE -> {}
                    case FLAKY -> perhaps(pod, pod.is(ready(READY_LATE)), "becomes ready after all");
                    case SOUND, MIGRATING, FALLING, FALLING_LATE -> sure(pod, ready(READY_LATE));
                }
            }
            case READY, READY_LATE -> {
                if (behavior == Behavior.FALLING) {
                    crash(pod, Chance.SURE, state);
                } else {
                    inTime(pod, AVAILABLE);
                }
            }
            case AVAILABLE -> {
                if (behavior == Behavior.FALLING || behavior == Behavior.FALLING_LATE) {
                    crash(pod, Chance.SURE, state);
                }
            }
            case UNREADY -> {
                if (behavior != Behavior.BROKEN) {
                    sure(pod, ready(READY_LATE));
                }
                if (behavior == Behavior.BROKEN || behavior == Behavior.FLAKY) {
                    late(pod, Chance.SURE, state);
                }
            }
            case CRASHING -> inTime(pod, RUNNING);
            case EVICTED -> inTime(pod, EVICTED_LONG);
            case ENDED -> inTime(pod, ENDED_LONG);
            case TERMINATING -> events.pod(pod, null, "is gone", Chance.SURE, state);
            case LOST -> {
                sure(pod, LOST_LATE);
                perhaps(pod, pod.is(RUNNING), "is heard of again");
            }
            case LOST_LATE -> {
                events.pod(pod, pod.is(STUCK), "is deleted by the node's taint", Chance.SURE, state);
                perhaps(pod, pod.is(RUNNING), "is heard of again");
            }
            case STUCK -> events.pod(pod, null, "is gone with its node", Chance.PERHAPS, state);
            case EVICTED_LONG, ENDED_LONG -> {}
        }
    }

    private void start(Pod pod, Behavior behavior) {
        if (isBlocked(pod) || behavior == Behavior.NO_IMAGE) {
            events.pod(pod, pod.is(OVERDUE), "is " + OVERDUE, Chance.SURE, blamedForStart(pod, state));
        } else if (behavior == Behavior.REFUSED) {
            events.pod(pod, pod.is(EVICTED), "is refused by its kubelet", Chance.SURE, blamedForTries(pod, state));
        } else {
            sure(pod, behavior == Behavior.MIGRATING ? INITIALIZING : RUNNING);
        }
    }

    private void run(Pod pod, Behavior behavior) {
        if (behavior == Behavior.ENDING) {
            end(pod, Chance.SURE, state);
            return;
        }
        if (behavior != Behavior.BROKEN) {
            sure(pod, ready(READY));
        }
        if (behavior == Behavior.BROKEN || behavior == Behavior.FLAKY) {
            late(pod, Chance.SURE, state);
            Pod to = pod.remembers(counted(pod, pod.history.endedOften(), 2)).is(CRASHING);
            events.pod(pod, to, "crashes again and again", Chance.SURE, blamed(pod, Marks.ENOUGH, state));
        }
    }

    private void suffer(Pod pod) {
        State then = state.with(state.budget.lessFault());
        switch (pod.state) {
            case PENDING -> {
                events.pod(pod, pod.is(OVERDUE), "is " + OVERDUE, Chance.PERHAPS, blamedForStart(pod, then));
                events.pod(pod, pod.is(EVICTED), "is refused", Chance.PERHAPS, blamedForTries(pod, then));
                fault(pod, LOST);
            }
            case RUNNING -> {
                late(pod, Chance.PERHAPS, then);
                crash(pod, Chance.PERHAPS, then);
                fault(pod, LOST);
            }
            case READY -> {
                fault(pod, RUNNING);
                fault(pod, LOST);
            }
            case READY_LATE -> unready(pod, then);
            case AVAILABLE -> {
                unready(pod, then);
                restart(pod, then);
                crash(pod, Chance.PERHAPS, then);
                events.pod(pod, pod.is(EVICTED), "is evicted", Chance.PERHAPS, blamedForTries(pod, then));
                end(pod, Chance.PERHAPS, then);
                fault(pod, LOST);
            }
            case UNREADY -> late(pod, Chance.PERHAPS, then);
            case TERMINATING -> fault(pod, STUCK);
            case OVERDUE,
                    INITIALIZING,
                    LATE,
                    CRASHING,
                    EVICTED,
                    EVICTED_LONG,
                    ENDED,
                    ENDED_LONG,
                    LOST,
                    LOST_LATE,
                    STUCK -> {}
        }
        if (!pod.state.isEnding()) {
            boolean atOnce = pod.state.goesAtOnce();
            Pod to = pod.is(pod.state.deleted());
            events.pod(pod, atOnce ? null : to, "is deleted by somebody", Chance.PERHAPS, then);
        }
        events.pod(pod, null, "is deleted by force", Chance.PERHAPS, then);
        if (!setting.due().isFresh() && setting.due() != Due.OVER && mayBeDue(pod)) {
            events.pod(pod, pod.due(setting.due()), "is due: " + setting.due(), Chance.PERHAPS, then);
        }
    }

    /** Whether it gets old is of interest where it has served for long. */
    private boolean mayBeDue(Pod pod) {
        return setting.due().isForced()
                ? pod.state.isLive() && !pod.state.isLost() && pod.due == Due.NOTHING
                : isServingAlone(pod) && pod.due.isNothing();
    }

    private boolean isServingAlone(Pod pod) {
        return pod.state == AVAILABLE && !state.hasCompany(pod);
    }

    /** Whether it waits for a port that another pod of its slot holds. */
    private boolean isBlocked(Pod pod) {
        return setting.cramped() && state.count(pod.slot, other -> holdsPortBefore(other, pod)) > 0;
    }

    private static boolean holdsPortBefore(Pod other, Pod pod) {
        boolean waits = other.state == PodState.PENDING || other.state == OVERDUE;
        return other != pod && !other.state.isTerminal() && (!waits || other.incarnation < pod.incarnation);
    }

    private PodState ready(PodState notYet) {
        return setting.hasReadyTime() ? notYet : AVAILABLE;
    }

    private void sure(Pod pod, PodState to) {
        events.pod(pod, pod.is(to), "is " + to, Chance.SURE, state);
    }

    private void inTime(Pod pod, PodState to) {
        events.pod(pod, pod.is(to), "is " + to, Chance.SURE_IN_TIME, state);
    }

    private void perhaps(Pod pod, Pod to, String what) {
        events.pod(pod, to, what, Chance.PERHAPS, state);
    }

    private void fault(Pod pod, PodState to) {
        State then = state.with(state.budget.lessFault());
        events.pod(pod, pod.is(to), "is " + to + " in spite of all", Chance.PERHAPS, then);
    }

    /** A run that was available was a long one. */
    private History counted(Pod pod, History then, int runs) {
        return setting.countsCrashes() ? then.crashed(runs, pod.state == AVAILABLE) : then;
    }

    /** Its container ends by itself, and the kubelet waits before it starts it again. */
    private void crash(Pod pod, Chance chance, State then) {
        Pod to = pod.remembers(counted(pod, pod.history.ended(), 1)).is(CRASHING);
        events.pod(pod, to, "crashes", chance, blamed(pod, 1, then));
    }

    /** Its container ends by itself, and is started again at once. */
    private void restart(Pod pod, State then) {
        Pod to = pod.remembers(counted(pod, pod.history.ended(), 1)).is(RUNNING);
        events.pod(pod, to, "crashes and runs again", Chance.PERHAPS, blamed(pod, 1, then));
    }

    /** It ends by itself, for good. */
    private void end(Pod pod, Chance chance, State then) {
        events.pod(pod, pod.is(ENDED), "ends by itself", chance, blamed(pod, 1, then));
    }

    private void late(Pod pod, Chance chance, State then) {
        events.pod(pod, pod.is(LATE), "is " + LATE, chance, blamed(pod, Marks.ENOUGH, then));
    }

    /** Beside its old worker its time to become available is over with that, as far as anybody can tell. */
    private void unready(Pod pod, State then) {
        int faults = state.hasCompany(pod) ? Marks.ENOUGH : 0;
        events.pod(pod, pod.is(UNREADY), "is " + UNREADY, Chance.PERHAPS, blamed(pod, faults, then));
    }

    /** That it can't be started is nobody's fault, unless the app says otherwise. */
    private State blamedForStart(Pod pod, State then) {
        return blamed(pod, setting.failsLateStarts() ? Marks.ENOUGH : 0, then);
    }

    private State blamedForTries(Pod pod, State then) {
        return blamed(pod, setting.failsLateStarts() && pod.history.isOfMany() ? Marks.ENOUGH : 0, then);
    }

    private State blamed(Pod pod, int faults, State then) {
        return setting.mayFail(pod.revision, then) ? then.with(then.marks.faults(faults)) : then;
    }
}
