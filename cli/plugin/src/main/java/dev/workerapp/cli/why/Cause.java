package dev.workerapp.cli.why;

import dev.workerapp.cli.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something that keeps an app from being as it is asked to be.
 *
 * @param reason a word of the operator's, or empty
 * @param slots the slots that it is about; none if it is about the app
 * @param pod a worker that it is seen at
 * @param message what is so
 * @param advice what to do
 */
record Cause(String reason, List<Integer> slots, Optional<String> pod, String message, String advice) {

    Cause {
        slots = List.copyOf(slots);
    }

    /** One of the operator's reasons, with its advice. */
    static Cause of(String reason, String message) {
        return new Cause(
                reason, List.of(), Optional.empty(), message, Advice.of(reason).orElse(""));
    }

    /** Whether a person has to do something: not where there is nothing to do but to wait. */
    boolean isWrong() {
        return !advice.startsWith("Nothing") && !advice.startsWith("Wait");
    }

    /** In a line. */
    String line() {
        String where = slots.isEmpty()
                ? ""
                : (slots.size() == 1 ? "slot " : "slots ")
                        + slots.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ": ";
        return where + (reason.isEmpty() ? "" : reason + ": ") + message;
    }

    /** For scripts. */
    Json.Obj json() {
        return Json.object(
                "reason", reason, "slots", slots, "worker", pod.orElse(""), "message", message, "do", advice);
    }
}
