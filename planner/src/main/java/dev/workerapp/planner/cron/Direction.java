package dev.workerapp.planner.cron;

import java.util.OptionalInt;

/** Which way a tick is searched. Sets of numbers from 0 to 63 are bits: bit n is set where n is a member. */
enum Direction {
    FORWARD(1, 0),
    BACKWARD(-1, 63);

    private final int step;
    private final int beginning;

    Direction(int step, int beginning) {
        this.step = step;
        this.beginning = beginning;
    }

    /** One step this way. */
    int step() {
        return step;
    }

    /** The number that comes first this way. */
    int beginning() {
        return beginning;
    }

    /** The first member this way from the number on; empty if there is none. */
    OptionalInt nearest(long bits, int from) {
        if (from < 0 || from > 63) {
            return OptionalInt.empty();
        }
        long rest = bits
                & switch (this) {
                    case FORWARD -> -1L << from;
                    case BACKWARD -> -1L >>> (63 - from);
                };
        if (rest == 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                switch (this) {
                    case FORWARD -> Long.numberOfTrailingZeros(rest);
                    case BACKWARD -> 63 - Long.numberOfLeadingZeros(rest);
                });
    }

    /** The first member this way of a set that is not empty. */
    int first(long bits) {
        return nearest(bits, beginning).orElseThrow();
    }
}
