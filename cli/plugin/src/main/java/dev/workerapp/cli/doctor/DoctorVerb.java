package dev.workerapp.cli.doctor;

import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.operator.Operator;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Result;
import dev.workerapp.cli.output.Table;
import dev.workerapp.cli.output.Table.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code doctor}: whether the user may do what the verbs need, and whether the cluster has what they need. */
public final class DoctorVerb implements Verb {

    @Override
    public void declare(Options options) {
        options.arguments("[VERB]...", "Only what these verbs need")
                .value("<format>", "text, json or yaml", "-o", "--output")
                .footer(
                        "MAY is partly where the verb does without what is missing, with less to show or without an option.",
                        "Exit code: 3 if something is missing that a verb can't do without.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String format = arguments.choice("-o", Set.of("text", "json", "yaml"), "text");
        Map<String, List<Need>> needs = needs(arguments.words());
        Findings findings;
        try (Api api = session.cluster().open()) {
            findings = Findings.of(
                    api, session.cluster().namespace(), needs, session.clock().instant());
        }
        if (format.equals("text")) {
            print(findings, session.console());
        } else {
            Result.print(findings.json(), format, session.console());
        }
        return findings.isWrong() ? Exit.NOT_REACHED : Exit.DONE;
    }

    private static Map<String, List<Need>> needs(List<String> verbs) {
        if (verbs.isEmpty()) {
            return Needs.BY_VERB;
        }
        Map<String, List<Need>> some = new LinkedHashMap<>();
        for (String verb : verbs) {
            List<Need> needs = Needs.BY_VERB.get(verb);
            if (needs == null) {
                throw Failure.usage("\"" + verb + "\" is no verb that needs rights; these are: "
                        + String.join(", ", Needs.BY_VERB.keySet()));
            }
            some.put(verb, needs);
        }
        return some;
    }

    private static void print(Findings findings, Console console) {
        Table table = new Table(List.of("VERB", "MAY", "MISSING IN " + findings.namespace()));
        findings.verbs()
                .forEach((verb, missing) -> table.row(List.of(
                        Cell.of(verb),
                        Cell.of(Findings.may(missing), colour(missing)),
                        Cell.of(missing.stream()
                                .map(need -> need.words(findings.secret()))
                                .collect(Collectors.joining(", "))))));
        table.take(console.colours(), true).forEach(console::print);
        console.print("");
        Table cluster = new Table(List.of("CLUSTER", "IS"));
        cluster.row(List.of(
                Cell.of("CRD workerapps.workerapp.dev"),
                findings.crd().isEmpty()
                        ? Cell.of("not installed", Colour.RED)
                        : Cell.of(String.join(", ", findings.crd()))));
        cluster.row(List.of(
                Cell.of("operator"),
                Cell.of(
                        findings.operator().words(),
                        findings.operator().state() == Operator.State.SILENT ? Colour.RED : Colour.NONE)));
        cluster.row(
                List.of(
                        Cell.of("metrics.k8s.io"),
                        Cell.of(
                                findings.hasMetrics()
                                        ? "there"
                                        : "not there: list shows neither CPU nor MEMORY, and recycle.maxMemory does not work")));
        cluster.take(console.colours(), true).forEach(console::print);
    }

    private static Colour colour(List<Need> missing) {
        return switch (Findings.may(missing)) {
            case "yes" -> Colour.GREEN;
            case "partly" -> Colour.YELLOW;
            default -> Colour.RED;
        };
    }

    @Override
    public List<String> candidates(List<String> before, String word, Session session) {
        return List.copyOf(Needs.BY_VERB.keySet());
    }
}
