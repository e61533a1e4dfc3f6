package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker that takes no notice of its signal is killed when its time is over, and everybody can see that. */
@ExtendWith(Cluster.class)
class KillTest {

    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: stubborn}
            spec:
              instances: 1
              image: localhost/workerapp/hello:v1
              port: 8080
              env: [{name: HELLO_FAULT, value: %s}]
              readiness: {signal: HTTP, path: /ready, timeoutSeconds: 30}
              shutdown: {drainSeconds: 1, killTimeoutSeconds: 2}
            """;

    @Test
    void it_stands_in_the_status_in_an_event_and_in_the_metrics() {
        try (Namespace namespace = Namespace.create("kill")) {
            namespace.apply(APP.formatted("never-ends"));
            namespace.await("stubborn", "condition=Ready");
            String worker = namespace.kubectl("get", "pods", "-o", "jsonpath={.items[*].metadata.name}");
            double before = kills();

            namespace.apply(APP.formatted("none"));
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(
                            namespace.field("stubborn", ".status.reload['phase', 'stopped', 'killed']"))
                    .isEqualTo("Complete 1 1"));

            assertThat(kills()).isGreaterThanOrEqualTo(before + 1);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(namespace.kubectl("describe", "workerapp", "stubborn"))
                            .containsPattern("Warning +Killed")
                            .contains("Worker " + worker + " in slot 0"));
        }
    }

    /** The operator's count, over all namespaces. */
    private static double kills() {
        String pod = Cluster.kubectl(
                "--namespace", "workerapp-system", "get", "pods", "-o", "jsonpath={.items[0].metadata.name}");
        List<String> lines = Cluster.kubectl(
                        "get", "--raw", "/api/v1/namespaces/workerapp-system/pods/" + pod + ":8080/proxy/metrics")
                .lines()
                .filter(line -> line.startsWith("workerapp_kills_total "))
                .toList();
        assertThat(lines).hasSize(1);
        return Double.parseDouble(lines.getFirst().split(" ", 2)[1]);
    }
}
