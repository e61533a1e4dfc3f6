package dev.workerapp.cli.describe;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Owner;
import dev.workerapp.cli.app.StoppedSlots;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.output.Age;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Escapes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The first lines, each a name and a value: the app, and its reload. */
final class Head {

    private final Colours colours;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    Head(Colours colours, Instant now) {
        this.colours = colours;
        this.now = now;
    }

    /** Those of an app. */
    List<String> of(Description description) {
        App app = description.app();
        Json json = app.json();
        Json status = json.at("status");
        line("Name", app.name());
        line("Namespace", app.namespace());
        lines.add("%-15s%s"
                .formatted(
                        "Status:",
                        app.state().isEmpty()
                                ? "no operator has looked at it yet"
                                : colours.paint(Colours.ofState(app.state()), Escapes.none(app.state()))));
        line("Message", description.message().orElse(""));
        line("Image", app.image());
        line("Workers", workers(app, status));
        line("Restarts", app.restarts());
        line("Age", Age.since(app.created(), now));
        line("Kept by", Owner.of(json).orElse(""));
        line("Stopped slots", app.annotation(StoppedSlots.ANNOTATION));
        line("Next recycle", status.at("recycle", "next").text());
        line("Configuration", status.at("config", "message").text());
        line("Undo", status.at("undo", "message").text());
        reload(app, status.at("reload"));
        return lines;
    }

    private static String workers(App app, Json status) {
        return app.instances().isEmpty()
                ? ""
                : app.instances() + " wanted, " + status.at("instances").integer(0) + " there, "
                        + status.at("ready").integer(0) + " ready, "
                        + status.at("available").integer(0) + " available, "
                        + status.at("updated").integer(0) + " of the revision that is asked for";
    }

    private void reload(App app, Json reload) {
        Json spec = app.json().at("spec", "reload");
        if (reload.present()) {
            lines.add("Reload:");
            line("  Phase", phase(reload));
            line("  To", title(app, reload.at("revision").text()));
            line("  Trigger", reload.at("trigger").text());
            line(
                    "  Replaced",
                    reload.at("replaced").text() + " of " + reload.at("total").text());
            line("  Stopped", stopped(reload));
            line("  Begun", ago(reload.at("startedAt").text()));
            line("  Ended", ago(reload.at("finishedAt").text()));
        }
        long partition = spec.at("partition").integer(0);
        if (spec.at("paused").isTrue() || partition > 0) {
            line(
                    "Held back",
                    spec.at("paused").isTrue()
                            ? "reload.paused: kubectl workerapp resume " + app.name()
                            : "slots below " + partition + ", by reload.partition");
        }
    }

    private static String phase(Json reload) {
        String phase = reload.at("phase").text();
        return phase
                + reload.at("reason")
                        .someText()
                        .filter(reason -> !reason.equals(phase))
                        .map(reason -> " (" + reason + ")")
                        .orElse("");
    }

    private static String title(App app, String revision) {
        Json entry = app.history(revision);
        return entry.present()
                ? "revision " + entry.at("number").text() + " (" + revision + "), "
                        + entry.at("image").text()
                : revision;
    }

    /** What became of the workers that were replaced. Without the runtime only that they have ended is known. */
    private static String stopped(Json reload) {
        if (!reload.at("stopped").present()) {
            return "";
        }
        StringBuilder words = new StringBuilder(reload.at("stopped").text());
        for (String[] field : new String[][] {
            {"drained", " drained"}, {"killed", " killed"}, {"unfinishedRequests", " requests unfinished"}
        }) {
            reload.at(field[0])
                    .someText()
                    .ifPresent(number -> words.append(", ").append(number).append(field[1]));
        }
        reload.at("longestDrainSeconds").someText().ifPresent(seconds -> words.append(", the longest drain ")
                .append(seconds)
                .append(" s"));
        return words.toString();
    }

    private String ago(String time) {
        return time.isEmpty() ? "" : Age.since(time, now) + " ago";
    }

    private void line(String name, String value) {
        if (!value.isEmpty()) {
            lines.add("%-15s%s".formatted(name + ":", Escapes.none(value)));
        }
    }
}
