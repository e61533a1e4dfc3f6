package dev.workerapp.cli.exit;

/** The exit codes of the plug-in. */
public enum Exit implements Ending {
    /** What was asked for is done, or what was asked about is so. */
    DONE(0, "done"),
    /** The API server, kubectl or this machine refused or failed. */
    ERROR(1, "error: not found, forbidden, refused, not reachable"),
    /** The command line is wrong. */
    USAGE(2, "the command line is wrong"),
    /** The app did not get there. */
    NOT_REACHED(3, "the app did not get there: rolled back, halted, errored; or a worker answered with a failure"),
    /** A newer change took the place of the one that was waited for. */
    SUPERSEDED(4, "superseded by a newer change while waiting"),
    /** The time was over first. */
    TIMED_OUT(124, "the time was over before the app got there");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    @Override
    public int code() {
        return code;
    }

    /** What it means, in words. */
    public String meaning() {
        return meaning;
    }
}
