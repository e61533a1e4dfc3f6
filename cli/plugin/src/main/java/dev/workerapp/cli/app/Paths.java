package dev.workerapp.cli.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;

/** Paths of the API server. */
public final class Paths {

    private static final String GROUP = "/apis/workerapp.dev/v1";

    private Paths() {}

    /** The apps of a namespace; of all if it is empty. */
    public static String apps(String namespace) {
        return GROUP + in(namespace) + "/workerapps";
    }

    /** One app. */
    public static String app(String namespace, String name) {
        return apps(namespace) + "/" + name;
    }

    /** The pods of a namespace; of all if it is empty. */
    public static String pods(String namespace) {
        return "/api/v1" + in(namespace) + "/pods";
    }

    /** The workers of an app. */
    public static String workers(String namespace, String app) {
        return withSelector(pods(namespace), Optional.of("workerapp.dev/app=" + app));
    }

    /** The revisions of an app. */
    public static String revisions(String namespace, String app) {
        return withSelector(
                "/apis/apps/v1" + in(namespace) + "/controllerrevisions", Optional.of("workerapp.dev/app=" + app));
    }

    /** One revision. */
    public static String revision(String namespace, String name) {
        return "/apis/apps/v1" + in(namespace) + "/controllerrevisions/" + encode(name);
    }

    /** Events of a namespace that fit a field selector. */
    public static String events(String namespace, String fields) {
        return "/api/v1" + in(namespace) + "/events?fieldSelector=" + encode(fields);
    }

    /** Who scales apps of a namespace by itself. */
    public static String autoscalers(String namespace) {
        return "/apis/autoscaling/v2" + in(namespace) + "/horizontalpodautoscalers";
    }

    /** What the pods of a namespace use, as the Metrics API knows it; of all namespaces if it is empty. */
    public static String usage(String namespace) {
        return "/apis/metrics.k8s.io/v1beta1" + in(namespace) + "/pods";
    }

    /** A ConfigMap. */
    public static String configMap(String namespace, String name) {
        return "/api/v1" + in(namespace) + "/configmaps/" + encode(name);
    }

    /** A Secret. */
    public static String secret(String namespace, String name) {
        return "/api/v1" + in(namespace) + "/secrets/" + encode(name);
    }

    /** A path of a worker's runtime, as {@code /metrics}: the API server hands the request on to it. */
    public static String worker(Worker worker, String path) {
        return pods(worker.namespace()) + "/" + encode(worker.name()) + ":" + worker.controlPort() + "/proxy" + path;
    }

    /** The list at a path, of what the selector fits. */
    public static String withSelector(String path, Optional<String> selector) {
        return selector.map(labels -> path + "?labelSelector=" + encode(labels)).orElse(path);
    }

    /** A value of a query, encoded. */
    public static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    private static String in(String namespace) {
        return namespace.isEmpty() ? "" : "/namespaces/" + encode(namespace);
    }
}
