package dev.workerapp.planner.search;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The whole world at one instant. Immutable. */
final class State {
    static final Act[] NO_PLAN = {};

    /** Beside {@link Marks#unseen()}, which has six bits. */
    private static final int HAS_SLOTS = 64;

    final Spec spec;
    final Marks marks;
    /** By slot and incarnation. */
    final Pod[] pods;

    final Stale stale;
    /** What the operator has decided and not done yet. */
    final Act[] plan;

    final Quota quota;
    final Budget budget;

    State(Spec spec, Marks marks, Pod[] pods, Stale stale, Act[] plan, Quota quota, Budget budget) {
        this.spec = spec;
        this.marks = marks;
        this.pods = pods;
        this.stale = stale;
        this.plan = plan;
        this.quota = quota;
        this.budget = budget;
    }

    State with(Spec other) {
        return new State(other, marks, pods, stale, plan, quota, budget);
    }

    State with(Marks other) {
        return new State(spec, other, pods, stale, plan, quota, budget);
    }

    State with(Stale other) {
        return new State(spec, marks, pods, other, plan, quota, budget);
    }

    State with(Quota other) {
        return new State(spec, marks, pods, stale, plan, other, budget);
    }

    State with(Budget other) {
        return new State(spec, marks, pods, stale, plan, quota, other);
    }

    State plan(Act... acts) {
        return new State(spec, marks, pods, stale, acts, quota, budget);
    }

    private State pods(Pod[] other) {
        return new State(spec, marks, other, stale, plan, quota, budget);
    }

    /** The same with a pod become another one, or nothing. */
    State change(Pod from, @Nullable Pod to) {
        Pod[] changed = new Pod[to == null ? pods.length - 1 : pods.length];
        int n = 0;
        for (Pod pod : pods) {
            if (pod != from) {
                changed[n++] = pod;
            } else if (to != null) {
                changed[n++] = to;
            }
        }
        return pods(changed);
    }

    /** The same with one pod more. */
    State plus(Pod pod) {
        return pods(inserted(pods, pod));
    }

    private static Pod[] inserted(Pod[] pods, Pod pod) {
        int at = 0;
        while (at < pods.length
                && (pods[at].slot < pod.slot
                        || (pods[at].slot == pod.slot && pods[at].incarnation < pod.incarnation))) {
            at++;
        }
        Pod[] more = new Pod[pods.length + 1];
        System.arraycopy(pods, 0, more, 0, at);
        more[at] = pod;
        System.arraycopy(pods, at, more, at + 1, pods.length - at);
        return more;
    }

    @Nullable
    Pod find(int slot, int incarnation) {
        for (Pod pod : pods) {
            if (pod.slot == slot && pod.incarnation == incarnation) {
                return pod;
            }
        }
        return null;
    }

    int count(int slot, Predicate<Pod> which) {
        int count = 0;
        for (Pod pod : pods) {
            count += pod.slot == slot && which.test(pod) ? 1 : 0;
        }
        return count;
    }

    /** Whether another worker is in the slot of the pod, or was so lately that it may be seen there. */
    boolean hasCompany(Pod pod) {
        Pod old = stale.pod();
        boolean isSeen = old != null && old.slot == pod.slot && !old.isSame(pod);
        return isSeen || count(pod.slot, other -> other != pod && !other.state.isTerminal()) > 0;
    }

    /** What can still be seen of what a revision's workers did wrong by themselves, as {@link Marks#faults} counts it. */
    int faultsToSee(Setting setting, int revision) {
        int faults = 0;
        for (Pod pod : pods) {
            if (pod.revision == revision && !pod.state.isEnding()) {
                boolean ended = pod.state == PodState.ENDED || pod.state == PodState.ENDED_LONG;
                int ends = pod.isAvailable() ? 0 : pod.history.ends() + (ended ? 1 : 0);
                boolean late = isLate(pod) || (setting.failsLateStarts() && isLateToStart(pod));
                faults += ends + (late ? Marks.ENOUGH : 0);
            }
        }
        boolean refused = setting.failsLateStarts() && quota.isOverdue(revision);
        return faults + (refused ? Marks.ENOUGH : 0);
    }

    private boolean isLate(Pod pod) {
        return switch (pod.state) {
            case LATE -> true;
            case UNREADY, READY_LATE -> hasCompany(pod);
            case PENDING,
                    OVERDUE,
                    INITIALIZING,
                    RUNNING,
                    READY,
                    AVAILABLE,
                    CRASHING,
                    EVICTED,
                    EVICTED_LONG,
                    ENDED,
                    ENDED_LONG,
                    TERMINATING,
                    LOST,
                    LOST_LATE,
                    STUCK -> false;
        };
    }

    private static boolean isLateToStart(Pod pod) {
        boolean evicted = pod.state == PodState.EVICTED || pod.state == PodState.EVICTED_LONG;
        return pod.state == PodState.OVERDUE || (evicted && pod.history.isOfMany());
    }

    /** The pods as the operator sees them. */
    Pod[] seenPods() {
        Pod old = stale.pod();
        if (old == null) {
            return pods;
        }
        Pod[] others = Arrays.stream(pods).filter(pod -> !pod.isSame(old)).toArray(Pod[]::new);
        return stale.hidden() ? others : inserted(others, old);
    }

    /** The marks as the operator sees them. */
    Marks seenMarks() {
        return stale.marks() == null ? marks : stale.marks();
    }

    /**
     * The same without distinctions that have no consequence: a stale view that shows the truth again, and numbers of
     * which only the order matters while nobody keeps one in planner.
     */
    State settled() {
        State settled = isTruth() ? with(Stale.NOTHING) : this;
        if (settled.plan.length > 0 || !settled.stale.isNothing()) {
            return settled;
        }
        return settled.with(settled.marks.ranked()).renumbered();
    }

    private boolean isTruth() {
        if (stale.isNothing()) {
            return false;
        }
        if (stale.marks() != null) {
            return stale.marks().looksLike(marks);
        }
        Pod old = stale.pod();
        Pod now = old == null ? null : find(old.slot, old.incarnation);
        return stale.hidden() ? now == null : now == old;
    }

    private State renumbered() {
        Pod[] renumbered = pods.clone();
        int next = 1;
        boolean same = true;
        for (int i = 0; i < pods.length; i++) {
            next = i > 0 && pods[i - 1].slot == pods[i].slot ? next + 1 : 1;
            renumbered[i] = pods[i].incarnation(next);
            same &= renumbered[i] == pods[i];
        }
        return same ? this : pods(renumbered);
    }

    /** All of it, in bytes: equal states have equal bytes. */
    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(24
                + Pod.BYTES * pods.length
                + 8 * plan.length
                + (quota.isNothing() ? 0 : 11)
                + (stale.isNothing() ? 0 : 10));
        out.putInt(budget.code());
        out.putInt(spec.code());
        out.putInt(marks.seen());
        out.put((byte) (marks.unseen() | (marks.slots() == 0 ? 0 : HAS_SLOTS)));
        if (marks.slots() != 0) {
            out.putInt(marks.slots());
        }
        putStale(out);
        out.put((byte) plan.length);
        for (Act act : plan) {
            out.putLong(act.code());
        }
        putQuota(out);
        putPods(out, pods);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** What a planner sees, in bytes, and whether it is the truth. */
    byte[] view() {
        Pod[] seen = seenPods();
        ByteBuffer out = ByteBuffer.allocate(20 + Pod.BYTES * seen.length);
        out.put((byte) (stale.isNothing() ? 0 : 1));
        out.putInt(spec.code());
        out.putInt(seenMarks().seen());
        out.putInt(seenMarks().slots());
        out.putInt(quota.standing());
        out.put((byte) quota.overdue());
        out.put((byte) (quota.waits() ? 1 : 0));
        putPods(out, seen);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void putPods(ByteBuffer out, Pod... pods) {
        for (Pod pod : pods) {
            put(out, pod);
        }
    }

    private static void put(ByteBuffer out, Pod pod) {
        out.putShort((short) (pod.number >> 8));
        out.put((byte) pod.number);
    }

    private void putStale(ByteBuffer out) {
        Pod old = stale.pod();
        Marks oldMarks = stale.marks();
        if (old != null) {
            out.put((byte) (stale.hidden() ? 2 : 1));
            out.put((byte) stale.plans());
            put(out, old);
        } else if (oldMarks != null) {
            out.put((byte) 3);
            out.put((byte) stale.plans());
            out.putInt(oldMarks.seen());
            out.putInt(oldMarks.slots());
        } else {
            out.put((byte) 0);
        }
    }

    private void putQuota(ByteBuffer out) {
        if (quota.isNothing()) {
            out.put((byte) 0);
            return;
        }
        out.put((byte) (1 + (quota.full() ? 2 : 0) + (quota.waits() ? 4 : 0)));
        out.putInt(quota.standing());
        out.putInt(quota.fresh());
        out.put((byte) quota.overdue());
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        for (Pod pod : pods) {
            words.add(pod.toString());
        }
        return spec + ";" + marks + "; " + words + stale + quota
                + (plan.length == 0 ? "" : " to do: " + Arrays.toString(plan));
    }
}
