package dev.workerapp.cli.verb;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Usage;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.kubectl.Watch;
import dev.workerapp.cli.output.Table;
import dev.workerapp.cli.target.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code list}: the apps, or their workers. */
public final class ListVerb implements Verb {

    private static final Set<String> TABLES = Set.of("table", "wide");

    @Override
    public void declare(Options options) {
        options.arguments("[NAME...]", "Only these apps")
                .flag("In all namespaces", "-A", "--all-namespaces")
                .value("<selector>", "Only what has these labels, as tier=web", "-l", "--selector")
                .flag("The workers instead of the apps", "--workers")
                .value("<column>", "Sort by " + Listing.SORT_KEYS + "; with :desc the other way round", "--sort")
                .flag("Go on, and print what changes", "-w", "--watch")
                .value(
                        "<format>",
                        "table, wide, or what kubectl get knows: json, yaml, name, jsonpath=…",
                        "-o",
                        "--output")
                .flag("No headings", "--no-headers");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String output = arguments.value("-o").orElse("table");
        if (!TABLES.contains(output)) {
            return byKubectl(arguments, session, output);
        }
        boolean all = arguments.has("-A");
        String namespace = all ? "" : session.cluster().namespace();
        Listing listing = listing(arguments, namespace, output.equals("wide"), session);
        if (arguments.has("--watch")) {
            watch(listing, arguments, session);
        } else {
            once(listing, arguments, session, namespace);
        }
        return Exit.DONE;
    }

    private static Listing listing(Arguments arguments, String namespace, boolean wide, Session session) {
        List<String> names = names(arguments, namespace);
        Listing.Scope scope = new Listing.Scope(
                namespace, arguments.value("-l"), names, Listing.Sorting.parse(arguments.value("--sort")));
        return arguments.has("--workers")
                ? new WorkerListing(scope, session.clock())
                : new AppListing(scope, wide, session.clock());
    }

    private static List<String> names(Arguments arguments, String namespace) {
        List<String> names = new ArrayList<>();
        for (String word : arguments.words()) {
            names.add(Target.parse(word, namespace).app());
        }
        return names;
    }

    /** Formats of kubectl are made by kubectl: they are what scripts rely on. */
    private static Exit byKubectl(Arguments arguments, Session session, String output) {
        if (arguments.value("--sort").isPresent()) {
            throw Failure.usage("--sort is for tables; kubectl's -o " + output + " keeps the API server's order");
        }
        List<String> command = new ArrayList<>(List.of("get"));
        List<String> names = names(arguments, "");
        List<String> selectors = new ArrayList<>();
        arguments.value("-l").ifPresent(selectors::add);
        if (arguments.has("--workers")) {
            command.add("pods");
            selectors.add(
                    names.isEmpty()
                            ? "workerapp.dev/worker=true"
                            : "workerapp.dev/app in (" + String.join(",", names) + ")");
        } else {
            command.add("workerapps.v1.workerapp.dev");
            command.addAll(names);
        }
        if (!selectors.isEmpty()) {
            command.add("--selector=" + String.join(",", selectors));
        }
        if (arguments.has("-A")) {
            command.add("--all-namespaces");
        }
        if (arguments.has("--watch")) {
            command.add("--watch");
        }
        command.add("--output=" + output);
        return session.cluster().run(command) == 0 ? Exit.DONE : Exit.ERROR;
    }

    private static void once(Listing listing, Arguments arguments, Session session, String namespace) {
        Collection<Json> found;
        Map<String, Usage> usage = Map.of();
        if (listing.needsUsage()) {
            try (Api api = session.cluster().open()) {
                found = api.get(listing.path()).at("items").items();
                usage = usage(listing, api, session);
            }
        } else {
            found = session.cluster().get(listing.path()).at("items").items();
        }
        listing.requireNamed(found);
        Table table = new Table(listing.heading());
        for (Json item : listing.chosen(found, usage)) {
            table.row(listing.row(item, usage));
        }
        if (table.isEmpty()) {
            session.console()
                    .hint("No resources found" + (namespace.isEmpty() ? "" : " in " + namespace + " namespace") + ".");
            return;
        }
        table.take(session.console().colours(), !arguments.has("--no-headers")).forEach(session.console()::print);
    }

    /** Rows that are new, or other than when they were last printed. */
    private static void watch(Listing listing, Arguments arguments, Session session) {
        try (Api api = session.cluster().open();
                Watch watch = new Watch(api, listing.path())) {
            Table table = new Table(listing.heading());
            Map<String, List<Table.Cell>> printed = new HashMap<>();
            boolean[] first = {!arguments.has("--no-headers")};
            boolean[] usable = {listing.needsUsage()};
            watch.follow(objects -> {
                Map<String, Usage> usage = usable[0] ? usage(listing, api, session) : Map.of();
                usable[0] = !usage.isEmpty();
                printed.keySet().retainAll(objects.keySet());
                for (Json item : listing.chosen(objects.values(), usage)) {
                    List<Table.Cell> row = listing.row(item, usage);
                    String key = listing.key(item);
                    if (!listing.sameButAge(row, printed.put(key, row))) {
                        table.row(row);
                    }
                }
                if (!table.isEmpty()) {
                    table.take(session.console().colours(), first[0]).forEach(session.console()::print);
                    session.console().out().flush();
                    first[0] = false;
                }
            });
        }
    }

    /** Nothing, and a line that says why, where the cluster does not measure it. */
    private static Map<String, Usage> usage(Listing listing, Api api, Session session) {
        try {
            return listing.usage(api.get(Paths.usage(listing.namespace())));
        } catch (ApiFailure e) {
            String why = e.forbidden()
                    ? "you may not list pods of metrics.k8s.io"
                    : "the cluster does not serve metrics.k8s.io (metrics-server)";
            session.console().hint("No CPU and MEMORY: " + why + ".");
            return Map.of();
        }
    }
}
