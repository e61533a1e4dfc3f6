package dev.workerapp.worker.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.testing.ChildJvm;
import dev.workerapp.worker.testing.Client;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs of their own with each collector and a small heap, as the operator sees them. */
@Timeout(180)
class HeapUsageTest {
    private static final Pattern PAGE = Pattern.compile(
            "\\{\"requests\":\\d+,\"oldGeneration\":\\{\"maxBytes\":(\\d+)(?:,\"lowestBytes\":(\\d+))?}}");
    private static final Duration LONGEST = Duration.ofSeconds(150);

    private int control;

    @ParameterizedTest
    @ValueSource(strings = {"Serial", "Parallel", "G1", "Z"})
    void whatLivesIsSaidWhenTheOldGenerationWasCollectedTwice(String collector) throws IOException {
        try (var app = start(collector, 70)) {
            await().atMost(LONGEST).until(() -> lowest().orElse(0) >= 0.6);

            assertThat(app.lines()).noneMatch(line -> line.contains("OutOfMemoryError"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Serial", "Parallel", "G1", "Z"})
    void garbageIsNeverTakenForWhatLives(String collector) throws IOException {
        try (var app = start(collector, 5)) {
            var most = new double[1];
            await().atMost(LONGEST).until(() -> {
                lowest().ifPresent(lowest -> most[0] = Math.max(most[0], lowest));
                return app.lines().contains("enough") && most[0] > 0;
            });

            assertThat(most[0]).isLessThan(0.6);
        }
    }

    @Test
    void aCollectorThatHasNoOldGenerationSaysNothingOfIt() throws IOException {
        try (var app = start("Shenandoah", 0)) {
            app.awaitLine("no old generation");

            assertThat(get("/usage")).isEqualTo("{\"requests\":0}");
        }
    }

    @Test
    void theMetricTellsOfTheOldGenerationOnceItWasCollected() throws IOException {
        try (var app = start("Serial", 70)) {
            await().atMost(LONGEST)
                    .until(() -> get("/metrics").matches("(?s).*\nworkerapp_heap_after_gc_bytes \\d{8,}\n.*"));
            assertThat(app.lines()).noneMatch(line -> line.contains("OutOfMemoryError"));
        }
    }

    private ChildJvm start(String collector, int percent) throws IOException {
        control = ChildJvm.freePort();
        var app = ChildJvm.start(
                Map.of("WORKERAPP_CONTROL_PORT", Integer.toString(control)),
                List.of(
                        "-XX:+Use" + collector + "GC",
                        "-Xmx64m",
                        "-javaagent:" + System.getProperty("worker.jar"),
                        "-cp",
                        "target/classes:target/test-classes",
                        HeapApp.class.getName(),
                        Integer.toString(percent)));
        await().atMost(LONGEST).ignoreExceptions().until(() -> get("/usage").startsWith("{\"requests\":0"));
        return app;
    }

    /** The share of the old generation that lives, as far as it is known. */
    private OptionalDouble lowest() throws IOException {
        var page = PAGE.matcher(get("/usage"));
        assertThat(page.matches()).isTrue();
        return page.group(2) == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(page.group(2)) / Double.parseDouble(page.group(1)));
    }

    private String get(String path) throws IOException {
        return Client.once(control, path, "").body();
    }
}
