package dev.workerapp.planner.search;

import static dev.workerapp.planner.search.PodState.AVAILABLE;
import static dev.workerapp.planner.search.PodState.CRASHING;
import static dev.workerapp.planner.search.PodState.ENDED;
import static dev.workerapp.planner.search.PodState.LATE;
import static dev.workerapp.planner.search.PodState.LOST;
import static dev.workerapp.planner.search.PodState.LOST_LATE;
import static dev.workerapp.planner.search.PodState.OVERDUE;
import static dev.workerapp.planner.search.PodState.READY;
import static dev.workerapp.planner.search.PodState.READY_LATE;
import static dev.workerapp.planner.search.PodState.RUNNING;
import static dev.workerapp.planner.search.PodState.STUCK;
import static dev.workerapp.planner.search.PodState.UNREADY;

/**
 * What becomes of pods by scheduler, kubelet, node and clock. What the behavior of a revision brings about costs nothing;
 * what befalls a worker in spite of it is a fault.
 */
final class Kubelet {
    private final Events events;
    private final State state;

    private Kubelet(Events events) {
        this.events = events;
        this.state = events.state;
    }

    static void steps(Events events) {
        Kubelet kubelet = new Kubelet(events);
        for (Pod pod : events.state.pods) {
            kubelet.live(pod);
            if (events.state.budget.faults() > 0) {
                kubelet.suffer(pod);
            }
            if (pod.onDrainedNode) {
                kubelet.unfair(pod, pod.onDrainedNode(false), "stays: its node is given free again");
                kubelet.events.pod(
                        pod, pod.is(pod.state.deleted()), "is evicted by the drain", false, events.state.budget);
            }
        }
    }

    /** What happens by itself, sooner or later. */
    private void live(Pod pod) {
        Behavior behavior = events.setting.behavior(pod.revision);
        boolean sound = behavior == Behavior.SOUND;
        boolean maybe = behavior == Behavior.FLAKY;
        switch (pod.state) {
            case PENDING -> {
                if (behavior == Behavior.NO_IMAGE || isBlocked(pod)) {
                    fair(pod, OVERDUE);
                } else {
                    fair(pod, RUNNING);
                }
            }
            case OVERDUE -> {
                if (behavior != Behavior.NO_IMAGE && !isBlocked(pod)) {
                    fair(pod, RUNNING);
                }
            }
            case RUNNING -> {
                if (sound || maybe) {
                    fair(pod, ready(READY));
                }
                if (!sound) {
                    fair(pod, LATE);
                    fair(pod, CRASHING);
                }
            }
            case LATE -> {
                if (sound) {
                    fair(pod, ready(READY_LATE));
                } else if (maybe) {
                    unfair(pod, pod.is(ready(READY_LATE)), "becomes ready after all");
                }
            }
            case READY, READY_LATE -> fair(pod, AVAILABLE);
            case UNREADY -> {
                if (sound || maybe) {
                    fair(pod, ready(READY_LATE));
                }
                if (!sound) {
                    fair(pod, LATE);
                }
            }
            case CRASHING -> {
                if (sound) {
                    fair(pod, RUNNING);
                } else {
                    unfair(pod, pod.is(RUNNING), "is started again");
                }
            }
            case TERMINATING -> events.pod(pod, null, "is gone", true, state.budget);
            case LOST -> {
                fair(pod, LOST_LATE);
                unfair(pod, pod.is(UNREADY), "is heard of again");
            }
            case LOST_LATE -> {
                events.pod(pod, pod.is(STUCK), "is deleted by the node's taint", true, state.budget);
                unfair(pod, pod.is(UNREADY), "is heard of again");
            }
            case STUCK -> events.pod(pod, null, "is gone with its node", false, state.budget);
            case AVAILABLE, ENDED -> {}
        }
    }

    private void suffer(Pod pod) {
        switch (pod.state) {
            case PENDING -> fault(pod, OVERDUE);
            case RUNNING -> {
                fault(pod, LATE);
                fault(pod, CRASHING);
            }
            case READY -> fault(pod, RUNNING);
            case READY_LATE -> fault(pod, UNREADY);
            case AVAILABLE -> {
                fault(pod, UNREADY);
                fault(pod, RUNNING);
                fault(pod, CRASHING);
                fault(pod, ENDED);
                fault(pod, LOST);
            }
            case UNREADY -> fault(pod, LATE);
            case TERMINATING -> fault(pod, STUCK);
            case OVERDUE, LATE, CRASHING, ENDED, LOST, LOST_LATE, STUCK -> {}
        }
        Budget left = state.budget.lessFault();
        if (!pod.state.isEnding()) {
            boolean atOnce = pod.state.goesAtOnce();
            events.pod(pod, atOnce ? null : pod.is(pod.state.deleted()), "is deleted by somebody", false, left);
        }
        events.pod(pod, null, "is deleted by force", false, left);
        if (pod.state.isLive() && !pod.state.isLost() && !pod.onDrainedNode) {
            events.pod(pod, pod.onDrainedNode(true), "is to leave its node", false, left);
        }
    }

    /** Whether it waits for a port that another pod of its slot holds. */
    private boolean isBlocked(Pod pod) {
        return events.setting.cramped() && state.count(pod.slot, other -> holdsPortBefore(other, pod)) > 0;
    }

    private static boolean holdsPortBefore(Pod other, Pod pod) {
        boolean waits = other.state == PodState.PENDING || other.state == OVERDUE;
        return other != pod && other.state != ENDED && (!waits || other.incarnation < pod.incarnation);
    }

    private PodState ready(PodState notYet) {
        return events.setting.minReady().isZero() ? AVAILABLE : notYet;
    }

    private void fair(Pod pod, PodState to) {
        events.pod(pod, pod.is(to), "is " + to, true, state.budget);
    }

    private void unfair(Pod pod, Pod to, String what) {
        events.pod(pod, to, what, false, state.budget);
    }

    private void fault(Pod pod, PodState to) {
        events.pod(pod, pod.is(to), "is " + to + " in spite of all", false, state.budget.lessFault());
    }
}
