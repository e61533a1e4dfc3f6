package dev.workerapp.planner.search;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A pod as it is. There is one object for each, so that they can be compared by {@code ==} and written as a number. Of
 * a pod that ends, only the place that it takes matters, and where crashes are counted those in a row before its end.
 *
 * <p>Slot and incarnation stand for its UID as well: no two pods of one state, and none that a plan or a stale view
 * still speaks of, share both.
 */
final class Pod {
    static final int SLOTS = 8;
    static final int INCARNATIONS = 16;
    static final int REVISIONS = 4;
    /** Bytes of its number. */
    static final int BYTES = 3;

    private static final int STATES = PodState.values().length;
    /** Each with and without a controller. */
    private static final int DUES = 2 * Due.values().length;

    /** By their place, state and due, then by their history: few combinations of the former are ever there. */
    private static final AtomicReferenceArray<AtomicReferenceArray<Pod>> ALL =
            new AtomicReferenceArray<>(SLOTS * INCARNATIONS * REVISIONS * STATES * DUES);

    /** Of all that could be, few pods ever are, so they are numbered as they come. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final int slot;
    final int incarnation;
    final int revision;
    final PodState state;
    final History history;
    final Due due;
    final boolean orphan;
    final int number;
    final SeenPod seen;

    private Pod(
            int slot,
            int incarnation,
            int revision,
            PodState state,
            History history,
            Due due,
            boolean orphan,
            int number) {
        this.slot = slot;
        this.incarnation = incarnation;
        this.revision = revision;
        this.state = state;
        this.history = history;
        this.due = due;
        this.orphan = orphan;
        this.number = number;
        this.seen = new SeenPod(this);
    }

    @SuppressWarnings("EnumOrdinal") // Never kept longer than the search.
    private static Pod of(
            int slot, int incarnation, int revision, PodState state, History history, Due due, boolean orphan) {
        if (slot >= SLOTS || incarnation >= INCARNATIONS || revision >= REVISIONS) {
            throw new IllegalStateException("the world is too small: " + slot + "#" + incarnation);
        }
        boolean gone = state.isEnding();
        History remembered = gone ? history.ofCrashes() : history;
        Due dueNow = state.isLive() ? due : due.kept();
        int kept = gone && remembered.equals(History.NONE) && dueNow == Due.NOTHING ? 0 : revision;
        int place = (slot * INCARNATIONS + incarnation) * REVISIONS + kept;
        AtomicReferenceArray<Pod> alike =
                alike((place * STATES + state.ordinal()) * DUES + 2 * dueNow.ordinal() + (orphan ? 1 : 0));
        Pod known = alike.get(remembered.code());
        if (known == null) {
            alike.compareAndSet(
                    remembered.code(),
                    null,
                    new Pod(slot, incarnation, kept, state, remembered, dueNow, orphan, nextNumber()));
            known = alike.get(remembered.code());
        }
        return known;
    }

    /** Those that differ in their history alone. */
    private static AtomicReferenceArray<Pod> alike(int index) {
        if (ALL.get(index) == null) {
            ALL.compareAndSet(index, null, new AtomicReferenceArray<>(History.CODES));
        }
        return ALL.get(index);
    }

    private static int nextNumber() {
        int number = NUMBERS.getAndIncrement();
        if (number >= 1 << (8 * BYTES)) {
            throw new IllegalStateException("more pods than numbers of " + BYTES + " bytes");
        }
        return number;
    }

    static Pod created(int slot, int incarnation, int revision, History history, Due startedFor) {
        return of(slot, incarnation, revision, PodState.PENDING, history, startedFor, false);
    }

    /** A worker of the first revision that has served for long. */
    static Pod serving(int slot, History past, boolean orphan) {
        return of(slot, 1, 0, PodState.AVAILABLE, past.ready(), Due.NOTHING, orphan);
    }

    /** The first failure of a pod in a slot needs no wait. */
    Pod is(PodState other) {
        boolean waits = history.attempt() > 0;
        PodState next =
                switch (other) {
                    case EVICTED -> waits ? PodState.EVICTED : PodState.EVICTED_LONG;
                    case ENDED -> waits ? PodState.ENDED : PodState.ENDED_LONG;
                    default -> other;
                };
        History then = other.isReady() ? history.ready() : history;
        return of(slot, incarnation, revision, next, then, due, orphan);
    }

    /** The same with another past. */
    Pod remembers(History other) {
        return of(slot, incarnation, revision, state, other, due, orphan);
    }

    Pod due(Due other) {
        return of(slot, incarnation, revision, state, history, other, orphan);
    }

    Pod adopted() {
        return of(slot, incarnation, revision, state, history, due, false);
    }

    Pod incarnation(int other) {
        return of(slot, other, revision, state, history, due, orphan);
    }

    boolean isSame(Pod other) {
        return slot == other.slot && incarnation == other.incarnation;
    }

    /** Whether it is a live worker of the app. */
    boolean fills() {
        return state.isLive() && !orphan;
    }

    /** Whether it is ready for as long as is asked of any worker. */
    boolean isAvailable() {
        return state == PodState.AVAILABLE && !orphan;
    }

    static String name(int revision) {
        return String.valueOf((char) ('A' + revision));
    }

    @Override
    public String toString() {
        return slot + "/" + (state.isEnding() ? "" : name(revision)) + "#" + incarnation + " " + state + due.sign
                + (orphan ? " orphan" : "") + history;
    }
}
