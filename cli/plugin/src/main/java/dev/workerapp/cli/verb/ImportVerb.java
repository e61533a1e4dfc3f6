package dev.workerapp.cli.verb;

import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.output.Console;
import dev.workerapp.ecosystem.Import;
import dev.workerapp.ecosystem.ImportOptions;
import dev.workerapp.ecosystem.Surroundings;
import dev.workerapp.ecosystem.mapping.Choices;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** {@code import}: PM2's file in, WorkerApps and a report out. It asks no cluster. */
public final class ImportVerb implements Verb {

    @Override
    public void declare(Options options) {
        options.arguments("FILE", "PM2's file, ~/.pm2/dump.pm2, or - for standard input, as of pm2 jlist")
                .value("<name>", "Take env_<name> and deploy.<name>.env too, as PM2's --env", "--env")
                .value("<number>", "Workers of an app that asks for all processors (max, 0, -1)", "--instances")
                .value("<prefix>", "Name images <prefix>/NAME:latest", "--image-prefix")
                .value("<folder>", "Write a file for each app there", "-d", "--directory")
                .flag("Write secrets like other variables", "--inline-secrets")
                .flag("Print the report alone", "--check")
                .flag("End with 3 if a person must do or look at something", "--strict")
                .value("<format>", "text or json", "--report")
                .flag("Do not run a file that is a program", "--no-run")
                .footer(
                        "Examples:",
                        "  kubectl workerapp import ecosystem.config.js --env production > app.yaml",
                        "  pm2 jlist | kubectl workerapp import - -d apps",
                        "",
                        "A file that is a program is run by node, which may read its folder, and may neither write files nor start",
                        "programs nor see your environment. It may use the network.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        if (arguments.words().size() != 1) {
            throw Failure.usage("import takes one file: kubectl workerapp import ecosystem.config.js");
        }
        Console console = session.console();
        Surroundings around = new Surroundings(
                System.in,
                console.out(),
                console.err(),
                Path.of("").toAbsolutePath(),
                console.surroundings().variable("PATH"));
        try {
            int code = Import.run(options(arguments), around);
            return Arrays.stream(Exit.values())
                    .filter(exit -> exit.code() == code)
                    .findFirst()
                    .orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.error("interrupted");
        }
    }

    private static ImportOptions options(Arguments arguments) {
        return new ImportOptions(
                arguments.words().getFirst(),
                new Choices(
                        arguments.value("--env"),
                        instances(arguments),
                        arguments.value("--image-prefix"),
                        arguments.has("--inline-secrets")),
                arguments.value("-d").map(Path::of),
                arguments.has("--check"),
                arguments.has("--strict"),
                !arguments.has("--no-run"),
                arguments.choice("--report", Set.of("text", "json"), "text").equals("json"));
    }

    private static OptionalInt instances(Arguments arguments) {
        try {
            return arguments
                    .value("--instances")
                    .map(Integer::valueOf)
                    .map(OptionalInt::of)
                    .orElse(OptionalInt.empty());
        } catch (NumberFormatException e) {
            throw Failure.usage("--instances takes a number, not \""
                    + arguments.value("--instances").orElse("") + "\"");
        }
    }

    /** The shell knows the files. */
    @Override
    public List<String> candidates(List<String> before, String word, Session session) {
        return List.of();
    }
}
