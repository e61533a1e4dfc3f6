package dev.workerapp.cli.verb;

import dev.workerapp.cli.app.Usage;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.output.Table.Cell;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code list} shows: a table of one kind of object. */
abstract sealed class Listing permits AppListing, WorkerListing {

    /** What a table may be sorted by. */
    static final String SORT_KEYS = "name, status, restarts, age, cpu or memory";

    /**
     * What is to be listed.
     *
     * @param namespace where; everywhere if it is empty
     * @param selector of labels
     * @param names of apps; all if it is empty
     * @param sorting the order
     */
    record Scope(String namespace, Optional<String> selector, List<String> names, Sorting sorting) {}

    /**
     * An order of rows.
     *
     * @param key the column, in lower case
     * @param descending the other way round
     */
    record Sorting(String key, boolean descending) {

        private static final Set<String> KEYS = Set.of("name", "status", "restarts", "age", "cpu", "memory");

        static Sorting parse(Optional<String> flag) {
            String text = flag.orElse("name");
            boolean descending = text.endsWith(":desc");
            String key = text.endsWith(":desc") ? text.substring(0, text.length() - 5) : text;
            if (!KEYS.contains(key)) {
                throw Failure.usage(
                        "--sort is by " + SORT_KEYS + ", with :desc for the other way round, not \"" + text + "\"");
            }
            return new Sorting(key, descending);
        }

        /** Whether it needs what the Metrics API says. */
        boolean byUsage() {
            return key.equals("cpu") || key.equals("memory");
        }
    }

    private final Scope scope;

    Listing(Scope scope) {
        this.scope = scope;
    }

    final String namespace() {
        return scope.namespace();
    }

    final Scope scope() {
        return scope;
    }

    /** Where the objects are listed. */
    abstract String path();

    abstract List<String> heading();

    abstract List<Cell> row(Json item, Map<String, Usage> usage);

    /** The app that an object is, or belongs to. */
    abstract String app(Json item);

    /** Its value for the sort key, other than age and usage. */
    abstract Comparator<Json> order(String key);

    /** What the Metrics API says of the objects, by {@link #key}. */
    abstract Map<String, Usage> usage(Json list);

    /** Whether CPU and memory are shown, or sorted by. */
    abstract boolean needsUsage();

    /** Namespace and name. */
    final String key(Json item) {
        return item.at("metadata", "namespace").text() + "/"
                + item.at("metadata", "name").text();
    }

    /** What is named on the command line must be there; a named app may well have no workers. */
    abstract void requireNamed(Collection<Json> items);

    /** Those that are named, in the order that is asked for. */
    final List<Json> chosen(Collection<Json> items, Map<String, Usage> usage) {
        Comparator<Json> order =
                switch (scope.sorting().key()) {
                    // The youngest first, as a small age is.
                    case "age" ->
                        Comparator.comparing((Json item) ->
                                        item.at("metadata", "creationTimestamp").text())
                                .reversed();
                    case "cpu" ->
                        Comparator.comparing((Json item) -> used(item, usage).cores());
                    case "memory" ->
                        Comparator.comparing((Json item) -> used(item, usage).bytes());
                    default -> order(scope.sorting().key());
                };
        Comparator<Json> wanted = scope.sorting().descending() ? order.reversed() : order;
        Comparator<Json> byName = order("name");
        // thenComparing makes a serializable lambda, which no AOT cache keeps: it costs a tenth of the time of the
        // verb.
        return items.stream()
                .filter(item -> scope.names().isEmpty() || scope.names().contains(app(item)))
                .sorted((one, other) -> {
                    int compared = wanted.compare(one, other);
                    return compared == 0 ? byName.compare(one, other) : compared;
                })
                .toList();
    }

    private Usage used(Json item, Map<String, Usage> usage) {
        return usage.getOrDefault(key(item), new Usage(BigDecimal.ONE.negate(), BigDecimal.ONE.negate()));
    }

    /** Whether a row says the same as the one before, the age aside. */
    final boolean sameButAge(List<Cell> row, @Nullable List<Cell> before) {
        int age = heading().indexOf("AGE");
        if (before == null) {
            return false;
        }
        for (int i = 0; i < row.size(); i++) {
            if (i != age && !row.get(i).equals(before.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** CPU and memory of an object; dashes where they are not known. */
    final List<Cell> usageCells(Json item, Map<String, Usage> usage) {
        Usage used = usage.get(key(item));
        return used == null ? List.of(Cell.of(""), Cell.of("")) : List.of(Cell.of(used.cpu()), Cell.of(used.memory()));
    }
}
