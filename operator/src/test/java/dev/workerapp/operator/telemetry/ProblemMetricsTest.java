package dev.workerapp.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProblemMetricsTest {

    private static final String ROLLED_BACK = """
            state: RolledBack
            conditions:
            - {type: Available, status: "True", reason: SlotsAvailable}
            - {type: Ready, status: "False", reason: RolledBack}
            - {type: Stalled, status: "True", reason: RolledBack}
            """;
    private static final String WELL = """
            state: Ready
            slots: [{slot: 1, reason: Starting}]
            conditions:
            - {type: Ready, status: "True", reason: AsAsked}
            - {type: Stalled, status: "False", reason: AsAsked}
            """;

    private final List<WorkerApp> apps = new ArrayList<>();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProblemMetrics metrics = new ProblemMetrics(registry, apps::stream);

    @Test
    void slots_with_a_problem_are_counted_by_reason() {
        apps.add(app("shop", """
                state: Degraded
                slots:
                - {slot: 0, worker: a, reason: ImagePull}
                - {slot: 1, worker: b, reason: ImagePull}
                - {slot: 2, reason: QuotaExceeded}
                - {slot: 3, worker: c, reason: Starting}
                - {slot: 4, worker: d, reason: OfAnotherVersion}
                conditions:
                - {type: Ready, status: "False", reason: SlotsUnavailable}
                """));

        assertThat(scrape())
                .containsExactlyInAnyOrder(
                        "workerapp_problems{name=\"shop\",namespace=\"default\",reason=\"ImagePull\"} 2.0",
                        "workerapp_problems{name=\"shop\",namespace=\"default\",reason=\"QuotaExceeded\"} 1.0",
                        "workerapp_degraded{name=\"shop\",namespace=\"default\",reason=\"SlotsUnavailable\"} 1.0");
    }

    @Test
    void an_app_that_somebody_must_act_on_is_stalled_with_the_reason() {
        apps.add(app("shop", ROLLED_BACK));
        apps.add(app("new", null));

        assertThat(scrape())
                .containsExactly("workerapp_stalled{name=\"shop\",namespace=\"default\",reason=\"RolledBack\"} 1.0");
    }

    @Test
    void a_series_changes_and_ends_with_the_trouble() {
        apps.add(app("shop", "slots: [{slot: 0, reason: Volume}, {slot: 1, reason: Volume}]"));
        assertThat(scrape()).singleElement().asString().endsWith("2.0");

        apps.set(0, app("shop", "slots: [{slot: 0, reason: Volume}]"));
        assertThat(scrape()).singleElement().asString().endsWith("1.0");

        apps.set(0, app("shop", WELL));
        assertThat(scrape()).isEmpty();
    }

    @Test
    void beyond_a_bound_apps_share_one_series() {
        IntStream.range(0, ProblemMetrics.MOST_SERIES + 7)
                .forEach(number -> apps.add(app("shop-%04d".formatted(number), ROLLED_BACK)));

        assertThat(scrape())
                .hasSize(ProblemMetrics.MOST_SERIES + 1)
                .contains("workerapp_stalled{name=\"*\",namespace=\"*\",reason=\"RolledBack\"} 7.0");
    }

    private List<String> scrape() {
        metrics.refresh();
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith("workerapp_"))
                .toList();
    }

    private static WorkerApp app(String name, @Nullable String status) {
        String manifest = """
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: %s, namespace: default, uid: u}
                spec: {image: example/shop:1, port: 80}
                """.formatted(name);
        return Serialization.unmarshal(
                status == null ? manifest : manifest + "status:\n" + status.indent(2), WorkerApp.class);
    }
}
