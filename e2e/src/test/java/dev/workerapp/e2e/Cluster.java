package dev.workerapp.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The Kubernetes of the tests, with two nodes and the operator installed from its chart: started before the first test class
 * that asks for it, removed after the last.
 */
public final class Cluster implements BeforeAllCallback {

    private static final Duration A_WHILE = Duration.ofMinutes(3);
    static final String NAME = System.getenv().getOrDefault("CLUSTER", "e2e");
    static final Shell SHELL = new Shell(Map.of("CLUSTER", NAME));

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Cluster.class))
                .computeIfAbsent(Running.class, key -> new Running(), Running.class);
    }

    /** Runs kubectl, which must succeed, and returns what it printed. */
    static String kubectl(String... arguments) {
        return SHELL.must(A_WHILE, command("cluster/kubectl", arguments));
    }

    /** Runs kubectl, whatever comes of it. */
    static Shell.Result tryKubectl(String... arguments) {
        return SHELL.run(A_WHILE, "", List.of(command("cluster/kubectl", arguments)));
    }

    /** Applies a manifest, which must be accepted. */
    static void apply(String namespace, String manifest) {
        Shell.Result result =
                SHELL.run(A_WHILE, manifest, List.of("cluster/kubectl", "--namespace", namespace, "apply", "-f", "-"));
        if (result.exit() != 0) {
            throw new AssertionError(result.out());
        }
    }

    /** Runs helm, which must succeed, and returns what it printed. */
    static String helm(String... arguments) {
        return SHELL.must(A_WHILE, command("cluster/helm", arguments));
    }

    private static String[] command(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    /** Up from construction to {@link #close}. */
    private static final class Running implements AutoCloseable {

        Running() {
            // A run that was killed may have left one behind, with another version of the operator in it.
            SHELL.must(A_WHILE, "cluster/down");
            SHELL.must(Duration.ofMinutes(45), "cluster/up", "--nodes", "2");
            SHELL.must(A_WHILE, "bash", "-c", "cluster/load-image target/images/*.tar");
            helm(
                    "upgrade",
                    "--install",
                    "workerapp",
                    "helm/workerapp",
                    "--namespace",
                    "workerapp-system",
                    "--create-namespace",
                    "--wait",
                    "--timeout",
                    "2m");
        }

        @Override
        public void close() {
            SHELL.must(A_WHILE, "cluster/down");
        }
    }
}
