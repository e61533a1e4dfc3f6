package dev.workerapp.operator.signal;

import dev.workerapp.operator.runtime.ReadyWorker;
import java.io.IOException;
import java.util.Optional;

/** Reads the tokens that worker runtimes ask for, which are kept nowhere but in their pods. Thread-safe. */
@FunctionalInterface
public interface ControlTokens {

    /**
     * That of a worker; empty if there is no runtime in it.
     *
     * @throws IOException if it can't be read now; the message says why, for a person
     */
    Optional<String> of(ReadyWorker worker) throws IOException;
}
