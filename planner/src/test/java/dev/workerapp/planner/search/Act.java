package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.OverLimit;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.UndoAnswer;
import dev.workerapp.planner.Worker;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An action as it waits to be carried out, small enough for a state.
 *
 * @param onlyIf the incarnation of the replacement that must be available; zero when nothing is asked
 * @param onlyIfForLong whether that had been ready for as long as is asked of any worker when it was seen
 * @param wasAvailable whether the worker that is to be deleted was available when the plan was made
 * @param count what else it says, as a number: the count of a mark, the ends to record, what a new pod remembers, whether a
 *     worker that is deleted is of the revision asked for
 * @param blind whether something was seen as it was no more when the plan was made
 */
record Act(
        Kind kind,
        int slot,
        int incarnation,
        int onlyIf,
        boolean onlyIfForLong,
        int revision,
        Reason reason,
        boolean wasAvailable,
        int count,
        boolean blind) {

    static final int OF_WHAT_IS_ASKED = 1;

    /** What is done. */
    enum Kind {
        CREATE,
        DELETE,
        RECORD_AVAILABLE,
        ADOPT,
        MARK_FAILED,
        CLEAR_FAILED,
        MARK_STABLE,
        ANSWER_UNDO,
        FORGET_CRASHES,
        POSTPONE,
        RECORD_OVER_LIMIT,
        REPORT,
        MARK_SLOT,
        CLEAR_SLOTS
    }

    /**
     * Makes it small.
     *
     * @param asked the revision that is asked for
     * @param available when a worker is available in what was seen
     */
    static Act of(Action action, String asked, Predicate<Worker> available, boolean blind) {
        return switch (action) {
            case Action.Create a -> {
                int past = History.of(a.history()).code() + History.CODES * (before(a) + (isFresh(a) ? Due.COUNTS : 0));
                yield new Act(
                        Kind.CREATE,
                        a.slot(),
                        a.incarnation(),
                        0,
                        false,
                        revision(a.revision()),
                        a.reason(),
                        false,
                        past,
                        blind);
            }
            case Action.Delete a ->
                new Act(
                        Kind.DELETE,
                        a.worker().slot(),
                        a.worker().incarnation(),
                        onlyIf(a.worker(), a.onlyIf()),
                        a.onlyIf().filter(Act::isReadyForLong).isPresent(),
                        revision(a.worker().revision()),
                        a.reason(),
                        available.test(a.worker()),
                        a.worker().revision().equals(asked) ? OF_WHAT_IS_ASKED : 0,
                        blind);
            case Action.RecordAvailable a -> ofPod(Kind.RECORD_AVAILABLE, a.worker(), a.reason(), a.exits(), blind);
            case Action.Adopt a -> ofPod(Kind.ADOPT, a.worker(), a.reason(), 0, blind);
            case Action.MarkFailed a -> ofRevision(Kind.MARK_FAILED, a.revision(), a.reason(), 0, blind);
            case Action.AnswerUndo a ->
                ofRevision(Kind.ANSWER_UNDO, a.revision(), a.reason(), answer(a.answer()), blind);
            case Action.ClearFailed a -> ofRevision(Kind.CLEAR_FAILED, a.revision(), a.reason(), 0, blind);
            case Action.MarkStable a -> ofRevision(Kind.MARK_STABLE, a.revision(), a.reason(), (int) a.count(), blind);
            case Action.ForgetCrashes a -> ofPod(Kind.FORGET_CRASHES, a.worker(), a.reason(), 0, blind);
            case Action.PostponeRecycling a -> ofPod(Kind.POSTPONE, a.worker(), a.reason(), 0, blind);
            case Action.RecordOverLimit a -> ofPod(Kind.RECORD_OVER_LIMIT, a.worker(), a.reason(), 0, blind);
            case Action.MarkSlot a ->
                new Act(Kind.MARK_SLOT, a.slot(), 0, 0, false, revision(a.revision()), a.reason(), false, 0, blind);
            case Action.ClearSlots a ->
                ofRevision(
                        Kind.CLEAR_SLOTS,
                        a.revision(),
                        a.reason(),
                        a.slots().stream().mapToInt(slot -> 1 << slot).sum(),
                        blind);
        };
    }

    private static boolean isFresh(Action.Create create) {
        return create.recycling().tick().filter(Tick.TIME::equals).isPresent();
    }

    /** That the run of the schedule stands otherwise is written to the status. */
    @SuppressWarnings("EnumOrdinal") // Never kept longer than the search.
    static Act report(Tick tick, boolean blind) {
        return new Act(Kind.REPORT, 0, 0, 0, false, 0, Reason.SCHEDULED, false, tick.ordinal(), blind);
    }

    /** What is written to the status. */
    @SuppressWarnings("EnumOrdinal") // Never kept longer than the search.
    Tick tick() {
        return Tick.values()[count];
    }

    private static int before(Action.Create create) {
        OverLimit known = create.recycling().overLimit().getOrDefault(Reason.MAX_MEMORY, OverLimit.none(Due.LIMIT));
        return Math.min(known.before(), Due.COUNTS - 1);
    }

    private static int answer(UndoAnswer answer) {
        int instead = answer.isFollowed() ? 1 + revision(answer.instead().orElseThrow()) : 0;
        return Integer.parseInt(answer.token()) << 3 | instead;
    }

    /** Of the request to undo that is answered. */
    int token() {
        return count >> 3;
    }

    /** The revision that is gone back to by request, from one; zero where nothing is changed. */
    int instead() {
        return count & 7;
    }

    private static Act ofPod(Kind kind, Worker worker, Reason reason, int count, boolean blind) {
        return new Act(kind, worker.slot(), worker.incarnation(), 0, false, 0, reason, false, count, blind);
    }

    private static Act ofRevision(Kind kind, String revision, Reason reason, int count, boolean blind) {
        return new Act(kind, 0, 0, 0, false, revision(revision), reason, false, count, blind);
    }

    private static int onlyIf(Worker worker, Optional<Worker> other) {
        if (other.filter(w -> w.slot() != worker.slot()).isPresent()) {
            throw new IllegalStateException("a replacement in another slot: " + other);
        }
        return other.map(Worker::incarnation).orElse(0);
    }

    private static boolean isReadyForLong(Worker worker) {
        return worker.readyFor(Setting.SOME_TIME, SeenPod.NOW);
    }

    private static int revision(String name) {
        return name.charAt(0) - 'A';
    }

    /** What a new pod remembers. */
    History history() {
        return History.of(count % History.CODES);
    }

    /** How many workers before a new pod came over the limit soon. */
    int before() {
        return count / History.CODES % Due.COUNTS;
    }

    /** Whether a new pod was created when the run of the schedule was due. */
    boolean isFresh() {
        return count / History.CODES >= Due.COUNTS;
    }

    /** As one number; no two acts share it. */
    @SuppressWarnings("EnumOrdinal") // Never kept longer than the search.
    long code() {
        long code = kind.ordinal();
        code = code << 3 | slot;
        code = code << 4 | incarnation;
        code = code << 4 | onlyIf;
        code = code << 2 | revision;
        code = code << 7 | reason.ordinal();
        code = code << 12 | count;
        return code << 3 | (onlyIfForLong ? 4 : 0) | (wasAvailable ? 2 : 0) | (blind ? 1 : 0);
    }

    @Override
    public String toString() {
        String where = slot + "/" + Pod.name(revision) + "#" + incarnation;
        return switch (kind) {
            case CREATE ->
                "create " + where + " " + reason + history() + (before() == 0 ? "" : " after " + before())
                        + (isFresh() ? " fresh" : "");
            case DELETE -> "delete " + where + " " + reason + (onlyIf == 0 ? "" : " if #" + onlyIf);
            case RECORD_AVAILABLE -> "record " + slot + "/#" + incarnation + " available after " + count;
            case ADOPT -> "adopt " + slot + "/#" + incarnation;
            case MARK_FAILED -> "mark " + Pod.name(revision) + " failed " + reason;
            case ANSWER_UNDO ->
                "answer " + token() + " on " + Pod.name(revision)
                        + (instead() == 0 ? "" : " by going back to " + Pod.name(instead() - 1));
            case CLEAR_FAILED -> "clear " + Pod.name(revision);
            case RECORD_OVER_LIMIT -> "record that " + slot + "/#" + incarnation + " is over its limit";
            case REPORT -> "report that the run is " + tick();
            case POSTPONE -> "postpone the recycling of " + slot + "/#" + incarnation;
            case FORGET_CRASHES -> "forget crashes of " + slot + "/#" + incarnation;
            case MARK_SLOT -> "mark slot " + slot + " of " + Pod.name(revision);
            case CLEAR_SLOTS -> "clear slots " + Integer.toBinaryString(count) + " of " + Pod.name(revision);
            case MARK_STABLE -> "mark " + Pod.name(revision) + " stable " + count;
        };
    }
}
