package dev.workerapp.e2e;

import dev.workerapp.cluster.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The packed plug-in, run by a real kubectl in one namespace, as a user runs it. Thread-safe. */
final class Plugin {

    private static final Path FOLDER = Shell.ROOT.resolve("target/cli/kubectl-workerapp");
    private static final Duration A_WHILE = Duration.ofMinutes(10);

    private final String kubectl;
    private final String kubeconfig;
    private final List<String> flags;

    private Plugin(String kubectl, String kubeconfig, List<String> flags) {
        this.kubectl = kubectl;
        this.kubeconfig = kubeconfig;
        this.flags = List.copyOf(flags);
    }

    /** As the cluster's administrator. */
    static Plugin in(Namespace namespace) {
        if (!Files.isExecutable(FOLDER.resolve("kubectl-workerapp"))) {
            throw new AssertionError("the plug-in is not packed: run make cli first");
        }
        return new Plugin(
                Cluster.SHELL.must(A_WHILE, "cluster/tool", "kubectl").strip(),
                Cluster.SHELL.must(A_WHILE, "cluster/kubeconfig").strip(),
                List.of("--namespace", namespace.name()));
    }

    /** As another user, by impersonation. */
    Plugin as(String user) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of("--as", user));
        return new Plugin(kubectl, kubeconfig, all);
    }

    /** Runs it to its end. */
    PluginRun.Said run(String... line) {
        try (PluginRun run = start(line)) {
            return run.end();
        }
    }

    /** Starts it. */
    PluginRun start(String... line) {
        // Who runs the tests in the background of a shell has SIGINT ignored, and programs inherit that.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", kubectl, "workerapp"));
        command.addAll(flags);
        command.addAll(List.of(line));
        ProcessBuilder builder = Cluster.SHELL.start(command);
        builder.environment().put("KUBECONFIG", kubeconfig);
        builder.environment().merge("PATH", FOLDER.toString(), (path, folder) -> folder + ":" + path);
        return PluginRun.start(builder, String.join(" ", line));
    }
}
