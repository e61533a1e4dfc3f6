package dev.workerapp.e2e;

import java.util.ArrayList;
import java.util.List;

/** A namespace of a test's own, removed with all that is in it. */
record Namespace(String name) implements AutoCloseable {

    static Namespace create(String name) {
        Cluster.kubectl("create", "namespace", name);
        return new Namespace(name);
    }

    void apply(String manifest) {
        Cluster.apply(name, manifest);
    }

    /** Runs kubectl in this namespace. It must succeed. */
    String kubectl(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--namespace", name));
        all.addAll(List.of(arguments));
        return Cluster.kubectl(all.toArray(String[]::new));
    }

    /** Waits as {@code kubectl wait} does: for a condition or a jsonpath of the app. */
    void await(String app, String what) {
        try {
            kubectl("wait", "workerapp/" + app, "--for=" + what, "--timeout=150s");
        } catch (AssertionError e) {
            throw new AssertionError(
                    kubectl("describe", "workerapp", app) + kubectl("get", "pods", "-o", "wide") + e.getMessage(), e);
        }
    }

    /** One field of the app, by jsonpath. */
    String field(String app, String path) {
        return kubectl("get", "workerapp", app, "-o", "jsonpath={" + path + "}");
    }

    void patch(String app, String json) {
        kubectl("patch", "workerapp", app, "--type=merge", "-p", json);
    }

    @Override
    public void close() {
        Cluster.kubectl("delete", "namespace", name, "--timeout=120s");
    }
}
