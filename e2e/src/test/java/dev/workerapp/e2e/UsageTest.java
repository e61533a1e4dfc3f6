package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;

/** Workers that have used what they may are replaced: measured by their runtime, and by metrics-server. */
@ExtendWith(Cluster.class)
class UsageTest {

    private static final int RATE = 100;

    /** Rounds of half a minute, one worker after the other. */
    private static final Duration A_FEW_ROUNDS = Duration.ofMinutes(4);

    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop}
            spec:
              instances: 2
              image: localhost/workerapp/hello:v1
              port: 8080
              readiness: {signal: Ready, timeoutSeconds: 60}
              shutdown: {drainSeconds: 5, killTimeoutSeconds: 10}
              recycle: {minAgeSeconds: 0, %s}
            """;

    @Test
    @Execution(CONCURRENT)
    void workers_that_have_served_their_requests_are_replaced_and_no_request_is_lost() {
        try (Namespace namespace = Namespace.create("usage-requests")) {
            namespace.apply(APP.formatted("maxRequests: 1000"));
            namespace.await("shop", "condition=Ready");
            Set<String> first = uids(namespace);

            try (Load load = Load.on("shop", namespace.name(), RATE, true)) {
                awaitAllReplaced(namespace, first);

                Load.Report report = load.stop();

                assertThat(report.requests()).isGreaterThan(1000);
                assertThat(report.failed()).as(report.report()).isZero();
            }
            assertThat(namespace.kubectl("get", "events")).contains("MaxRequests");
        }
    }

    @Test
    @Execution(CONCURRENT)
    void workers_that_use_more_memory_than_they_may_are_replaced() {
        Cluster.SHELL.must(Duration.ofMinutes(10), "cluster/metrics-server");
        try (Namespace namespace = Namespace.create("usage-memory")) {
            // No JVM needs so little.
            namespace.apply(APP.formatted("maxMemory: 8Mi"));
            namespace.await("shop", "condition=Ready");

            awaitAllReplaced(namespace, uids(namespace));

            assertThat(namespace.kubectl("get", "events")).contains("MaxMemory").doesNotContain("MetricsUnavailable");
        }
    }

    private static void awaitAllReplaced(Namespace namespace, Set<String> first) {
        await().atMost(A_FEW_ROUNDS)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(uids(namespace)).hasSize(2).doesNotContainAnyElementsOf(first));
    }

    private static Set<String> uids(Namespace namespace) {
        return Set.of(namespace
                .kubectl("get", "pods", "-o", "jsonpath={.items[*].metadata.uid}")
                .split(" "));
    }
}
