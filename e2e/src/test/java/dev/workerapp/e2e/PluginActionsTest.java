package dev.workerapp.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the plug-in asks workers for, through the API server, and what they answer. */
@ExtendWith(Cluster.class)
class PluginActionsTest {

    private static final Duration A_WHILE = Duration.ofMinutes(2);

    /** Two workers that send each other messages, with an action of their own in slot 0. */
    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: team}
            spec:
              instances: 2
              image: localhost/workerapp/hello:v1
              port: 8080
              env: [{name: HELLO_TEAM, value: "2"}]
              java: {agent: Inject}
              readiness: {signal: Ready, timeoutSeconds: 120}
              shutdown: {drainSeconds: 0, killTimeoutSeconds: 5}
            """;

    private static Namespace namespace = new Namespace("");
    private static Plugin plugin;

    @BeforeAll
    static void start() {
        namespace = Namespace.create("plugin-actions");
        plugin = Plugin.in(namespace);
        namespace.apply(APP);
        plugin.run("wait", "team").exits(0);
    }

    @AfterAll
    static void stop() {
        namespace.close();
    }

    @Test
    void an_action_is_run_where_there_is_one() {
        assertThat(plugin.run("trigger", "team/0", "hand-out").exits(0).out())
                .containsPattern("\\[team/0] \\{\"slot\":[01]}   \\d+ ms\n");

        PluginRun.Said all = plugin.run("trigger", "team", "hand-out").exits(3);
        assertThat(all.out()).contains("[team/0] ");
        assertThat(all.err()).contains("[team/1] failed: ", "(NoSuchAction)", "error: 1 of 2 answered");
    }

    @Test
    void a_message_reaches_each_worker() {
        assertThat(plugin.run("send", "team", "job", "{\"job\":\"by hand\"}")
                        .exits(0)
                        .out())
                .contains("[team/0] ", "[team/1] ");

        awaitLog("team/0", "slot 1 has done {\"job\":\"by hand\"}");
    }

    @Test
    void a_signal_is_raised_by_the_operator_and_by_the_plug_in() {
        plugin.run("signal", "team/1", "HUP").exits(0);
        awaitLog("team/1", "the greeting is hello");

        plugin.run("signal", "team", "SIGHUP").exits(0);
        awaitLog("team/0", "the greeting is hello");
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(namespace.field("team", ".status.signal"))
                .contains("HUP"));

        assertThat(plugin.run("signal", "team", "KILL").exits(2).err()).contains("can't be handled by an app");
    }

    @Test
    void the_threads_of_a_worker_are_its_own() {
        assertThat(plugin.run("threads", "team/0").exits(0).out())
                .contains("\"primary\"")
                .doesNotContain("[team/0]");
        assertThat(plugin.run("threads", "team").exits(0).out()).contains("[team/0]", "[team/1]");
    }

    @Test
    void each_worker_collects_garbage() {
        PluginRun.Said said = plugin.run("gc", "team").exits(0);

        assertThat(said.out()).contains("[team/0] {", "[team/1] {");
        assertThat(said.err()).contains("2 of 2 answered");
    }

    @Test
    void a_recording_is_fetched(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("team.jfr");

        plugin.run("profile", "team/1", "--seconds", "2", "-o", file.toString()).exits(0);

        assertThat(begin(file, 4)).isEqualTo("FLR\0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_heap_dump_is_fetched(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("team.hprof");

        plugin.run("heap", "team/1", "-o", file.toString()).exits(0);

        assertThat(begin(file, 18)).isEqualTo("JAVA PROFILE 1.0.2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).as("nothing but the file").isDirectoryContaining(file::equals);
    }

    private static String begin(Path file, int length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(length), ISO_8859_1);
        }
    }

    private static void awaitLog(String worker, String line) {
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(
                        plugin.run("logs", worker, "--tail", "-1").exits(0).out())
                .contains("[" + worker + "] " + line));
    }
}
