package dev.workerapp.cli.verb;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Usage;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.output.Age;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Table.Cell;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workers: what PM2 lists. */
final class WorkerListing extends Listing {

    private final InstantSource clock;

    WorkerListing(Scope scope, InstantSource clock) {
        super(scope);
        this.clock = clock;
    }

    @Override
    String path() {
        String workers = "workerapp.dev/worker=true";
        String labels = scope().selector().map(more -> workers + "," + more).orElse(workers);
        return Paths.withSelector(Paths.pods(namespace()), Optional.of(labels));
    }

    @Override
    List<String> heading() {
        List<String> heading = new ArrayList<>();
        if (namespace().isEmpty()) {
            heading.add("NAMESPACE");
        }
        heading.addAll(List.of(
                "APP", "SLOT", "WORKER", "REVISION", "STATUS", "READY", "RESTARTS", "CPU", "MEMORY", "NODE", "AGE"));
        return heading;
    }

    @Override
    List<Cell> row(Json item, Map<String, Usage> usage) {
        Worker worker = new Worker(item);
        List<Cell> row = new ArrayList<>();
        if (namespace().isEmpty()) {
            row.add(Cell.of(worker.namespace()));
        }
        row.add(Cell.of(worker.app()));
        row.add(Cell.of(worker.slot() < 0 ? "" : String.valueOf(worker.slot())));
        row.add(Cell.of(worker.name()));
        row.add(Cell.of(worker.revision()));
        row.add(Cell.of(worker.state(), colour(worker)));
        row.add(Cell.of(worker.readyContainers()));
        row.add(Cell.of(String.valueOf(worker.restarts())));
        row.addAll(usageCells(item, usage));
        row.add(Cell.of(worker.node()));
        row.add(Cell.of(Age.since(worker.created(), clock.instant())));
        return row;
    }

    private static Colour colour(Worker worker) {
        return switch (worker.state()) {
            case "Running" -> worker.ready() ? Colour.GREEN : Colour.YELLOW;
            case "Terminating" -> Colour.DIM;
            case "Pending", "ContainerCreating" -> Colour.BLUE;
            default -> Colour.RED;
        };
    }

    @Override
    String app(Json item) {
        return new Worker(item).app();
    }

    @Override
    void requireNamed(Collection<Json> items) {
        // An app that is suspended has none.
    }

    @Override
    Comparator<Json> order(String key) {
        return switch (key) {
            case "status" -> Comparator.comparing(item -> new Worker(item).state());
            case "restarts" -> Comparator.comparingLong(item -> new Worker(item).restarts());
            default ->
                Comparator.comparing((Json item) -> new Worker(item).namespace())
                        .thenComparing(item -> new Worker(item).app())
                        .thenComparingInt(item -> new Worker(item).slot())
                        .thenComparing(item -> new Worker(item).created());
        };
    }

    @Override
    Map<String, Usage> usage(Json list) {
        return Usage.byPod(list);
    }

    @Override
    boolean needsUsage() {
        return true;
    }
}
