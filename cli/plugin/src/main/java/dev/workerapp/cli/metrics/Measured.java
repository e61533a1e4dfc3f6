package dev.workerapp.cli.metrics;

import java.util.Optional;

/** What became of asking a worker for its metrics. */
public sealed interface Measured {

    /**
     * It answered.
     *
     * @param reading what it measures
     * @param rates since the reading before; empty for the first one, and where its JVM was started again in between
     */
    record Known(Reading reading, Optional<Rates> rates) implements Measured {}

    /**
     * It did not.
     *
     * @param why in words, as {@code slot 2 has no worker runtime}; empty if it need not answer
     */
    record Unknown(String why) implements Measured {}
}
