package dev.workerapp.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.ReloadReport;
import dev.workerapp.planner.Report;
import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.metrics.MetricsPage;
import dev.workerapp.worker.metrics.WorkerInfo;
import dev.workerapp.worker.ready.Readiness;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.stop.Drain;
import dev.workerapp.worker.stop.Stop;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboard of the chart asks for what operators and workers say. */
class DashboardTest {

    private static final Path DASHBOARD = Path.of("../helm/workerapp/files/dashboard.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:workerapp|jvm|process)_[a-z_]+");

    private final JsonNode dashboard = read();

    private static JsonNode read() {
        try {
            return Serialization.unmarshal(Files.readString(DASHBOARD), JsonNode.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void each_metric_is_on_the_page_of_a_worker_or_of_the_operator() {
        List<String> worker = series(workerPage());
        List<String> operator = series(operatorPage());

        for (String query : queries()) {
            // What names a worker's labels is about workers.
            List<String> page = query.contains("$app") || query.contains("label_values(") ? worker : operator;
            assertThat(page).as(query).containsAll(metrics(query));
        }
    }

    @Test
    void it_has_an_address_that_stays_and_no_panel_twice() {
        assertThat(dashboard.get("uid").asText()).isEqualTo("workerapp");
        assertThat(dashboard.findValuesAsText("id")).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void rates_are_taken_over_the_interval_that_grafana_chooses() {
        assertThat(queries()).allSatisfy(query -> assertThat(query.replace("[$__rate_interval]", ""))
                .doesNotContain("[", "$__"));
    }

    private List<String> queries() {
        List<String> queries = Stream.concat(
                        dashboard.findValuesAsText("expr").stream(),
                        dashboard.get("templating").findValuesAsText("definition").stream())
                .toList();
        assertThat(queries).hasSizeGreaterThan(20);
        return queries;
    }

    private static Set<String> metrics(String query) {
        Set<String> names = new TreeSet<>();
        METRIC.matcher(query).results().forEach(found -> names.add(found.group()));
        return names;
    }

    /** The names of the series on a page. */
    private static List<String> series(String page) {
        return page.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .distinct()
                .toList();
    }

    private static String workerPage() {
        // The heap after a collection is said when there was one.
        System.gc();
        WorkerState state = new WorkerState();
        Drain drain = new Drain(state, Duration.ofHours(1), Duration.ofMillis(50), Drain.SIGNAL_TIME);
        return new MetricsPage(
                        new WorkerInfo(0, Optional.empty()),
                        state,
                        new Readiness(WorkerEnvironment.of(Map.of()), state, Duration.ofMinutes(1)),
                        drain,
                        new Stop(state, drain, Duration.ofSeconds(1), true, Path.of("no", "such", "file"), () -> false))
                .text();
    }

    /** Of one that has an app in trouble, and has seen a reload. */
    private static String operatorPage() {
        WorkerApp app = Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: default}
                spec: {image: example/shop:1, port: 80}
                status:
                  state: Degraded
                  slots: [{slot: 0, worker: a, reason: ImagePull}]
                  conditions:
                  - {type: Ready, status: "False", reason: SlotsUnavailable}
                  - {type: Stalled, status: "True", reason: ImagePull}
                """, WorkerApp.class);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Telemetry telemetry = new Telemetry(registry);
        telemetry.countWorkers(Stream::of);
        telemetry.reported(Optional.empty(), reloaded());
        new ProblemMetrics(registry, () -> Stream.of(app)).refresh();
        return registry.scrape();
    }

    private static Report reloaded() {
        Report.Verdict verdict = new Report.Verdict(true, Reason.AS_ASKED, "");
        Instant start = Instant.EPOCH;
        return new Report(
                Report.Word.READY,
                1,
                1,
                1,
                1,
                0,
                Optional.empty(),
                "shop-1",
                Optional.of(new ReloadReport(
                        ReloadReport.Trigger.CHANGE,
                        "shop-1",
                        ReloadReport.Phase.COMPLETE,
                        start,
                        Optional.of(start.plusSeconds(9)),
                        1,
                        1,
                        Reason.AS_ASKED)),
                Optional.empty(),
                List.of(),
                verdict,
                verdict,
                verdict,
                verdict);
    }
}
