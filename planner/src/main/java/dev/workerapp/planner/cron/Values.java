package dev.workerapp.planner.cron;

/**
 * What one field of an expression allows.
 *
 * @param bits the numbers; bit n is set where n is allowed
 * @param star whether an item is {@code *} or {@code ?} without a step, or with a step of 1: the field restricts nothing
 * @param repeats whether an item is a {@code *} or {@code ?}, or has a step: the field names an interval, not a time
 */
record Values(long bits, boolean star, boolean repeats) {

    boolean has(int number) {
        return (bits & (1L << number)) != 0;
    }

    Values and(Values other) {
        return new Values(bits | other.bits, star || other.star, repeats || other.repeats);
    }
}
