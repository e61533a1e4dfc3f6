package dev.workerapp.ecosystem.literal;

import dev.workerapp.ecosystem.source.Position;

/** A text is more than data: it must be run to know what it says. */
public final class ProgramFound extends Exception {
    private final transient Position at;
    private final String what;

    ProgramFound(Position at, String what) {
        super(what + " at " + at);
        this.at = at;
        this.what = what;
    }

    /** Where that is first seen. */
    public Position at() {
        return at;
    }

    /** What is seen there: {@code require}, {@code +}. */
    public String what() {
        return what;
    }
}
