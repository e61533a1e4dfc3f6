package dev.workerapp.campaign.load;

import java.io.IOException;

/** A request that came to nothing, and how. */
final class Broken extends Exception {

    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    Broken(Outcome outcome, String detail) {
        super(detail);
        this.outcome = outcome;
    }

    Broken(Outcome outcome, IOException cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
