package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node is drained under load, with all that is on it. */
@ExtendWith(Cluster.class)
class NodeDrainTest {

    private static final int RATE = 200;

    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: single}
            spec:
              instances: 1
              image: localhost/workerapp/hello:v1
              port: 8080
              readiness: {signal: HTTP, path: /ready, timeoutSeconds: 20}
              shutdown: {drainSeconds: 3, killTimeoutSeconds: 10}
            """;

    private String drained = "";

    @AfterEach
    void giveTheNodeBack() {
        Cluster.kubectl("uncordon", drained);
    }

    @Test
    void the_only_worker_moves_to_another_node_and_no_request_is_lost() {
        try (Namespace namespace = Namespace.create("drain")) {
            namespace.apply(APP);
            namespace.await("single", "condition=Ready");
            drained = node(namespace);

            try (Load load = Load.on("single", namespace.name(), RATE, false)) {
                Cluster.kubectl("drain", drained, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=150s");

                Load.Report report = load.stop();

                assertThat(report.requests()).isGreaterThan(RATE);
                assertThat(report.failed()).as(report.report()).isZero();
            }
            assertThat(node(namespace)).isNotEqualTo(drained);
            assertThat(namespace.field("single", ".status.conditions[?(@.type=='Ready')].status"))
                    .isEqualTo("True");
        }
    }

    private static String node(Namespace namespace) {
        return namespace.kubectl("get", "pods", "-o", "jsonpath={.items[*].spec.nodeName}");
    }
}
