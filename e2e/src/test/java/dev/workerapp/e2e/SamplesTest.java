package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.workerapp.e2e.Sample.Then;
import dev.workerapp.e2e.Sample.Try;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people copy works: each sample is applied, what it says to try is tried, and what it says comes true. */
@ExtendWith(Cluster.class)
class SamplesTest {

    private static final Duration A_RELOAD = Duration.ofSeconds(150);

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.workerapp.e2e.Sample#all")
    @Execution(CONCURRENT)
    void a_sample_does_what_it_says(Sample sample) {
        try (Namespace namespace = Namespace.create("sample-" + sample.file().replaceAll("\\W|yaml", ""))) {
            namespace.apply(sample.manifest());
            String app = namespace.kubectl("get", "workerapps", "-o", "jsonpath={.items[0].metadata.name}");

            for (Sample.Step step : sample.steps()) {
                switch (step) {
                    case Try(String command) -> type(namespace, app, command);
                    case Then(String column, String value) -> awaitColumn(namespace, app, column, value);
                }
            }

            if (sample.steps().isEmpty()) {
                awaitColumn(namespace, app, "STATUS", "Ready");
            }
        }
    }

    @Test
    void an_autoscaler_finds_the_instances() {
        try (Namespace namespace = Namespace.create("sample-hpa")) {
            namespace.apply(Sample.all().stream()
                    .filter(sample -> sample.file().equals("autoscaling.yaml"))
                    .findFirst()
                    .orElseThrow()
                    .manifest());

            namespace.kubectl("wait", "hpa/auto", "--for=condition=AbleToScale", "--timeout=60s");

            // It scales to its minimum without any metrics.
            await().atMost(A_RELOAD).untilAsserted(() -> assertThat(namespace.field("auto", ".spec.instances"))
                    .isEqualTo("2"));
        }
    }

    /** Types a command of the sample, and waits until the operator has taken notice of it. */
    private static void type(Namespace namespace, String app, String command) {
        String before = namespace.field(app, ".status.targetRevision");
        boolean token = command.contains("-requested-at=");

        Cluster.SHELL.must(
                A_RELOAD,
                "bash",
                "-c",
                command.replaceAll("\\bkubectl ", "cluster/kubectl --namespace " + namespace.name() + " "));

        await().atMost(A_RELOAD).untilAsserted(() -> {
            assertThat(namespace.field(app, ".status.observedGeneration"))
                    .isEqualTo(namespace.field(app, ".metadata.generation"));
            assertThat(!token || !namespace.field(app, ".status.targetRevision").equals(before))
                    .as("the token made a new revision")
                    .isTrue();
        });
    }

    private static void awaitColumn(Namespace namespace, String app, String column, String value) {
        await().atMost(A_RELOAD).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            String table = namespace.kubectl("get", "workerapps", app);
            List<String> lines = table.lines().toList();
            int at = lines.get(0).indexOf(column);
            assertThat(at).as(column + " is a column of\n" + table).isNotNegative();
            assertThat(cell(lines.get(1), at))
                    .as(() -> column + " of\n" + table + namespace.kubectl("get", "pods"))
                    .isEqualTo(value);
        });
    }

    /** What begins below the column's name; other cells may be empty while the app is new. */
    private static String cell(String line, int at) {
        return line.length() <= at ? "" : line.substring(at).split("\\s", 2)[0];
    }
}
