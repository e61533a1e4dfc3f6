package dev.workerapp.operator.signal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.SignalStatus;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.api.Sentences;
import dev.workerapp.worker.signal.SignalNames;
import java.util.Optional;

/**
 * The signal that an app's annotation {@link Names#SIGNAL} asks for.
 *
 * @param name without SIG
 * @param token what tells the request from another one; empty where there is none
 * @param problem why it is not sent, as a sentence; empty if it is
 */
record AskedSignal(String name, String token, Optional<String> problem) {

    /** In bytes: both are repeated in the status and in Events. */
    private static final int LONGEST_NAME = 40;

    private static final int LONGEST_TOKEN = 253;

    /** That of an app; empty if it asks for none. */
    static Optional<AskedSignal> by(WorkerApp app) {
        return Ownership.annotation(app, Names.SIGNAL)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(AskedSignal::parse);
    }

    private static AskedSignal parse(String text) {
        String[] parts = text.split("\\s+", 2);
        String name = Sentences.clip(SignalNames.plain(parts[0]), LONGEST_NAME);
        if (parts.length == 1) {
            return new AskedSignal(
                    name,
                    "",
                    Optional.of("Annotation " + Names.SIGNAL + " is \"" + name
                            + "\", but it needs a signal and a token that"
                            + " no request before had, such as \"HUP 1\"."));
        }
        int length = parts[1].getBytes(UTF_8).length;
        if (length > LONGEST_TOKEN) {
            return new AskedSignal(
                    name,
                    Sentences.clip(parts[1], LONGEST_TOKEN),
                    Optional.of("The token in annotation " + Names.SIGNAL + " has " + length + " bytes, but may have "
                            + LONGEST_TOKEN + " at most: use a shorter one."));
        }
        return new AskedSignal(name, parts[1], SignalNames.problem(name));
    }

    /** Whether a request that was taken up is this one. */
    boolean is(SignalStatus request) {
        return name.equals(request.signal()) && token.equals(request.token());
    }
}
