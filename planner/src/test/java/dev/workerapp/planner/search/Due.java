package dev.workerapp.planner.search;

import dev.workerapp.planner.OverLimit;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.RecycleHistory.Postponed;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a pod is to be replaced for, its revision aside, and what it remembers of that. */
enum Due {
    NOTHING(""),
    NODE_DRAINED("!"),
    EVICTION_REQUESTED("?"),
    /** It is too old, and may stay as well. */
    OLD(" old"),
    /** The same, and its replacement has failed since a moment. */
    POSTPONED(" old, postponed"),
    /** The same, long ago, so that the next replacement may start. */
    POSTPONED_LONG(" old, postponed long ago"),
    /** Nothing; it was started for a worker that was too old. */
    STARTED_FOR_OLD(" for an old one"),
    /** Nothing; it was created when the run of the schedule was due. */
    FRESH(" fresh"),
    /** The same, and it was started for a worker that was not. */
    FRESH_FOR_SCHEDULE(" fresh, by schedule"),
    /** It came over its limit, as the first one. */
    OVER(0, Limit.OVER),
    OVER_RECORDED(0, Limit.RECORDED),
    OVER_POSTPONED(0, Limit.POSTPONED),
    /** Nothing; the one before it had come over the limit. */
    AFTER_1(1, Limit.KEPT),
    OVER_AFTER_1(1, Limit.OVER),
    OVER_RECORDED_AFTER_1(1, Limit.RECORDED),
    OVER_POSTPONED_AFTER_1(1, Limit.POSTPONED),
    AFTER_2(2, Limit.KEPT),
    OVER_AFTER_2(2, Limit.OVER),
    OVER_RECORDED_AFTER_2(2, Limit.RECORDED),
    OVER_POSTPONED_AFTER_2(2, Limit.POSTPONED),
    /** Nothing; three before it had come over the limit. */
    AFTER_3(3, Limit.KEPT),
    OVER_AFTER_3(3, Limit.OVER),
    /** As many as are replaced for that: it stays. */
    OVER_RECORDED_AFTER_3(3, Limit.RECORDED),
    OVER_POSTPONED_AFTER_3(3, Limit.POSTPONED);

    /** How a pod keeps within its limit. */
    private enum Limit {
        KEPT,
        OVER,
        /** Over it, which is recorded. */
        RECORDED,
        /** The same, and its replacement has failed since a moment. */
        POSTPONED
    }

    static final String LIMIT = "512Mi";
    /** As many as there are counts of workers before. */
    static final int COUNTS = 4;

    private static final long SINCE_A_MOMENT = 1;
    private static final long LONG_AGO = 5000;

    final String sign;
    private final int before;
    private final Optional<Limit> limit;

    Due(String sign) {
        this.sign = sign;
        this.before = 0;
        this.limit = Optional.empty();
    }

    Due(int before, Limit limit) {
        this.sign = " " + limit + " after " + before;
        this.before = before;
        this.limit = Optional.of(limit);
    }

    /** What a new pod has. */
    static Due started(boolean forAnother, int before, boolean isFresh) {
        if (isFresh) {
            return forAnother ? FRESH_FOR_SCHEDULE : FRESH;
        }
        if (before > 0) {
            return find(before, Limit.KEPT);
        }
        return forAnother ? STARTED_FOR_OLD : NOTHING;
    }

    private static Due find(int before, Limit limit) {
        return Arrays.stream(values())
                .filter(due -> due.before == before && due.limit.equals(Optional.of(limit)))
                .findFirst()
                .orElseThrow();
    }

    Due over() {
        return find(before, Limit.OVER);
    }

    Due recorded() {
        return is(Limit.OVER) ? find(before, Limit.RECORDED) : this;
    }

    /**
     * Its replacement has failed.
     *
     * @param usual what befalls workers of this world; one that a failed one was taken for a replacement of will be due, too
     */
    Due postponed(Due usual) {
        if (isFresh()) {
            return this;
        }
        return usual == OVER ? find(before, Limit.POSTPONED) : POSTPONED;
    }

    boolean isPostponed() {
        return this == POSTPONED || is(Limit.POSTPONED);
    }

    /** Its next replacement may start. */
    Due retried() {
        return limit.isPresent() ? find(before, Limit.RECORDED) : POSTPONED_LONG;
    }

    /** What remains of it when the pod has ended or is ending. */
    Due kept() {
        if (is(Limit.POSTPONED)) {
            return find(before, Limit.RECORDED);
        }
        return limit.isPresent() || this == FRESH_FOR_SCHEDULE ? this : NOTHING;
    }

    /** Whether the schedule does not replace it. */
    boolean isFresh() {
        return this == FRESH || this == FRESH_FOR_SCHEDULE;
    }

    /** Whether it has to leave its place. */
    boolean isForced() {
        return this == NODE_DRAINED || this == EVICTION_REQUESTED;
    }

    boolean isOld() {
        return this == OLD || this == POSTPONED || this == POSTPONED_LONG;
    }

    /** Whether it may come over its limit next. */
    boolean isNothing() {
        return this == NOTHING || this == STARTED_FOR_OLD || isFresh() || is(Limit.KEPT);
    }

    /** Whether it may stay for good. */
    boolean maySettle() {
        return isNothing() || this == OVER_RECORDED_AFTER_3;
    }

    private boolean is(Limit one) {
        return limit.equals(Optional.of(one));
    }

    /** As the planner is told. */
    Set<Reason> reasons() {
        if (limit.isPresent()) {
            return isNothing() ? Set.of() : Set.of(Reason.MAX_MEMORY);
        }
        return isForced() ? Set.of(this == NODE_DRAINED ? Reason.NODE_DRAINED : Reason.EVICTION_REQUESTED) : Set.of();
    }

    /** What the pod remembers. */
    RecycleHistory recycling(Instant now) {
        Optional<Postponed> postponed = isPostponed() || this == POSTPONED_LONG
                ? Optional.of(new Postponed(1, now.minusSeconds(isPostponed() ? SINCE_A_MOMENT : LONG_AGO), ""))
                : Optional.empty();
        return new RecycleHistory(
                startedFor(),
                postponed,
                isFresh() ? Optional.of(Tick.TIME) : Optional.empty(),
                limit.isPresent() ? Map.of(Reason.MAX_MEMORY, overLimit()) : Map.of());
    }

    private Optional<Reason> startedFor() {
        if (this == FRESH_FOR_SCHEDULE) {
            return Optional.of(Reason.SCHEDULED);
        }
        if (is(Limit.KEPT)) {
            return Optional.of(Reason.MAX_MEMORY);
        }
        return this == STARTED_FOR_OLD ? Optional.of(Reason.MAX_AGE) : Optional.empty();
    }

    private OverLimit overLimit() {
        boolean isRecorded = is(Limit.RECORDED) || is(Limit.POSTPONED);
        return new OverLimit(LIMIT, before, isRecorded ? Optional.of(Duration.ofMinutes(7)) : Optional.empty());
    }
}
