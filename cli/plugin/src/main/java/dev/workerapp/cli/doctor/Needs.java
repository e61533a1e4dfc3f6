package dev.workerapp.cli.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which rights each verb needs. A verb that asks no API server of its own, as {@code import}, needs none. */
final class Needs {

    private static final String[] SHOW = {"get workerapps.workerapp.dev"};
    private static final String[] CHANGE = {"get workerapps.workerapp.dev", "patch workerapps.workerapp.dev"};
    private static final String[] FOLLOW = {
        "list workerapps.workerapp.dev", "watch workerapps.workerapp.dev", "list pods", "watch pods"
    };
    private static final String[] CALL = {"list pods", "create pods/proxy", "get secrets@token"};

    /** In the order of the help. */
    static final Map<String, List<Need>> BY_VERB = table();

    private Needs() {}

    private static Map<String, List<Need>> table() {
        Map<String, List<Need>> table = new LinkedHashMap<>();
        row(table, "list", "list workerapps.workerapp.dev", "?list pods", "?list pods.metrics.k8s.io");
        row(table, "describe", SHOW, "list pods", "?list events", "?get pods/proxy", "?get secrets@token");
        row(table, "history", SHOW, "list controllerrevisions.apps", "list pods");
        row(
                table,
                "monit",
                "list workerapps.workerapp.dev",
                "list pods",
                "?get pods/proxy",
                "?get pods/log",
                "?create pods/portforward");
        row(table, "why", SHOW, "?get pods", "?get pods/log", "?list events");
        row(
                table,
                "dashboard",
                "list workerapps.workerapp.dev",
                "list pods",
                "?get pods/proxy",
                "?create pods/portforward");
        row(table, "env", "list pods", "?get controllerrevisions.apps", "?get configmaps", "?get secrets");
        row(table, "logs", FOLLOW, "get pods/log");
        row(table, "wait", FOLLOW, "list controllerrevisions.apps", "?get pods/log");
        row(table, "start", CHANGE, "?create workerapps.workerapp.dev");
        row(table, "stop", CHANGE);
        row(table, "reload", CHANGE, "?patch pods", "?list controllerrevisions.apps");
        row(table, "restart", CHANGE, "?list controllerrevisions.apps");
        row(table, "scale", SHOW, "patch workerapps/scale.workerapp.dev", "?list horizontalpodautoscalers.autoscaling");
        row(table, "pause", CHANGE);
        row(table, "resume", CHANGE);
        row(table, "undo", CHANGE, "?list controllerrevisions.apps");
        row(table, "delete", SHOW, "delete workerapps.workerapp.dev");
        row(table, "exec", "list pods", "get pods", "create pods/exec");
        row(table, "trigger", CALL);
        row(table, "send", CALL);
        row(table, "signal", CHANGE, "?create pods/proxy", "?get secrets@token");
        row(table, "threads", CALL);
        row(table, "gc", CALL);
        row(table, "profile", CALL, "get pods/proxy");
        row(table, "heap", CALL, "get pods/proxy");
        return table;
    }

    private static void row(Map<String, List<Need>> table, String verb, String... needs) {
        table.put(verb, Stream.of(needs).map(Need::of).toList());
    }

    private static void row(Map<String, List<Need>> table, String verb, String[] usual, String... more) {
        row(table, verb, Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
    }
}
