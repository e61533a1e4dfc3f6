package dev.workerapp.e2e;

import dev.workerapp.cluster.Kubernetes;
import dev.workerapp.cluster.Shell;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The Kubernetes of the tests, with two nodes and the operator installed from its chart: started before the first test class
 * that asks for it, removed after the last.
 */
public final class Cluster implements BeforeAllCallback {

    static final String NAME = System.getenv().getOrDefault("CLUSTER", "e2e");
    static final Kubernetes KUBERNETES = new Kubernetes(NAME);
    static final Shell SHELL = KUBERNETES.shell();

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Cluster.class))
                .computeIfAbsent(Running.class, key -> new Running(), Running.class);
    }

    /** Runs kubectl, which must succeed, and returns what it printed. */
    static String kubectl(String... arguments) {
        return KUBERNETES.kubectl(arguments);
    }

    /** Runs kubectl, whatever comes of it. */
    static Shell.Result tryKubectl(String... arguments) {
        return KUBERNETES.tryKubectl(arguments);
    }

    /** Runs helm, which must succeed, and returns what it printed. */
    static String helm(String... arguments) {
        return KUBERNETES.helm(arguments);
    }

    /** Up from construction to {@link #close}. */
    private static final class Running implements AutoCloseable {

        Running() {
            // A run that was killed may have left one behind, with another version of the operator in it.
            KUBERNETES.down();
            KUBERNETES.up(2);
            KUBERNETES.loadImages("target/images/*.tar");
            KUBERNETES.installOperator();
        }

        @Override
        public void close() {
            KUBERNETES.down();
        }
    }
}
