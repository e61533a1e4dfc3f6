package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.value.JavaScript;

/** PM2's milliseconds as the seconds of a field. */
final class Seconds {
    private final double milliseconds;
    private final int least;
    private final int most;

    /**
     * @param least what the field takes
     * @param most what the field takes
     */
    Seconds(double milliseconds, int least, int most) {
        this.milliseconds = milliseconds;
        this.least = least;
        this.most = most;
    }

    /** Rounded up, within the bounds of the field. */
    int value() {
        return (int) Math.clamp(Math.ceil(milliseconds / 1000), least, most);
    }

    /** Whether the field says what PM2 has. */
    boolean isExact() {
        return value() * 1000.0 == milliseconds;
    }

    /** What was there, for a comment; nothing if that is what is there now. */
    String was() {
        return isExact() ? "" : "was: %s ms".formatted(JavaScript.number(milliseconds));
    }
}
