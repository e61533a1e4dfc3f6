package dev.workerapp.cli.change;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.StoppedSlots;
import dev.workerapp.cli.command.Writes;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.request.Request;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Stops and starts single slots, by the annotation that lists the stopped ones. */
final class SlotStops {

    private static final int TRIES = 10;

    private SlotStops() {}

    /** Keeps the slots without a worker from now on. */
    static void stop(Writes writes, App app, List<Integer> slots) {
        long all = app.json().at("status", "desiredInstances").integer(Long.MAX_VALUE);
        for (int slot : slots) {
            if (slot >= all) {
                throw Failure.error(app.name() + " has no slot " + slot + ": it has " + all
                        + (all == 1 ? " slot, 0" : " slots, from 0"));
            }
        }
        change(writes, app, stopped -> stopped.with(slots), words(slots), "stopped");
    }

    /** Fills them again. */
    static void start(Writes writes, App app, List<Integer> slots) {
        change(writes, app, stopped -> stopped.without(slots), words(slots), "started");
    }

    private static String words(List<Integer> slots) {
        return (slots.size() == 1 ? "slot " : "slots ")
                + slots.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The app must be as it was read, or else another one's change of the list would be lost: it is read again then. */
    private static void change(Writes writes, App app, UnaryOperator<StoppedSlots> change, String slots, String done) {
        String path = Paths.app(app.namespace(), app.name());
        App now = app;
        for (int tries = 1; ; tries++) {
            StoppedSlots before = StoppedSlots.of(now);
            StoppedSlots after = change.apply(before);
            if (after.equals(before)) {
                Request.said(writes, app, slots + " " + done + " already");
                return;
            }
            try {
                writes.api().merge(writes.path(path), patch(now, after));
                Request.said(writes, app, slots + " " + done);
                return;
            } catch (ApiFailure e) {
                if (!e.reason().equals("Conflict") || tries == TRIES) {
                    throw e;
                }
            }
            now = new App(writes.api().get(path));
        }
    }

    private static Json patch(App app, StoppedSlots slots) {
        Object list = slots.slots().isEmpty() ? Json.Nothing.NOTHING : slots.toString();
        return Json.object(
                "metadata",
                Json.object(
                        "resourceVersion",
                        app.json().at("metadata", "resourceVersion"),
                        "annotations",
                        Json.object(StoppedSlots.ANNOTATION, list)));
    }
}
