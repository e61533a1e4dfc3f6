package dev.workerapp.campaign.systems;

import dev.workerapp.campaign.plan.Combination;
import dev.workerapp.campaign.plan.Event;
import dev.workerapp.campaign.plan.Variant;
import dev.workerapp.cluster.Kubernetes;

/** A WorkerApp. */
public final class WorkerAppFleet extends PodFleet {

    /** A ConfigMap that says in which slot workers crash as they start; while there is none, in no slot. */
    public static final String FAULTS = "faults";

    /** A ConfigMap that the workers read. */
    public static final String SETTINGS = "settings";

    private boolean limited;

    /** Started, but without a worker yet. */
    public WorkerAppFleet(Kubernetes cluster, String namespace, Combination combination) {
        super(cluster, namespace, combination, "workerapp.dev/app=" + APP);
    }

    @Override
    String manifest(String version) {
        return """
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: %s}
                spec:
                  instances: %d
                  image: localhost/workerapp/bench-%s-%s:%s
                  port: 8080
                  java: {agent: %s}
                  readiness: {%s, timeoutSeconds: %d}
                  reload: {onFailure: %s%s}
                  shutdown: {drainSeconds: %d, killTimeoutSeconds: 30}
                  resources: %s
                  %s
                """.formatted(
                        APP,
                        instances(),
                        combination().server(),
                        Images.variant(combination().variant()),
                        version,
                        agent(),
                        readiness(),
                        broken() ? 10 : 120,
                        onFailure(),
                        combination().event() == Event.CONFIG_CHANGED
                                ? ", onConfigChange: Reload, config: {quietSeconds: 0, minIntervalSeconds: 0}"
                                : "",
                        // Without the runtime nobody knows when all is quiet, so it is as long as the expert's pause.
                        combination().variant() == Variant.PLAIN ? 5 : 10,
                        Images.RESOURCES,
                        more());
    }

    private String more() {
        return switch (combination().event()) {
            case ERRORED -> crashes();
            case CONFIG_CHANGED -> setting();
            case MAX_HEAP -> "env: [{name: HOLDS_MEGABYTES, value: '48'}]\n  " + limit();
            default -> limit();
        };
    }

    /** From the next time that it is asked for, workers are replaced at the limit of the event, or no more. */
    public void limit(boolean on) {
        limited = on;
    }

    /** Each is one that every worker comes to, so that all are replaced. */
    private String limit() {
        String limit =
                switch (combination().event()) {
                    case MAX_REQUESTS -> "maxRequests: 1000";
                    case MAX_HEAP -> "maxHeapPercent: 50";
                    case MAX_MEMORY -> "maxMemory: 8Mi";
                    case MAX_AGE -> "maxAgeSeconds: 600";
                    case SCHEDULED -> "schedule: '* * * * *'";
                    default -> "";
                };
        return limited ? "recycle: {minAgeSeconds: 0, " + limit + "}\n" : "";
    }

    private String agent() {
        return switch (combination().variant()) {
            case AGENT -> "Inject";
            case PLAIN, LIBRARY -> "None";
        };
    }

    /** The runtime warms the worker up; without it there is the server's own word. */
    private String readiness() {
        String warmUp = ", warmUp: {path: /, requests: 2000, timeoutSeconds: 20}";
        return switch (combination().variant()) {
            case PLAIN -> "signal: HTTP, path: /ready";
            case AGENT -> "signal: Listen" + warmUp;
            case LIBRARY -> "signal: Ready" + warmUp;
        };
    }

    private static String crashes() {
        return """
                restartPolicy: {maxRestarts: 1, minUptimeSeconds: 5, retrySeconds: 15}
                  env:
                  - name: CRASHES_IN_SLOT
                    valueFrom: {configMapKeyRef: {name: %s, key: slot, optional: true}}
                """.formatted(FAULTS);
    }

    private static String setting() {
        return """
                env:
                  - name: SETTING
                    valueFrom: {configMapKeyRef: {name: %s, key: setting, optional: true}}
                """.formatted(SETTINGS);
    }

    private boolean broken() {
        return switch (combination().event()) {
            case BROKEN_ROLL_BACK, BROKEN_HALT, BROKEN_PROCEED -> true;
            default -> false;
        };
    }

    private String onFailure() {
        return combination().event() == Event.BROKEN_HALT
                ? "Halt"
                : combination().event() == Event.BROKEN_PROCEED ? "Proceed" : "RollBack";
    }

    @Override
    public String resource() {
        return "workerapp/" + APP;
    }
}
