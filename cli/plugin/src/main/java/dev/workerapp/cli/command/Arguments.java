package dev.workerapp.cli.command;

import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.target.Targets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** What was given on the command line of a verb. */
public final class Arguments {

    private final ParseResult parsed;

    /** Of what picocli has read. */
    public Arguments(ParseResult parsed) {
        this.parsed = parsed;
    }

    /** Whether the option is given, by one of its names. */
    public boolean has(String option) {
        return parsed.hasMatchedOption(option) && parsed.matchedOptionValue(option, false);
    }

    /** The value of the option, by one of its names. */
    public Optional<String> value(String option) {
        return parsed.hasMatchedOption(option) ? Optional.of(parsed.matchedOptionValue(option, "")) : Optional.empty();
    }

    /** The value of an option that has only these, or the other one. */
    public String choice(String option, Set<String> choices, String other) {
        String value = value(option).orElse(other);
        if (!choices.contains(value)) {
            throw Failure.usage(option + " is one of "
                    + String.join(", ", choices.stream().sorted().toList()) + ", not \"" + value + "\"");
        }
        return value;
    }

    /** The arguments, without options. */
    public List<String> words() {
        return parsed.matchedPositionalValue(0, List.of());
    }

    /** What the arguments, {@code -l} and {@code --all} say together. */
    public Targets targets(String namespace) {
        return Targets.of(words(), value("-l"), has("--all"), namespace);
    }
}
