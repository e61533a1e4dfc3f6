package dev.workerapp.operator.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The last samples of one worker's memory. What is over a limit for a moment is not over it: three samples in a row have to
 * be, over a minute in all. A sample is fresh when it is another one than the one before, whatever the clock of its node
 * says; where none is for a few rounds, nothing is known. Not thread-safe.
 */
final class MemorySamples {

    private static final int IN_A_ROW = 3;
    private static final Duration IN_ALL = Duration.ofSeconds(60);

    /** With half a minute from one to the next; some clusters measure each minute. */
    static final int MOST_ROUNDS = 3;

    /** Enough for a minute where samples come a little too early. */
    private static final int KEPT = 5;

    private record Sample(Instant at, long bytes) {}

    private final Deque<Sample> newestFirst = new ArrayDeque<>();
    private int roundsWithout;

    /** A sample was read, which may be the one of before. */
    void add(Instant at, long bytes) {
        if (newestFirst.isEmpty() || at.isAfter(newestFirst.getFirst().at())) {
            newestFirst.addFirst(new Sample(at, bytes));
            roundsWithout = 0;
            if (newestFirst.size() > KEPT) {
                newestFirst.removeLast();
            }
        } else {
            missed();
        }
    }

    /** There was no sample in this round. */
    void missed() {
        roundsWithout++;
        if (isUnknown()) {
            newestFirst.clear();
        }
    }

    /** Whether there was no fresh sample for a while. */
    boolean isUnknown() {
        return roundsWithout > MOST_ROUNDS;
    }

    /** Whether the worker uses more than that, and not only for a moment. */
    boolean stayAbove(long limit) {
        int inARow = 0;
        for (Iterator<Sample> samples = newestFirst.iterator(); samples.hasNext(); ) {
            Sample sample = samples.next();
            if (sample.bytes() <= limit) {
                return false;
            }
            inARow++;
            if (inARow >= IN_A_ROW
                    && Duration.between(sample.at(), newestFirst.getFirst().at())
                                    .compareTo(IN_ALL)
                            >= 0) {
                return true;
            }
        }
        return false;
    }
}
