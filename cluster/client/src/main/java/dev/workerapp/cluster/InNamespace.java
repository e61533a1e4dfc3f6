package dev.workerapp.cluster;

import java.util.ArrayList;
import java.util.List;

/** kubectl in one namespace of a cluster. Closing it removes the namespace with all that is in it. Thread-safe. */
public class InNamespace implements AutoCloseable {

    private final Kubernetes cluster;
    private final String name;

    /** A namespace that is there. */
    public InNamespace(Kubernetes cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    public final String name() {
        return name;
    }

    public final Kubernetes cluster() {
        return cluster;
    }

    /** Applies a manifest, which must be accepted. */
    public final void apply(String manifest) {
        cluster.apply(name, manifest);
    }

    /** Runs kubectl in this namespace. It must succeed. */
    public final String kubectl(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--namespace", name));
        all.addAll(List.of(arguments));
        return cluster.kubectl(all.toArray(String[]::new));
    }

    /** Waits as {@code kubectl wait} does: for a condition or a jsonpath of the app. */
    public final void await(String app, String what) {
        try {
            kubectl("wait", "workerapp/" + app, "--for=" + what, "--timeout=150s");
        } catch (AssertionError e) {
            throw new AssertionError(
                    kubectl("describe", "workerapp", app) + kubectl("get", "pods", "-o", "wide") + e.getMessage(), e);
        }
    }

    /** One field of the app, by jsonpath. */
    public final String field(String app, String path) {
        return kubectl("get", "workerapp", app, "-o", "jsonpath={" + path + "}");
    }

    /** Merges this into the app. */
    public final void patch(String app, String json) {
        kubectl("patch", "workerapp", app, "--type=merge", "-p", json);
    }

    @Override
    public void close() {
        cluster.kubectl("delete", "namespace", name, "--timeout=120s");
    }
}
