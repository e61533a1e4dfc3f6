package dev.workerapp.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cluster of this machine, by the commands of {@code cluster/}. Thread-safe. */
public final class Kubernetes {

    private static final Duration A_WHILE = Duration.ofMinutes(3);
    /** The first start may build Kubernetes. */
    private static final Duration FIRST_START = Duration.ofMinutes(45);

    private final Shell shell;

    /** The cluster of this name, whether or not it is up. */
    public Kubernetes(String name) {
        shell = new Shell(Map.of("CLUSTER", name));
    }

    /** A shell whose commands are meant for this cluster. */
    public Shell shell() {
        return shell;
    }

    /** Starts what of it is not running, with so many real nodes. */
    public void up(int nodes) {
        shell.must(FIRST_START, "cluster/up", "--nodes", Integer.toString(nodes));
    }

    /** Removes it, if it is there. */
    public void down() {
        shell.must(A_WHILE, "cluster/down");
    }

    /** Gives archives to the nodes, by a shell's pattern. */
    public void loadImages(String pattern) {
        shell.must(A_WHILE, "bash", "-c", "cluster/load-image " + pattern);
    }

    /** Installs or upgrades the operator from its chart, with more options of helm, and waits until it is there. */
    public void installOperator(String... more) {
        List<String> command = new ArrayList<>(
                List.of("upgrade", "--install", "workerapp", "helm/workerapp", "--namespace", "workerapp-system"));
        command.addAll(List.of("--create-namespace", "--wait", "--timeout", "2m"));
        command.addAll(List.of(more));
        helm(command.toArray(String[]::new));
    }

    /** Runs kubectl, which must succeed, and returns what it printed. */
    public String kubectl(String... arguments) {
        return shell.must(A_WHILE, command("cluster/kubectl", arguments));
    }

    /** Runs kubectl, whatever comes of it. */
    public Shell.Result tryKubectl(String... arguments) {
        return shell.run(A_WHILE, "", List.of(command("cluster/kubectl", arguments)));
    }

    /** Applies a manifest, which must be accepted. */
    public void apply(String namespace, String manifest) {
        Shell.Result result =
                shell.run(A_WHILE, manifest, List.of("cluster/kubectl", "--namespace", namespace, "apply", "-f", "-"));
        if (result.exit() != 0) {
            throw new AssertionError(result.out());
        }
    }

    /** Runs helm, which must succeed, and returns what it printed. */
    public String helm(String... arguments) {
        return shell.must(A_WHILE, command("cluster/helm", arguments));
    }

    private static String[] command(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }
}
