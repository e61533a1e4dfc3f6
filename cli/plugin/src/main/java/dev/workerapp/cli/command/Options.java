package dev.workerapp.cli.command;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The options and arguments of a verb, as it declares them. */
public final class Options {

    private final CommandSpec spec;

    /** For a command of that name. Every verb has {@code --color}, {@code -q} and {@code -h}. */
    public Options(String name, String summary) {
        spec = CommandSpec.create().name(name);
        spec.parser().overwrittenOptionsAllowed(true);
        spec.usageMessage()
                .description(summary + ".")
                .synopsisHeading("%nUsage:  ")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%n")
                .footer("kubectl's own flags, as -n and --context, may follow the verb too.")
                .sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true)
                .width(120);
    }

    /** Adds what every verb has, at the end of the list. */
    public CommandSpec complete() {
        value("<when>", "auto, always or never", "--color");
        flag("Print no hints", "-q", "--quiet");
        flag("Print this text", "-h", "--help");
        return spec;
    }

    /** An option without a value. */
    public Options flag(String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(boolean.class)
                .description(description + ".")
                .build());
        return this;
    }

    /** An option with a value. */
    public Options value(String label, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .description(description + ".")
                .build());
        return this;
    }

    /** {@code -l} and {@code --all}, for verbs whose arguments are apps. */
    public Options targets(String label) {
        return arguments(label, "Apps, as NAME, or workers, as NAME/SLOT, where one worker can be meant")
                .value("<selector>", "The apps whose labels fit, as tier=web", "-l", "--selector")
                .flag("Every app of the namespace", "--all");
    }

    /** The arguments. A verb has this once at most. */
    public Options arguments(String label, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .hideParamSyntax(true)
                .description(description + ".")
                .build());
        return this;
    }

    /** Words that look like options but are none are arguments, as in {@code scale shop -2}. */
    public Options negativeNumbers() {
        spec.parser().unmatchedOptionsArePositionalParams(true);
        return this;
    }

    /** More text at the end of the help, as examples. */
    public Options footer(String... lines) {
        String[] all = Arrays.copyOf(lines, lines.length + 2);
        all[lines.length] = "";
        all[lines.length + 1] = spec.usageMessage().footer()[0];
        spec.usageMessage().footer(all);
        return this;
    }
}
