package dev.workerapp.cli.action;

import static dev.workerapp.cli.action.RecordedWorkers.all;
import static dev.workerapp.cli.action.RecordedWorkers.cluster;
import static dev.workerapp.cli.action.RecordedWorkers.fails;
import static dev.workerapp.cli.action.RecordedWorkers.one;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.kubectl.Request;
import dev.workerapp.cli.testing.Golden;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionVerbsTest {

    private static final String CLEAR = "/actions/clear-cache";
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private static Printed run(RecordedCluster cluster, String... line) {
        return CommandLines.of(cluster).run(line);
    }

    /** The lines of workers come in any order. */
    private static String sorted(Printed printed) {
        String out = String.join("\n", printed.out().lines().sorted().toList());
        return new Printed(printed.exit(), out + "\n", printed.err()).all();
    }

    @Test
    void anActionRunsInEveryWorkerThatIsReady() {
        RecordedCluster cluster = all(cluster(), CLEAR, 200, JSON, "{\"cleared\":812}");

        Golden.check("trigger", sorted(run(cluster, "trigger", "shop", "clear-cache", "a", "b c")));
        assertThat(cluster.writes()).hasSize(4).allSatisfy(request -> {
            assertThat(request.body()).isEqualTo("[\"a\",\"b c\"]");
            assertThat(request.headers()).containsEntry("X-WorkerApp-Token", "s3cret");
        });
    }

    @Test
    void anActionThatFailsIsExitThree() {
        RecordedCluster cluster = all(cluster(), CLEAR, 200, TEXT, "");
        fails(cluster, "shop-3-x7k2p", CLEAR, 500, "Failed");

        Golden.check("trigger-failed", sorted(run(cluster, "trigger", "shop", "clear-cache")));
    }

    @Test
    void theAnswersAreJsonForScripts() {
        RecordedCluster cluster = all(cluster(), CLEAR, 200, JSON, "[1,true]");
        fails(cluster, "shop-0-ab12c", CLEAR, 404, "NoSuchAction");

        Golden.check(
                "trigger-json",
                run(cluster, "trigger", "shop", "clear-cache", "-o", "json").all());
    }

    @Test
    void aSlotMayBeNamed() {
        RecordedCluster cluster = one(cluster(), "POST", "shop-3-x7k2p", CLEAR, 200, TEXT, "fine\n");

        assertThat(run(cluster, "trigger", "wa/shop/3", "clear-cache"))
                .isEqualTo(new Printed(0, "[shop/3] fine   0 ms\n", "1 of 1 answered\n"));
    }

    @Test
    void whatAWorkerSaysDoesNotSteerTheTerminal() {
        RecordedCluster cluster =
                one(cluster(), "POST", "shop-3-x7k2p", CLEAR, 200, TEXT, "\033]0;title\007red\033[2Jline");

        assertThat(run(cluster, "trigger", "shop/3", "clear-cache").out()).isEqualTo("[shop/3] redline   0 ms\n");
    }

    @Test
    void aRuntimeWithoutActionsIsSaidToBeOld() {
        RecordedCluster cluster = cluster()
                .answer("POST", RecordedWorkers.path("shop-3-x7k2p", CLEAR), 404, "there are /ready".getBytes(UTF_8));

        assertThat(run(cluster, "trigger", "shop/3", "clear-cache").err())
                .startsWith("[shop/3] failed: its worker runtime is older than actions; reload the app to replace it")
                .endsWith("error: 0 of 1 answered\n");
    }

    @Test
    void theRightThatIsMissingIsNamed() {
        byte[] forbidden = "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"message\":\"no\"}".getBytes(UTF_8);
        RecordedCluster secret = RecordedWorkers.withoutToken().answer("GET", RecordedWorkers.SECRET, 403, forbidden);
        RecordedCluster proxy = cluster().answer("POST", RecordedWorkers.path("shop-3-x7k2p", CLEAR), 403, forbidden);

        Golden.check(
                "trigger-no-secret",
                run(secret, "trigger", "shop", "clear-cache").all());
        Golden.check(
                "trigger-no-proxy",
                run(proxy, "trigger", "shop/3", "clear-cache").all());
        Golden.check(
                "trigger-off",
                run(RecordedWorkers.withoutToken(), "trigger", "shop", "clear-cache")
                        .all());
    }

    @Test
    void nobodyToAskIsExitThree() {
        RecordedCluster cluster = cluster().accept("GET", RecordedWorkers.APP);

        assertThat(run(cluster, "trigger", "shop/1", "gc"))
                .isEqualTo(new Printed(3, "", "error: no worker of shop/1 can be asked: 1 not ready, 1 terminating\n"));
        assertThat(run(cluster, "trigger", "shop/9", "gc"))
                .isEqualTo(new Printed(
                        3,
                        "",
                        "error: shop/9 has no worker; kubectl workerapp list --workers shows those there are\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trigger shop", "trigger all gc", "trigger shop a/b", "trigger shop gc --timeout soon", "send shop",
                "signal shop", "threads", "heap shop -o f", "heap shop/1", "profile shop/1 -o f --seconds 0"
            })
    void aWrongCommandLineAsksNobody(String line) {
        RecordedCluster cluster = cluster();

        Printed printed = run(cluster, line.split(" "));

        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err()).startsWith("error: ");
        assertThat(cluster.writes()).isEmpty();
    }

    @Test
    void aMessageIsSentAsItIs(@TempDir Path folder) throws Exception {
        RecordedCluster cluster = all(cluster(), "/messages/prices", 202, TEXT, "taken\n");
        Path file = Files.writeString(folder.resolve("message"), "{\"version\": 12}\n");

        Golden.check("send", sorted(run(cluster, "send", "shop", "prices", "@" + file)));
        assertThat(cluster.writes()).extracting(Request::body).containsOnly("{\"version\": 12}\n");
    }

    @Test
    void aMessageThatIsTooLongIsNotSent(@TempDir Path folder) throws Exception {
        RecordedCluster cluster = cluster();
        Path file = Files.write(folder.resolve("message"), new byte[256 * 1024 + 1]);

        assertThat(run(cluster, "send", "shop", "prices", "@" + file))
                .isEqualTo(new Printed(2, "", "error: a worker takes at most 262144 bytes (256 KiB)\n"));
        assertThat(cluster.writes()).isEmpty();
    }

    @Test
    void aSignalToAWholeAppIsARequestToTheOperator() {
        RecordedCluster cluster = new RecordedCluster().accept("PATCH", RecordedWorkers.APP);

        Golden.check("signal", run(cluster, "sendSignal", "shop", "SIGHUP").all());
        assertThat(cluster.writes())
                .extracting(Request::body)
                .containsExactly(
                        "{\"metadata\":{\"annotations\":{\"workerapp.dev/signal\":\"HUP 2026-11-27T12:00:00Z\"}}}");
    }

    @Test
    void aSignalToOneWorkerGoesToItsRuntime() {
        RecordedCluster cluster = one(cluster(), "POST", "shop-3-x7k2p", "/signals/HUP", 200, TEXT, "HUP was raised\n");

        assertThat(run(cluster, "signal", "shop/3", "hup").out()).isEqualTo("[shop/3] HUP was raised   0 ms\n");
    }

    @ParameterizedTest
    @CsvSource({"KILL, reload shop/2", "SIGTERM, reload shop/2", "QUIT, threads shop/2", "USR2, JVM", "FOO, Allowed are"
    })
    void aSignalThatIsNotForAppsIsRefused(String signal, String hint) {
        Printed printed = run(cluster(), "signal", "shop/2", signal);

        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err()).startsWith("error: signal ").contains(hint);
    }

    @Test
    void theThreadsOfAWorkerThatHangsArePrintedBare() {
        RecordedCluster cluster =
                one(cluster(), "POST", "shop-1-0w9cc", "/actions/threads", 200, TEXT, "\"main\" #1\n\tat App.main\n");

        Golden.check("threads", run(cluster, "threads", "shop/1").all());
    }

    @Test
    void gcSaysTheHeapOfEachWorker() {
        RecordedCluster cluster = all(cluster(), "/actions/gc", 200, JSON, "{\"heapBeforeBytes\":9}");
        fails(cluster, "shop-1-0w9cc", "/actions/gc", 429, "TooManyCalls");

        Golden.check("gc", sorted(run(cluster, "gc", "shop")));
    }

    @Test
    void aHeapDumpIsForItsReaderAlone(@TempDir Path folder) throws Exception {
        RecordedCluster cluster =
                one(cluster(), "GET", "shop-2-zzz9y", "/actions/heap-dump", 200, "application/octet-stream", "heap");
        Path file = Path.of("").toAbsolutePath().relativize(folder.resolve("shop.hprof"));

        assertThat(run(cluster, "heap", "shop/2", "-o", file.toString()))
                .isEqualTo(new Printed(0, "shop-2-zzz9y: 4 bytes in " + file + "\n", ""));
        assertThat(file).hasContent("heap");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatCantBeHadLeavesNothing(@TempDir Path folder) {
        RecordedCluster cluster = one(
                cluster(),
                "GET",
                "shop-3-x7k2p",
                "/actions/heap-dump",
                500,
                JSON,
                "{\"reason\":\"Failed\",\"message\":\"No space.\"}");

        assertThat(run(cluster, "heap", "shop/3", "-o", folder.resolve("f").toString()))
                .isEqualTo(new Printed(3, "", "error: shop-3-x7k2p: No space. (Failed)\n"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aProfileEndsItsRecording(@TempDir Path folder) {
        RecordedCluster cluster = cluster();
        for (String action : new String[] {"jfr-start", "jfr-stop"}) {
            one(cluster, "POST", "shop-3-x7k2p", "/actions/" + action, 200, TEXT, "");
        }
        one(cluster, "GET", "shop-3-x7k2p", "/actions/jfr-dump", 200, "application/octet-stream", "jfr");
        Path file = folder.resolve("shop.jfr");

        assertThat(run(cluster, "profile", "shop/3", "--seconds", "1", "-o", file.toString()))
                .isEqualTo(new Printed(
                        0, "shop-3-x7k2p: 3 bytes in " + file + "\n", "shop-3-x7k2p is recorded for 1 s\n"));
        assertThat(cluster.writes())
                .extracting(Request::path)
                .containsExactly(
                        RecordedWorkers.path("shop-3-x7k2p", "/actions/jfr-start"),
                        RecordedWorkers.path("shop-3-x7k2p", "/actions/jfr-stop"));
    }

    @Test
    void actionsAndTopicsAreCompleted() {
        RecordedCluster cluster = one(
                cluster(),
                "GET",
                "shop-0-ab12c",
                "/actions",
                200,
                JSON,
                "{\"actions\":[{\"name\":\"gc\",\"description\":\"Collects.\"}],\"topics\":[\"prices\"]}");

        assertThat(run(cluster, "__complete", "trigger", "shop", "").out()).isEqualTo("gc\tCollects.\n:4\n");
        assertThat(run(cluster, "__complete", "send", "shop", "p").out()).isEqualTo("prices\n:4\n");
        assertThat(run(cluster, "__complete", "signal", "shop", "H").out()).isEqualTo("HUP\n:4\n");
    }
}
