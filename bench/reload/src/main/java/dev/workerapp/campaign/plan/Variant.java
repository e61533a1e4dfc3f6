package dev.workerapp.campaign.plan;

import java.util.Locale;

/** How a worker has the worker runtime. */
public enum Variant {
    /** Not at all. */
    PLAIN,
    /** Brought into the plain image by the operator. */
    AGENT,
    /** As a library, with the server's adapter. */
    LIBRARY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
