package dev.workerapp.campaign.systems;

import dev.workerapp.campaign.plan.Combination;
import dev.workerapp.campaign.plan.Event;
import dev.workerapp.campaign.plan.Variant;
import dev.workerapp.cluster.Kubernetes;

/** A WorkerApp. */
public final class WorkerAppFleet extends PodFleet {

    /** A ConfigMap that says in which slot workers crash as they start; while there is none, in no slot. */
    public static final String FAULTS = "faults";

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
                  reload: {onFailure: %s}
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
                        // Without the runtime nobody knows when all is quiet, so it is as long as the expert's pause.
                        combination().variant() == Variant.PLAIN ? 5 : 10,
                        Images.RESOURCES,
                        combination().event() == Event.ERRORED ? crashes() : "");
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
