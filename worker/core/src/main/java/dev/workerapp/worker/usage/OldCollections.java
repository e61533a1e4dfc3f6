package dev.workerapp.worker.usage;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * The least that was in use in the old generation since the collector last worked through it twice: what lives is not more.
 * Garbage never shows in it, since a collection that finds garbage lowers it.
 *
 * <p>A full collection is whole in itself. G1 collects the old generation in steps: a marking, which ends with two pauses,
 * and then young collections that take some of the old regions with them, eight as a rule. So what is in use after one of
 * these says little (a count of those above a threshold grows to dozens in one cycle of mere garbage), and the least between
 * a marking and the next one says all. Four spans between pauses hold two such times, whichever of the two pauses the first
 * one begins at. Safe for use by several threads.
 */
final class OldCollections {
    private static final int SPANS = 4;

    private final Deque<Long> lowest = new ArrayDeque<>();
    private long lowestNow = Long.MAX_VALUE;
    private boolean marked;

    /** A collection has ended, and so many bytes of the old generation are in use. */
    synchronized void collected(long used) {
        lowestNow = Math.min(lowestNow, used);
    }

    /** A pause of a marking has ended. */
    synchronized void marked(long used) {
        collected(used);
        if (marked) {
            endSpan();
        }
        marked = true;
        lowestNow = used;
    }

    /** The whole old generation was collected, which is as good as two spans. */
    synchronized void collectedWhole(long used) {
        lowestNow = used;
        endSpan();
        endSpan();
        marked = true;
    }

    private void endSpan() {
        lowest.addLast(lowestNow);
        if (lowest.size() > SPANS) {
            lowest.removeFirst();
        }
    }

    /** The least, in bytes; empty before the old generation was collected twice. */
    synchronized OptionalLong lowest() {
        return lowest.size() < SPANS
                ? OptionalLong.empty()
                : OptionalLong.of(Math.min(Collections.min(lowest), lowestNow));
    }
}
