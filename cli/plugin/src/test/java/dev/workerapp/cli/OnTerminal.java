package dev.workerapp.cli;

import dev.workerapp.cli.monit.MonitoredShop;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Surroundings;
import dev.workerapp.cli.testing.LiveCluster;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The plug-in on a real terminal, with a cluster that is none. */
public final class OnTerminal {

    private OnTerminal() {}

    /** Runs a command line. With the property {@code crash} the reading of metrics goes wrong in a way nobody thought of. */
    public static void main(String[] arguments) {
        LiveCluster cluster = MonitoredShop.cluster();
        Optional.ofNullable(System.getProperty("crash"))
                .ifPresent(
                        why -> cluster.answer("/api/v1/namespaces/default/pods/shop-0-ab12c:7979/proxy/metrics", _ -> {
                            if (cluster.asked().size() > 20) {
                                throw new IllegalStateException(why);
                            }
                            return LiveCluster.reply(404, "");
                        }));
        Console console = Console.ofProcess(new Surroundings(System.getenv(), true, true, true));
        Program program =
                new Program("kubectl workerapp", console, _ -> cluster, InstantSource.fixed(CommandLines.NOW));
        System.exit(program.run(List.of(arguments)));
    }
}
