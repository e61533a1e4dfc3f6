package dev.workerapp.cli.verb;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Usage;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.output.Age;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Table.Cell;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The apps: the columns of {@code kubectl get workerapps}, and with {@code -o wide} what they use. */
final class AppListing extends Listing {

    private final boolean wide;
    private final InstantSource clock;

    AppListing(Scope scope, boolean wide, InstantSource clock) {
        super(scope);
        this.wide = wide;
        this.clock = clock;
    }

    @Override
    String path() {
        return Paths.withSelector(Paths.apps(namespace()), scope().selector());
    }

    @Override
    List<String> heading() {
        List<String> heading = new ArrayList<>();
        if (namespace().isEmpty()) {
            heading.add("NAMESPACE");
        }
        heading.addAll(List.of("NAME", "INSTANCES", "READY", "UPDATED", "STATUS", "RESTARTS"));
        if (wide) {
            heading.addAll(List.of("REVISION", "IMAGE", "CPU", "MEMORY"));
        }
        heading.add("AGE");
        return heading;
    }

    @Override
    List<Cell> row(Json item, Map<String, Usage> usage) {
        App app = new App(item);
        List<Cell> row = new ArrayList<>();
        if (namespace().isEmpty()) {
            row.add(Cell.of(app.namespace()));
        }
        row.add(Cell.of(app.name()));
        row.add(Cell.of(app.instances()));
        row.add(Cell.of(app.ready()));
        row.add(Cell.of(app.updated()));
        row.add(Cell.of(app.state(), Colours.ofState(app.state())));
        row.add(Cell.of(app.restarts()));
        if (wide) {
            row.add(Cell.of(app.revision()));
            row.add(Cell.of(app.image()));
            row.addAll(usageCells(item, usage));
        }
        row.add(Cell.of(Age.since(app.created(), clock.instant())));
        return row;
    }

    @Override
    String app(Json item) {
        return new App(item).name();
    }

    @Override
    void requireNamed(Collection<Json> items) {
        for (String name : scope().names()) {
            if (items.stream().noneMatch(item -> app(item).equals(name))) {
                throw new ApiFailure(
                        "NotFound",
                        "Error from server (NotFound): workerapps.workerapp.dev \"" + name + "\" not found");
            }
        }
    }

    @Override
    Comparator<Json> order(String key) {
        return switch (key) {
            case "status" -> Comparator.comparing(item -> new App(item).state());
            case "restarts" ->
                Comparator.comparingLong(item -> item.at("status", "restarts").integer(0));
            default -> (one, other) -> key(one).compareTo(key(other));
        };
    }

    @Override
    Map<String, Usage> usage(Json list) {
        return Usage.byApp(list);
    }

    @Override
    boolean needsUsage() {
        return wide || scope().sorting().byUsage();
    }
}
