package dev.workerapp.cli.exit;

/** A verb can't go on. Its message is for people and says what to do; it is printed on standard error as it is. */
public class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Exit exit;

    /** With the exit code that the plug-in ends with. */
    public Failure(Exit exit, String message) {
        super(message, null, false, false);
        this.exit = exit;
    }

    /** Something is wrong: printed as {@code error: MESSAGE}, exit 1. */
    public static Failure error(String message) {
        return new Failure(Exit.ERROR, "error: " + message);
    }

    /** The command line is wrong: printed as {@code error: MESSAGE}, exit 2. */
    public static Failure usage(String message) {
        return new Failure(Exit.USAGE, "error: " + message);
    }

    /** The exit code. */
    public Exit exit() {
        return exit;
    }

    /** The message. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
