package dev.workerapp.cli.why;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.operator.Operator;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why an app is not as it is asked to be: the first that fits of an operator that does not answer, what the operator says of
 * the app, what it says of single slots, and what the spec holds up.
 *
 * @param isWrong whether somebody has to act
 * @param causes what is so, the most general first; none if the app is as asked
 */
record Diagnosis(boolean isWrong, List<Cause> causes) {

    /** So long the operator may take to see a change; it is there within a second. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    Diagnosis {
        causes = List.copyOf(causes);
    }

    /** Of any app where no operator works. */
    static Diagnosis withoutOperator(Operator operator) {
        return new Diagnosis(true, List.of(nobody("no operator works: " + operator.words())));
    }

    private static Cause nobody(String message) {
        return new Cause(
                "",
                List.of(),
                Optional.empty(),
                message,
                "See whether the operator runs, and whether it watches this namespace:"
                        + " docs/operations.md#the-operator-is-down.");
    }

    /** Of an app. */
    static Diagnosis of(App app, Instant now) {
        Optional<Cause> silence = silence(app, now);
        if (silence.isPresent()) {
            return new Diagnosis(true, List.of(silence.get()));
        }
        List<Cause> causes = new ArrayList<>();
        Json stalled = condition(app, "Stalled");
        if (isTrue(stalled)) {
            causes.add(
                    Cause.of(stalled.at("reason").text(), stalled.at("message").text()));
        }
        List<Cause> slots = slots(app);
        causes.addAll(slots);
        boolean isWrong =
                !causes.isEmpty() && (isTrue(stalled) || slots.stream().anyMatch(Cause::isWrong));
        Optional<Cause> held = held(app);
        if (!isWrong && held.isPresent()) {
            return new Diagnosis(true, List.of(held.get()));
        }
        Json ready = condition(app, "Ready");
        if (causes.isEmpty() && !isTrue(ready)) {
            Cause cause =
                    Cause.of(ready.at("reason").text(), ready.at("message").text());
            return new Diagnosis(cause.isWrong(), List.of(cause));
        }
        return new Diagnosis(isWrong, causes);
    }

    /** Nobody has seen the spec that is there. */
    private static Optional<Cause> silence(App app, Instant now) {
        long generation = app.json().at("metadata", "generation").integer(0);
        if (app.json().at("status", "observedGeneration").integer(-1) >= generation) {
            return Optional.empty();
        }
        Duration since = since(app, now);
        return since.compareTo(LONGEST_SILENCE) < 0
                ? Optional.empty()
                : Optional.of(
                        nobody("no operator has looked at it since it was changed " + since.toSeconds() + " s ago"));
    }

    /** Since the last change that was not one of the status. */
    private static Duration since(App app, Instant now) {
        String last = app.created();
        for (Json entry : app.json().at("metadata", "managedFields").items()) {
            String time = entry.at("time").text();
            if (!entry.at("subresource").text().equals("status") && time.compareTo(last) > 0) {
                last = time;
            }
        }
        try {
            return Duration.between(Instant.parse(last), now);
        } catch (DateTimeException _) {
            return Duration.ZERO;
        }
    }

    /** What is said of slots, those with the same words together. */
    private static List<Cause> slots(App app) {
        Map<List<String>, Cause> causes = new LinkedHashMap<>();
        for (Json slot : app.json().at("status", "slots").items()) {
            String reason = slot.at("reason").text();
            String message = slot.at("message").text();
            // A message may name the worker.
            String words = message.replace(slot.at("worker").text(), "");
            List<Integer> number = List.of((int) slot.at("slot").integer(0));
            causes.merge(
                    List.of(reason, words),
                    new Cause(
                            reason,
                            number,
                            slot.at("worker").someText(),
                            message,
                            Advice.of(reason).orElse("")),
                    Diagnosis::together);
        }
        return List.copyOf(causes.values());
    }

    private static Cause together(Cause first, Cause other) {
        List<Integer> slots = new ArrayList<>(first.slots());
        slots.addAll(other.slots());
        return new Cause(first.reason(), slots, first.pod(), first.message(), first.advice());
    }

    /** What the spec itself holds up. */
    private static Optional<Cause> held(App app) {
        Json spec = app.json().at("spec");
        String name = app.name();
        if (spec.at("suspend").isTrue()) {
            return Optional.of(new Cause(
                    "Suspended", List.of(), Optional.empty(), "it is suspended", "kubectl workerapp start " + name));
        }
        if (app.state().equals("Ready")) {
            return Optional.empty();
        }
        if (spec.at("reload", "paused").isTrue()) {
            return Optional.of(new Cause(
                    "Paused", List.of(), Optional.empty(), "its reload is paused", "kubectl workerapp resume " + name));
        }
        long partition = spec.at("reload", "partition").integer(0);
        return partition > 0
                        && app.json().at("status", "reload", "phase").text().equals("Paused")
                ? Optional.of(new Cause(
                        "Paused",
                        List.of(),
                        Optional.empty(),
                        "reload.partition is " + partition + ": the slots below keep the revision that they have",
                        "Lower reload.partition to go on."))
                : Optional.empty();
    }

    private static Json condition(App app, String type) {
        for (Json condition : app.json().at("status", "conditions").items()) {
            if (condition.at("type").text().equals(type)) {
                return condition;
            }
        }
        return Json.Nothing.NOTHING;
    }

    private static boolean isTrue(Json condition) {
        return condition.at("status").text().equals("True");
    }
}
