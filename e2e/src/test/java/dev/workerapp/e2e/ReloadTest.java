package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reloads of real JVM workers under real load: a client sees nothing. */
@ExtendWith(Cluster.class)
class ReloadTest {

    private static final int RATE = 200;

    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop}
            spec:
              instances: 4
              image: localhost/workerapp/hello:v1
              port: 8080
              readiness: {signal: HTTP, path: /ready, timeoutSeconds: 20}
              shutdown: {drainSeconds: 3, killTimeoutSeconds: 10}
            """;

    private Namespace namespace = new Namespace("");

    @BeforeEach
    void start() {
        namespace = Namespace.create("reload");
        namespace.apply(APP);
        namespace.await("shop", "condition=Ready");
    }

    @AfterEach
    void stop() {
        namespace.close();
    }

    @Test
    void a_reload_under_load_loses_no_request() {
        try (Load load = Load.on("shop", namespace.name(), RATE, false)) {
            namespace.patch("shop", "{\"spec\":{\"image\":\"localhost/workerapp/hello:v2\"}}");
            namespace.await("shop", "condition=Ready");
            awaitOldWorkersGone();

            Load.Report report = load.stop();

            assertThat(report.requests()).isGreaterThan(RATE);
            assertThat(report.failed()).as(report.report()).isZero();
        }
        assertThat(images()).containsOnly("localhost/workerapp/hello:v2");
        assertThat(namespace.kubectl("get", "workerapps")).containsPattern("shop\\s+4\\s+4\\s+4\\s+Ready");
    }

    @ParameterizedTest(name = "hello:{0}")
    @CsvSource({
        "v3,      300, was not available within",
        "v4,      300, with code 1",
        "nowhere, 10,  could not run within 10 s: "
    })
    void a_version_that_does_not_come_up_is_rolled_back_and_nobody_notices(String tag, int startTimeout, String words) {
        try (Load load = Load.on("shop", namespace.name(), RATE, false)) {
            namespace.patch(
                    "shop",
                    "{\"spec\":{\"image\":\"localhost/workerapp/hello:" + tag
                            + "\",\"reload\":{\"startTimeoutSeconds\":" + startTimeout
                            + ",\"onStartTimeout\":\"Fail\"}}}");
            namespace.await("shop", "condition=Stalled=True");
            awaitOldWorkersGone();

            Load.Report report = load.stop();

            assertThat(report.requests()).isGreaterThan(RATE);
            assertThat(report.failed()).as(report.report()).isZero();
        }
        assertThat(images()).containsOnly("localhost/workerapp/hello:v1");
        assertThat(namespace.kubectl("get", "workerapps")).contains("RolledBack");
        assertThat(namespace.field("shop", ".status.conditions[?(@.type=='Stalled')].message"))
                .contains(words);
        assertThat(namespace.kubectl("wait", "workerapp/shop", "--for=condition=Available", "--timeout=5s"))
                .contains("condition met");
        assertThat(namespace.kubectl("wait", "workerapp/shop", "--for=condition=Ready=False", "--timeout=5s"))
                .contains("condition met");
    }

    @Test
    void a_worker_that_is_deleted_by_hand_comes_back_in_its_slot() {
        String before = pods("-l", "workerapp.dev/slot=2", "-o", "name").strip();

        namespace.kubectl("delete", before, "--wait=false");
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        pods("-l", "workerapp.dev/slot=2", "-o", "name").strip())
                .isNotEqualTo(before)
                .hasLineCount(1));

        namespace.await("shop", "condition=Ready");
        assertThat(images()).hasSize(4);
    }

    @Test
    void kubectl_scale_keeps_the_lowest_slots() {
        namespace.kubectl("scale", "workerapp", "shop", "--replicas=2");
        namespace.await("shop", "condition=Ready");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(images()).hasSize(2));

        assertThat(pods("-o", "jsonpath={.items[*].metadata.labels.workerapp\\.dev/slot}")
                        .split(" "))
                .containsExactlyInAnyOrder("0", "1");
    }

    @Test
    void the_operator_is_killed_in_the_middle_of_a_reload_and_it_goes_on() {
        namespace.patch("shop", "{\"spec\":{\"image\":\"localhost/workerapp/hello:v2\"}}");
        namespace.await("shop", "condition=Reconciling");

        Cluster.kubectl("--namespace", "workerapp-system", "delete", "pods", "--all", "--grace-period=0", "--force");

        namespace.await("shop", "condition=Ready");
        awaitOldWorkersGone();
        assertThat(images()).hasSize(4).containsOnly("localhost/workerapp/hello:v2");
    }

    private void awaitOldWorkersGone() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(images()).hasSize(4));
    }

    private String[] images() {
        return pods("-o", "jsonpath={.items[*].spec.containers[0].image}").split(" ");
    }

    private String pods(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "get";
        all[1] = "pods";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return namespace.kubectl(all);
    }
}
