package dev.workerapp.cli.monit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.testing.LiveCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogMemoryTest {

    private static final String FIRST = "shop-1-0w9cc";
    private static final String SECOND = "shop-3-x7k2p";

    private final LiveCluster cluster = new LiveCluster()
            .pod(MonitoredShop.pod(FIRST))
            .pod(MonitoredShop.pod(SECOND))
            .say(FIRST, "2026-11-27T12:00:00.1Z", "first 1")
            .say(SECOND, "2026-11-27T12:00:00.2Z", "second 1");
    private final Worker first = new Worker(MonitoredShop.pod(FIRST));
    private final Worker second = new Worker(MonitoredShop.pod(SECOND));

    private static void awaitLines(LogMemory memory, Worker worker, String... lines) {
        await().untilAsserted(() -> {
            memory.follow(worker);
            assertThat(memory.lines(worker)).containsExactly(lines);
        });
    }

    @Test
    void theLinesOfAWorkerAreKeptAndReadOnWhenOneTurnsBack() {
        try (Api api = cluster.open();
                LogMemory memory = new LogMemory(api)) {
            awaitLines(memory, first, "first 1");
            awaitLines(memory, second, "second 1");
            assertThat(memory.lines(first)).containsExactly("first 1");

            cluster.say(FIRST, "2026-11-27T12:00:01.1Z", "first 2");
            cluster.say(SECOND, "2026-11-27T12:00:01.2Z", "second \033[2J2");
            awaitLines(memory, second, "second 1", "second 2");
            awaitLines(memory, first, "first 1", "first 2");

            memory.keepOnly(List.of(first));
            assertThat(memory.lines(first)).hasSize(2);
        }
    }

    @Test
    void theLastLinesAreKept() {
        for (int i = 0; i < 600; i++) {
            cluster.say(FIRST, "2026-11-27T12:00:%02dZ".formatted(i / 10), "line " + i);
        }
        try (Api api = cluster.open();
                LogMemory memory = new LogMemory(api)) {
            await().untilAsserted(() -> {
                memory.follow(first);
                assertThat(memory.lines(first)).hasSize(500).endsWith("line 599");
            });
            cluster.say(FIRST, "2026-11-27T12:01:01Z", "one more");
            await().untilAsserted(
                            () -> assertThat(memory.lines(first)).hasSize(500).endsWith("line 599", "one more"));
        }
    }

    @Test
    void whyThereAreNoLinesIsShownInTheirPlace() {
        cluster.answer(
                "/api/v1/namespaces/default/pods/" + FIRST + "/log",
                _ -> LiveCluster.reply(
                        403, "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"message\":\"you may not\"}"));
        try (Api api = cluster.open();
                LogMemory memory = new LogMemory(api)) {
            awaitLines(memory, first, "Error from server (Forbidden): you may not");
        }
    }
}
