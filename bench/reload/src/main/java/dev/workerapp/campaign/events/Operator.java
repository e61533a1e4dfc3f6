package dev.workerapp.campaign.events;

import dev.workerapp.cluster.InNamespace;
import dev.workerapp.cluster.Kubernetes;

/** The operator, as it dies and comes back. */
final class Operator {

    private final Kubernetes cluster;
    private final InNamespace system;

    Operator(Kubernetes cluster) {
        this.cluster = cluster;
        system = new InNamespace(cluster, "workerapp-system");
    }

    /** SIGKILL. Its pod goes too, so that the kubelet's back-off does not add up over many deaths. */
    void kill() {
        String running = "--field-selector=status.phase=Running";
        String[] found = system.kubectl(
                        "get", "pods", running, "--output=jsonpath={.items[0].metadata.uid} {.items[0].metadata.name}")
                .split(" ", -1);
        Kill.javaOf(found[0]);
        system.kubectl("delete", "pod", found[1], "--grace-period=0", "--force");
    }

    /** Waits until it is back. */
    void awaitBack() {
        system.kubectl("rollout", "status", "deployment/workerapp", "--timeout=120s");
    }

    /** Another release of the chart, whose operator is another pod; returns when that one is there. */
    void upgrade(long number) {
        cluster.installOperator("--reuse-values", "--set-string", "podAnnotations.release=n" + number);
    }
}
