package dev.workerapp.planner.search;

import static dev.workerapp.planner.search.Life.AVAILABLE;
import static dev.workerapp.planner.search.Life.CRASHING;
import static dev.workerapp.planner.search.Life.ENDED;
import static dev.workerapp.planner.search.Life.LATE;
import static dev.workerapp.planner.search.Life.LOST;
import static dev.workerapp.planner.search.Life.LOST_LATE;
import static dev.workerapp.planner.search.Life.OVERDUE;
import static dev.workerapp.planner.search.Life.READY;
import static dev.workerapp.planner.search.Life.READY_LATE;
import static dev.workerapp.planner.search.Life.RUNNING;
import static dev.workerapp.planner.search.Life.STUCK;
import static dev.workerapp.planner.search.Life.UNREADY;

/**
 * What becomes of pods by scheduler, kubelet, node and clock. What the nature of a revision brings about costs nothing;
 * what befalls a worker in spite of it is a trouble.
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
            if (events.state.budget.troubles() > 0) {
                kubelet.suffer(pod);
            }
            if (pod.displaced) {
                kubelet.unfair(pod, pod.displaced(false), "stays: its node is given free again");
                kubelet.events.pod(
                        pod, pod.is(pod.life.deleted()), "is evicted by the drain", false, events.state.budget);
            }
        }
    }

    /** What happens by itself, sooner or later. */
    private void live(Pod pod) {
        Nature nature = events.setting.nature(pod.revision);
        boolean sound = nature == Nature.SOUND;
        boolean maybe = nature == Nature.FLAKY;
        switch (pod.life) {
            case PENDING -> {
                if (nature == Nature.NO_IMAGE || isBlocked(pod)) {
                    fair(pod, OVERDUE);
                } else {
                    fair(pod, RUNNING);
                }
            }
            case OVERDUE -> {
                if (nature != Nature.NO_IMAGE && !isBlocked(pod)) {
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
        switch (pod.life) {
            case PENDING -> trouble(pod, OVERDUE);
            case RUNNING -> {
                trouble(pod, LATE);
                trouble(pod, CRASHING);
            }
            case READY -> trouble(pod, RUNNING);
            case READY_LATE -> trouble(pod, UNREADY);
            case AVAILABLE -> {
                trouble(pod, UNREADY);
                trouble(pod, RUNNING);
                trouble(pod, CRASHING);
                trouble(pod, ENDED);
                trouble(pod, LOST);
            }
            case UNREADY -> trouble(pod, LATE);
            case TERMINATING -> trouble(pod, STUCK);
            case OVERDUE, LATE, CRASHING, ENDED, LOST, LOST_LATE, STUCK -> {}
        }
        Budget left = state.budget.lessTrouble();
        if (!pod.life.isEnding()) {
            boolean atOnce = pod.life.goesAtOnce();
            events.pod(pod, atOnce ? null : pod.is(pod.life.deleted()), "is deleted by somebody", false, left);
        }
        events.pod(pod, null, "is deleted by force", false, left);
        if (pod.life.isLive() && !pod.life.isLost() && !pod.displaced) {
            events.pod(pod, pod.displaced(true), "is to leave its node", false, left);
        }
    }

    /** Whether it waits for a port that another pod of its slot holds. */
    private boolean isBlocked(Pod pod) {
        return events.setting.cramped() && state.count(pod.slot, other -> holdsPortBefore(other, pod)) > 0;
    }

    private static boolean holdsPortBefore(Pod other, Pod pod) {
        boolean waits = other.life == Life.PENDING || other.life == OVERDUE;
        return other != pod && other.life != ENDED && (!waits || other.incarnation < pod.incarnation);
    }

    private Life ready(Life notYet) {
        return events.setting.minReady().isZero() ? AVAILABLE : notYet;
    }

    private void fair(Pod pod, Life to) {
        events.pod(pod, pod.is(to), "is " + to, true, state.budget);
    }

    private void unfair(Pod pod, Pod to, String what) {
        events.pod(pod, to, what, false, state.budget);
    }

    private void trouble(Pod pod, Life to) {
        events.pod(pod, pod.is(to), "is " + to + " in spite of all", false, state.budget.lessTrouble());
    }
}
