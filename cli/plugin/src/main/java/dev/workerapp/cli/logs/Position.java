package dev.workerapp.cli.logs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a log has been read. The API server cuts a log by whole seconds only, so the lines of the last seconds come twice when
 * a log is read on: they are told by their times, of which several lines may have the same one. One thread uses it.
 */
public final class Position {

    /** So far the times of lines that come one after the other may go back: two threads write them. */
    private static final long BACK_SECONDS = 1;

    private final NavigableMap<Instant, Integer> recent = new TreeMap<>();
    private Map<Instant, Integer> repeated = Map.of();
    private Instant first = Instant.MAX;
    private boolean resumed;
    private long run = -1;

    /** From when on the log must be read; empty if nothing has been read yet. */
    Optional<Instant> from() {
        return recent.isEmpty()
                ? Optional.empty()
                : Optional.of(recent.lastKey().minusSeconds(BACK_SECONDS).truncatedTo(ChronoUnit.SECONDS));
    }

    /** The log of this run of the container is read, counted from 0. True if it was an earlier one until now. */
    boolean begin(long ofRun) {
        boolean isAnother = run >= 0 && run != ofRun;
        run = ofRun;
        return isAnother;
    }

    /** The log is read on, from {@link #from}. */
    void resume() {
        repeated = new HashMap<>(recent);
        resumed = !recent.isEmpty();
    }

    /** Takes a line of that time. False if it is one that was read before, or was left out as older than the first. */
    boolean take(Instant time) {
        if (resumed && time.isBefore(first)) {
            return false;
        }
        if (repeated.containsKey(time)) {
            repeated.computeIfPresent(time, (_, count) -> count > 1 ? count - 1 : null);
            return false;
        }
        first = time.isBefore(first) ? time : first;
        recent.merge(time, 1, Integer::sum);
        from().ifPresent(begin -> recent.headMap(begin).clear());
        return true;
    }
}
