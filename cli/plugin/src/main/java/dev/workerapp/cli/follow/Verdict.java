package dev.workerapp.cli.follow;

import dev.workerapp.cli.exit.Exit;

/** What there is to say of an app that is waited for. */
public sealed interface Verdict {

    /** It is on its way. */
    enum Pending implements Verdict {
        PENDING
    }

    /**
     * It got there.
     *
     * @param line what became of it, as {@code workerapp.workerapp.dev/shop is ready}
     */
    record Reached(String line) implements Verdict {}

    /**
     * It does not get there.
     *
     * @param exit how the plug-in ends
     * @param message why, for a person
     * @param revision the revision whose workers did not get there; empty if it is not for them
     * @param next the command that tells more; empty if the message says what to do
     */
    record Failed(Exit exit, String message, String revision, String next) implements Verdict {

        /** For a reason that has nothing to do with workers. */
        Failed(Exit exit, String message) {
            this(exit, message, "", "");
        }
    }
}
