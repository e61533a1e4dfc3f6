package dev.workerapp.cli.verb;

import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import java.util.List;

/**
 * {@code completion}: the script that kubectl calls for the words after {@code kubectl workerapp} (KEP 2379). The shells
 * themselves ask kubectl, so they need nothing but kubectl's own completion.
 */
public final class CompletionVerb implements Verb {

    private static final String SCRIPT = """
            #!/bin/sh
            # The words after "kubectl workerapp". Put it on PATH as kubectl_complete-workerapp, and make it executable.
            exec kubectl workerapp __complete "$@"
            """;

    @Override
    public void declare(Options options) {
        options.arguments("kubectl | bash | zsh | fish | powershell", "What is to complete")
                .footer(
                        "kubectl completes the words of its plug-ins, if a program kubectl_complete-workerapp is on PATH:",
                        "",
                        "  kubectl workerapp completion kubectl > ~/.local/bin/kubectl_complete-workerapp",
                        "  chmod +x ~/.local/bin/kubectl_complete-workerapp");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        List<String> words = arguments.words();
        if (words.size() != 1) {
            throw Failure.usage("say what is to complete: kubectl, bash, zsh, fish or powershell");
        }
        switch (words.getFirst()) {
            case "kubectl" -> session.console().out().print(SCRIPT);
            case "bash", "zsh", "fish", "powershell" -> {
                session.console()
                        .hint(
                                "# kubectl's own completion asks the plug-in, if kubectl_complete-workerapp is on PATH: see "
                                        + "kubectl workerapp completion --help");
                return session.cluster().run(List.of("completion", words.getFirst())) == 0 ? Exit.DONE : Exit.ERROR;
            }
            default ->
                throw Failure.usage(
                        "no script for \"" + words.getFirst() + "\": there is kubectl, bash, zsh, fish and powershell");
        }
        return Exit.DONE;
    }

    @Override
    public List<String> candidates(List<String> before, String word, Session session) {
        return before.isEmpty() ? List.of("kubectl", "bash", "zsh", "fish", "powershell") : List.of();
    }
}
