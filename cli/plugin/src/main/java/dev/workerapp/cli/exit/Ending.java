package dev.workerapp.cli.exit;

/** How a run of the plug-in ends. */
@FunctionalInterface
public interface Ending {

    /** The exit code: one of {@link Exit}, or that of a program that was run in the place of the plug-in. */
    int code();
}
