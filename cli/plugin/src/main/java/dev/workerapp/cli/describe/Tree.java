package dev.workerapp.cli.describe;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.describe.RevisionSlots.Place;
import dev.workerapp.cli.output.Age;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Table;
import dev.workerapp.cli.output.Table.Cell;
import java.time.Instant;
import java.util.List;

/** The app, its revisions, and in each the workers by slot. */
final class Tree {

    private final Table table = new Table(List.of("NAME", "STATUS", "READY", "RESTARTS", "NODE", "AGE", "INFO"));
    private final boolean unicode;
    private final Instant now;

    Tree(boolean unicode, Instant now) {
        this.unicode = unicode;
        this.now = now;
    }

    /** Its lines. */
    List<String> of(App app, List<RevisionSlots> revisions, Colours colours) {
        row(
                app.name(),
                Cell.of(app.state(), Colours.ofState(app.state())),
                app.instances().isEmpty() ? "" : app.ready() + "/" + app.instances(),
                app.restarts(),
                "",
                Age.since(app.created(), now),
                "");
        for (RevisionSlots revision : revisions) {
            boolean isLast = revision.equals(revisions.getLast());
            row(
                    branch(isLast) + revision.title(),
                    Cell.of(revision.state(), colour(revision.state())),
                    "",
                    "",
                    "",
                    "",
                    revision.image());
            for (Place place : revision.places()) {
                worker(
                        stem(isLast) + branch(place.equals(revision.places().getLast())) + "slot " + place.slot(),
                        place);
            }
        }
        return table.take(colours, true);
    }

    private void worker(String name, Place place) {
        String info = place.message().isEmpty() ? place.reason() : place.reason() + ": " + place.message();
        if (place.worker().isEmpty()) {
            row(name + "  no worker", Cell.of("", Colour.NONE), "", "", "", "", info);
            return;
        }
        Worker worker = place.worker().get();
        Colour colour = worker.terminating() ? Colour.DIM : worker.ready() ? Colour.GREEN : Colour.YELLOW;
        row(
                name + "  " + worker.name(),
                Cell.of(worker.state(), colour),
                worker.readyContainers(),
                String.valueOf(worker.restarts()),
                worker.node(),
                Age.since(worker.created(), now),
                info);
    }

    private void row(String name, Cell status, String ready, String restarts, String node, String age, String info) {
        table.row(List.of(
                Cell.of(name), status, Cell.of(ready), Cell.of(restarts), Cell.of(node), Cell.of(age), Cell.of(info)));
    }

    private static Colour colour(String state) {
        return switch (state) {
            case "current" -> Colour.GREEN;
            case "target" -> Colour.BLUE;
            case "failed", "undone" -> Colour.YELLOW;
            default -> Colour.NONE;
        };
    }

    private String branch(boolean isLast) {
        if (!unicode) {
            return isLast ? "`- " : "|- ";
        }
        return isLast ? "└─ " : "├─ ";
    }

    private String stem(boolean isLast) {
        return isLast ? "   " : unicode ? "│  " : "|  ";
    }
}
