package dev.workerapp.planner.search;

import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A pod as it is. There is one object for each, so that they can be compared by {@code ==} and written as a number. Of
 * a pod that ends, only the place that it takes matters.
 *
 * <p>Slot and incarnation stand for its UID as well: no two pods of one state, and none that a plan or a stale view
 * still speaks of, share both.
 */
final class Pod {
    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    static final int SLOTS = 8;
    static final int INCARNATIONS = 16;
    static final int REVISIONS = 4;

    private static final PodState[] LIVES = PodState.values();
    private static final AtomicReferenceArray<Pod> ALL =
            new AtomicReferenceArray<>(SLOTS * INCARNATIONS * REVISIONS * LIVES.length * 4);

    final int slot;
    final int incarnation;
    final int revision;
    final PodState state;
    final boolean onDrainedNode;
    final boolean orphan;
    final int number;
    private final Worker worker;
    private final Worker cramped;

    private Pod(
            int slot,
            int incarnation,
            int revision,
            PodState state,
            boolean onDrainedNode,
            boolean orphan,
            int number) {
        this.slot = slot;
        this.incarnation = incarnation;
        this.revision = revision;
        this.state = state;
        this.onDrainedNode = onDrainedNode;
        this.orphan = orphan;
        this.number = number;
        this.worker = seen(false);
        this.cramped = seen(true);
    }

    @SuppressWarnings("EnumOrdinal") // Never kept longer than the search.
    static Pod of(int slot, int incarnation, int revision, PodState state, boolean onDrainedNode, boolean orphan) {
        if (slot >= SLOTS || incarnation >= INCARNATIONS || revision >= REVISIONS) {
            throw new IllegalStateException("the world is too small: " + slot + "#" + incarnation);
        }
        int kept = state.isEnding() ? 0 : revision;
        boolean moves = onDrainedNode && state.isLive();
        int number = (((slot * INCARNATIONS + incarnation) * REVISIONS + kept) * LIVES.length + state.ordinal()) * 4
                + (moves ? 2 : 0)
                + (orphan ? 1 : 0);
        Pod known = ALL.get(number);
        if (known == null) {
            ALL.compareAndSet(number, null, new Pod(slot, incarnation, kept, state, moves, orphan, number));
            known = ALL.get(number);
        }
        return known;
    }

    static Pod created(int slot, int incarnation, int revision) {
        return of(slot, incarnation, revision, PodState.PENDING, false, false);
    }

    Pod is(PodState other) {
        return of(slot, incarnation, revision, other, onDrainedNode, orphan);
    }

    Pod onDrainedNode(boolean moves) {
        return of(slot, incarnation, revision, state, moves, orphan);
    }

    Pod adopted() {
        return of(slot, incarnation, revision, state, onDrainedNode, false);
    }

    Pod incarnation(int other) {
        return of(slot, other, revision, state, onDrainedNode, orphan);
    }

    boolean isSame(Pod other) {
        return slot == other.slot && incarnation == other.incarnation;
    }

    /** Whether it is a live worker of the app. */
    boolean fills() {
        return state.isLive() && !orphan;
    }

    boolean isAvailable() {
        return state == PodState.AVAILABLE && !orphan;
    }

    /** Whether it does not serve by what its version did. */
    boolean hasFailed() {
        return fills() && (state == PodState.LATE || state == PodState.CRASHING);
    }

    private boolean wasReady() {
        return switch (state) {
            case READY, READY_LATE, AVAILABLE, UNREADY, LOST, LOST_LATE -> true;
            case PENDING, OVERDUE, RUNNING, LATE, CRASHING, ENDED, TERMINATING, STUCK -> false;
        };
    }

    /** What the operator reads of it. */
    Worker worker(boolean needsRoom) {
        return needsRoom ? cramped : worker;
    }

    static String name(int revision) {
        return String.valueOf((char) ('A' + revision));
    }

    private Worker seen(boolean needsRoom) {
        return switch (state) {
            case PENDING -> make(needsRoom, 1, 0, false, 1);
            case OVERDUE -> make(needsRoom, 1000, 0, false, 1000);
            case RUNNING -> make(false, 10, 5, false, 5);
            case READY -> make(false, 10, 6, true, 1);
            case READY_LATE -> make(false, 1000, 1000, true, 1);
            case AVAILABLE -> make(false, 1000, 1000, true, 1000);
            case UNREADY, LOST -> make(false, 1000, 1000, false, 1);
            case CRASHING -> make(false, 10, 10, false, 1);
            case LATE, LOST_LATE, ENDED, TERMINATING, STUCK -> make(false, 1000, 1000, false, 1000);
        };
    }

    private Worker make(boolean needsRoom, long created, long ran, boolean ready, long changed) {
        boolean crashes = state == PodState.CRASHING;
        return new Worker(
                "shop-" + slot + "-" + incarnation,
                "uid-" + slot + "-" + incarnation,
                slot,
                name(revision),
                incarnation,
                NOW.minusSeconds(created),
                ran == 0 ? Optional.empty() : Optional.of(NOW.minusSeconds(ran)),
                ready,
                NOW.minusSeconds(changed),
                state.isEnding(),
                state == PodState.ENDED,
                crashes,
                needsRoom,
                onDrainedNode,
                state.isLost(),
                crashes ? 3 : 0,
                new CrashHistory(0, crashes ? 3 : 0, OptionalInt.empty(), wasReady()),
                crashes ? Optional.of(new Problem(Reason.CRASH_LOOP, "exit code 1")) : Optional.empty());
    }

    @Override
    public String toString() {
        return slot + "/" + (state.isEnding() ? "" : name(revision)) + "#" + incarnation + " " + state
                + (onDrainedNode ? "!" : "") + (orphan ? " orphan" : "");
    }
}
