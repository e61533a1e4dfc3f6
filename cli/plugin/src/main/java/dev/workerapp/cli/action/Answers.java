package dev.workerapp.cli.action;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Escapes;
import dev.workerapp.cli.output.Result;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Prints answers as they come, and what they come to in the end. */
final class Answers implements BiConsumer<Worker, Answer> {

    private final Recipients recipients;
    private final Console console;
    private final InstantSource clock;
    private final String format;
    private final boolean bare;
    private final long begin;
    /** In the order of the recipients, which is that of the slots. */
    private final Map<Integer, Json> items = new TreeMap<>();

    private int done;

    /**
     * Of a round that begins now.
     *
     * @param format text; or json or yaml, which are printed at the end
     * @param bare whether the text of a single worker is printed as it is
     */
    Answers(Recipients recipients, Console console, InstantSource clock, String format, boolean bare) {
        this.recipients = recipients;
        this.console = console;
        this.clock = clock;
        this.format = format;
        this.bare = bare && recipients.workers().size() == 1;
        this.begin = clock.millis();
    }

    @Override
    public void accept(Worker worker, Answer answer) {
        long millis = Math.max(0, clock.millis() - begin);
        if (answer instanceof Answer.Done) {
            done++;
        }
        if (!format.equals("text")) {
            items.put(recipients.workers().indexOf(worker), item(worker, answer, millis));
            return;
        }
        String label = "[" + recipients.label(worker) + "] ";
        switch (answer) {
            case Answer.Done(Json result) -> print(label, result, "   " + millis + " ms");
            case Answer.Failed(String reason, String message) ->
                console.err()
                        .println(label + "failed: " + Escapes.none(message) + " (" + Escapes.none(reason) + ")   "
                                + millis + " ms");
        }
        console.out().flush();
    }

    private void print(String label, Json result, String time) {
        String text = result instanceof Json.Text(String value) ? value : JsonText.compact(result);
        if (bare) {
            text.lines().map(Escapes::none).forEach(console::print);
        } else if (text.lines().count() > 1) {
            console.print(label + time.strip());
            text.lines().map(Escapes::none).forEach(console::print);
        } else {
            console.print(label + (text.isEmpty() ? "done" : Escapes.none(text)) + time);
        }
    }

    private static Json item(Worker worker, Answer answer, long millis) {
        return switch (answer) {
            case Answer.Done(Json result) ->
                Json.object(
                        "slot",
                        worker.slot(),
                        "worker",
                        worker.name(),
                        "answered",
                        true,
                        "millis",
                        millis,
                        "result",
                        result);
            case Answer.Failed(String reason, String message) ->
                Json.object(
                        "slot",
                        worker.slot(),
                        "worker",
                        worker.name(),
                        "answered",
                        false,
                        "millis",
                        millis,
                        "reason",
                        reason,
                        "message",
                        message);
        };
    }

    /**
     * When all have answered, or the time is over.
     *
     * @throws Failure with exit 3 if one has failed
     */
    Exit end() {
        int asked = recipients.workers().size();
        if (!format.equals("text")) {
            Result.print(
                    Result.of(
                            "Answers",
                            "asked",
                            asked,
                            "answered",
                            done,
                            "notReady",
                            recipients.notReady(),
                            "terminating",
                            recipients.terminating(),
                            "items",
                            Json.array(items.values())),
                    format,
                    console);
        }
        String skipped = recipients.skipped();
        String count = done + " of " + asked + " answered" + (skipped.isEmpty() ? "" : "; not asked: " + skipped);
        if (done < asked) {
            throw new Failure(Exit.NOT_REACHED, "error: " + count);
        }
        if (!bare || !skipped.isEmpty()) {
            console.hint(count);
        }
        return Exit.DONE;
    }
}
