package dev.workerapp.cli;

import dev.workerapp.cli.exit.Exit;
import java.util.List;

/** The text of {@code --help}. */
final class Help {

    private Help() {}

    /** That of the plug-in as a whole. */
    static String text(String name) {
        StringBuilder text = new StringBuilder()
                .append("WorkerApp for those who know PM2: short words for the apps of a namespace.\n\n")
                .append("Usage:  ")
                .append(name)
                .append(" VERB [NAME | NAME/SLOT | -l SELECTOR | --all] [OPTIONS]\n");
        for (Verbs.Group group : Verbs.Group.values()) {
            List<Verbs.Entry> entries =
                    Verbs.all().stream().filter(e -> e.group() == group).toList();
            if (!entries.isEmpty()) {
                text.append('\n').append(group.title()).append(":\n");
                for (Verbs.Entry entry : entries) {
                    text.append("  %-11s %s%s%n".formatted(entry.name(), entry.summary(), aliases(entry)));
                }
            }
        }
        text.append("""

                A worker is named by its app and slot, as shop/2: what PM2 calls an id. "all" is --all.
                Flags of kubectl (-n, --context, --kubeconfig, --as, --request-timeout, -v, …) are passed on to it. They follow
                the plug-in's name: kubectl workerapp list -n shop, not kubectl -n shop workerapp list.

                Exit codes:
                """);
        for (Exit exit : Exit.values()) {
            text.append("  %3d  %s%n".formatted(exit.code(), exit.meaning()));
        }
        return text.append("  130, 143  ended by Ctrl-C, or by SIGTERM\n\n")
                .append("More of a verb: ")
                .append(name)
                .append(" VERB --help")
                .toString();
    }

    private static String aliases(Verbs.Entry entry) {
        return entry.aliases().isEmpty() ? "" : " (also: " + String.join(", ", entry.aliases()) + ")";
    }
}
