package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;

/** What the plug-in says of reloads that it waits for, and how it ends. */
@ExtendWith(Cluster.class)
class PluginReloadTest {

    private static final int RATE = 50;
    private static final String V2 = "localhost/workerapp/hello:v2";
    private static final String NEVER_READY = "localhost/workerapp/hello:v3";

    /** A worker that is stopped is there for a while, so that its log can be read. */
    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: NAME}
            spec:
              instances: 2
              image: localhost/workerapp/hello:v1
              port: 8080
              env: [{name: HELLO_LINGER_MILLIS, value: "3000"}]
              readiness: {signal: Ready, timeoutSeconds: SECONDS}
              shutdown: {drainSeconds: 3, killTimeoutSeconds: 20}
            """;

    private static Namespace namespace = new Namespace("");
    private static Plugin plugin;

    @BeforeAll
    static void start() {
        namespace = Namespace.create("plugin-reload");
        plugin = Plugin.in(namespace);
    }

    @AfterAll
    static void stop() {
        namespace.close();
    }

    @Test
    @Execution(CONCURRENT)
    void under_load_nothing_is_lost_there_and_back() {
        app("shop", 120);
        try (Load load = Load.on("shop", namespace.name(), RATE, true)) {
            PluginRun.Said there =
                    plugin.run("reload", "shop", "--image", V2, "--wait").exits(0);
            assertThat(there.out())
                    .startsWith("workerapp.workerapp.dev/shop reload to image " + V2 + " requested\n")
                    .containsPattern(
                            "\nworkerapp.workerapp.dev/shop reloaded in \\S+: 2 replaced"
                                    + "(, [12] drained, 0 killed, 0 requests unfinished)?; (nothing lost|[12] still drains?)\n$");
            assertThat(there.err())
                    .contains("shop: reload to revision 2 begins, 2 workers\n")
                    .contains("shop: 2 of 2 replaced");

            awaitDescribed("shop", "Stopped: +2, 2 drained, 0 killed, 0 requests unfinished, the longest drain");

            assertThat(plugin.run("undo", "shop", "--wait").exits(0).out())
                    .contains("workerapp.workerapp.dev/shop is back at revision 1 ");

            Load.Report report = load.stop();
            assertThat(report.requests()).isGreaterThan(RATE);
            assertThat(report.failed()).as(report.report()).isZero();
        }
        assertThat(plugin.run("describe", "shop").exits(0).out()).contains("RolledBack");
        assertThat(plugin.run("reload", "shop", "--wait").exits(0).out())
                .as("the version that was undone is tried again")
                .contains("workerapp.workerapp.dev/shop reloaded in ");
    }

    @Test
    @Execution(CONCURRENT)
    void a_version_that_never_gets_ready_is_told_with_its_log() {
        app("never", 15);

        PluginRun.Said said =
                plugin.run("reload", "never", "--image", NEVER_READY, "--wait").exits(3);

        assertThat(said.err())
                .contains("error: never was rolled back: ")
                .contains("  2 of 2 slots are available, on revision 1.")
                .containsPattern(
                        "\n  last lines of never-1-\\w+:\n( {4}.*\n)* {4}hello from slot 1, version v3 on port 8080\n")
                .endsWith("  next: kubectl workerapp history never --diff 1:2\n");
        assertThat(plugin.run("history", "never", "--diff", "1:2").exits(0).out())
                .contains("-image: \"localhost/workerapp/hello:v1\"\n+image: \"" + NEVER_READY + "\"\n");
        assertThat(plugin.run("why", "never").exits(3).out()).contains("never: RolledBack");
    }

    @Test
    @Execution(CONCURRENT)
    void one_who_waits_is_told_that_another_came_first() {
        app("busy", 120);
        try (PluginRun first = plugin.start("reload", "busy", "--image", NEVER_READY, "--wait")) {
            first.awaitErr("busy: reload to revision 2 begins");

            plugin.run("reload", "busy", "--image", V2, "--wait").exits(0);

            assertThat(first.end().exits(4).err()).endsWith("superseded: busy now asks for revision 3\n");
        }
    }

    @Test
    @Execution(CONCURRENT)
    void one_who_waits_no_longer_is_told_that_it_goes_on() {
        app("slow", 120);

        assertThat(plugin.run("reload", "slow", "--image", NEVER_READY, "--wait", "--timeout", "1s")
                        .exits(124)
                        .err())
                .contains("error: slow is not reloaded after 1 s; what was asked for goes on.");
        Map.of("INT", 130, "TERM", 143).forEach((signal, exit) -> {
            try (PluginRun waits = plugin.start("wait", "slow", "--for", "Reloaded")) {
                assertThat(waits.awaitErr("slow: reload to revision 2 begins")
                                .signal(signal)
                                .end()
                                .exits(exit)
                                .err())
                        .endsWith("Stopped waiting; what was asked for goes on: kubectl workerapp wait slow\n");
            }
        });
        assertThat(namespace.field("slow", ".status.reload.phase")).isEqualTo("Running");
    }

    private static void awaitDescribed(String app, String pattern) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(plugin.run("describe", app).exits(0).out()).containsPattern(pattern));
    }

    private static void app(String name, int timeoutSeconds) {
        namespace.apply(APP.replace("NAME", name).replace("SECONDS", Integer.toString(timeoutSeconds)));
        plugin.run("wait", name).exits(0);
    }
}
