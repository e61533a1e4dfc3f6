package dev.workerapp.cli.dashboard;

import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.metrics.Pages;
import dev.workerapp.cli.metrics.Sampler;
import dev.workerapp.cli.target.Target;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** {@code dashboard}: serves the page until it is interrupted. */
public final class DashboardVerb implements Verb {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** A worker that does not answer in this time is shown without figures. */
    private static final Duration LONGEST_SAMPLE = Duration.ofSeconds(5);

    @Override
    public void declare(Options options) {
        options.arguments("[NAME...]", "Only these apps")
                .value("<number>", "The port on loopback; 0, which is the default, for any that is free", "--port")
                .flag("Reach workers by kubectl port-forward, where the API server has no way to pods", "--forward")
                .footer(
                        "Prints the address of the page and serves it until Ctrl-C. The page shows what your own rights allow,"
                                + " and changes nothing.",
                        "The address has a random part, and the page is served to this machine alone.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        int port = port(arguments.value("--port").orElse("0"));
        String namespace = session.cluster().namespace();
        Set<String> names = new LinkedHashSet<>();
        for (String word : arguments.words()) {
            names.add(Target.parse(word, namespace).app());
        }
        try (Api api = session.cluster().open();
                Sampler sampler =
                        new Sampler(Pages.of(session.cluster(), api, arguments.has("--forward")), LONGEST_SAMPLE)) {
            Board board = new Board(api, sampler, namespace, names, session.clock());
            board.look();
            try (PageServer server = PageServer.start(port, board)) {
                session.console().print(server.address());
                session.console().out().flush();
                session.console().hint("Read-only, with your own rights. Ctrl-C ends it.");
                while (true) {
                    Thread.sleep(INTERVAL);
                    board.lookAgain();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Exit.DONE;
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // It is said below.
        }
        throw Failure.usage("--port is a number from 0 to 65535, not \"" + text + "\"");
    }
}
