package dev.workerapp.operator.faults;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One fault.
 *
 * @param at where it begins
 * @param kind what goes wrong
 * @param times how many requests of that sort in a row it hits, or {@link #LASTING}
 */
record Fault(Point at, FaultKind kind, int times) {

    /** So long as the other app is not done. */
    static final int LASTING = 0;

    private static final Pattern TEXT = Pattern.compile("(.+)#(\\d+)=([A-Z_]+)\\*(\\d+)");

    /** Reads what {@link #toString} writes. */
    static Fault parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a fault is SORT#NUMBER=KIND*TIMES, not " + text);
        }
        return new Fault(
                new Point(matcher.group(1), Integer.parseInt(matcher.group(2))),
                FaultKind.valueOf(matcher.group(3)),
                Integer.parseInt(matcher.group(4)));
    }

    /**
     * Whether it is to happen at this point.
     *
     * @param otherIsDone whether what lasts is over
     */
    boolean hits(Point point, boolean otherIsDone) {
        if (!point.sort().equals(at.sort()) || point.number() < at.number()) {
            return false;
        }
        if (times == LASTING) {
            return !otherIsDone;
        }
        return point.number() < at.number() + (kind.repeats() ? times : 1);
    }

    @Override
    public String toString() {
        return at + "=" + kind + "*" + times;
    }
}
