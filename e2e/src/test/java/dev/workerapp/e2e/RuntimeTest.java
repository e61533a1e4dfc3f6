package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers with the worker runtime: they say when they are ready, and drain when they are told to. */
@ExtendWith(Cluster.class)
class RuntimeTest {

    private static final int RATE = 200;

    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop}
            spec:
              instances: 3
              image: localhost/workerapp/hello:%s
              port: 8080
              java: {agent: %s}
              readiness: {signal: Ready, timeoutSeconds: 30, warmUp: {path: /, requests: 50, timeoutSeconds: 20}}
              shutdown: {drainSeconds: 10, killTimeoutSeconds: 10}
            """;

    @ParameterizedTest(name = "agent: {0}, keep-alive: {1}")
    @CsvSource({"None, false", "None, true", "Inject, true"})
    void a_reload_loses_no_request(String agent, boolean keepAlive) {
        try (Namespace namespace = Namespace.create("runtime")) {
            namespace.apply(APP.formatted("v1", agent));
            namespace.await("shop", "condition=Ready");

            try (Load load = Load.on("shop", namespace.name(), RATE, keepAlive)) {
                namespace.apply(APP.formatted("v2", agent));
                namespace.await("shop", "condition=Ready");
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() ->
                                assertThat(images(namespace)).hasSize(3).containsOnly("localhost/workerapp/hello:v2"));

                Load.Report report = load.stop();

                assertThat(report.requests()).isGreaterThan(RATE);
                assertThat(report.failed()).as(report.report()).isZero();
            }
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(namespace.field("shop", ".status.reload.stopped"))
                            .isEqualTo("3"));
            assertThat(namespace.field("shop", ".status.reload['drained', 'killed', 'unfinishedRequests']"))
                    .isEqualTo("3 0 0");
            assertThat(namespace.field("shop", ".status.reload.longestDrainSeconds"))
                    .matches("[1-9]|1[01]");
            // A hook that fails ends the worker without a drain, and nobody else tells.
            assertThat(namespace.kubectl("get", "events")).doesNotContain("FailedPreStopHook");
        }
    }

    private static String[] images(Namespace namespace) {
        return namespace
                .kubectl("get", "pods", "-o", "jsonpath={.items[*].spec.containers[0].image}")
                .split(" ");
    }
}
