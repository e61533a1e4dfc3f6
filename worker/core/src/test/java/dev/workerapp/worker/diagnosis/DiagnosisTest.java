package dev.workerapp.worker.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.testing.ChildJvm;
import dev.workerapp.worker.testing.Client;
import dev.workerapp.worker.testing.Client.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built-in actions of a real worker, in a JVM of its own. */
@Timeout(120)
class DiagnosisTest {
    private static final String TOKEN = "X-WorkerApp-Token: t0ken\r\n";

    @TempDir
    private Path folder;

    private Path dumps = Path.of("");
    private int port;
    private final List<ChildJvm> apps = new ArrayList<>();

    @AfterEach
    void stop() {
        apps.forEach(ChildJvm::close);
    }

    @Test
    void threadsHistogramCollectionAndVersionAreToldOfARunningJvm() throws IOException {
        start(List.of());

        assertThat(run("threads")).contains("\"main\"", "java.util.concurrent.CountDownLatch.await");
        assertThat(run("histogram")).contains("[B (java.base@");
        assertThat(run("histogram", "live")).contains("[B (java.base@");
        assertThat(run("gc")).matches("\\{\"heapBeforeBytes\":\\d+,\"heapAfterBytes\":\\d+,\"millis\":\\d+}");
        assertThat(run("vm-info")).contains("version", "s\n", "-XX:", "used").doesNotContain("s3cret");
        assertThat(Client.once(port, "/actions", TOKEN).body())
                .contains("{\"name\":\"heap-dump\",\"description\":", "\"builtIn\":true,\"file\":true}");
    }

    @Test
    void aRecordingIsStartedDownloadedAndEnded() throws IOException {
        start(List.of());
        assertThat(post("jfr-dump").body()).contains("\"Failed\"", "No recording runs. Begin one by jfr-start.");

        assertThat(run("jfr-start", "maxsize=20m"))
                .isEqualTo("recording, with the settings profile, at most the last 20 MiB");
        assertThat(post("jfr-start").body()).contains("\"Failed\"", "A recording runs already. End it by jfr-stop.");
        var download = download("jfr-dump");
        assertThat(run("jfr-stop")).isEqualTo("the recording has ended and is discarded");
        assertThat(post("jfr-stop").status()).isEqualTo(500);

        assertThat(RecordingFile.readAllEvents(download)).isNotEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void theHeapIsDownloadedAndNothingIsLeftOrIsWrittenIntoThePod() throws IOException {
        start(List.of());

        assertThat(download("heap-dump")).content(ISO_8859_1).startsWith("JAVA PROFILE 1.0");
        assertThat(left()).isEmpty();

        var written = run("heap-dump", "all");
        assertThat(left()).singleElement().satisfies(file -> assertThat(written)
                .isEqualTo("{\"file\":\"" + file + "\",\"bytes\":" + Files.size(file) + "}"));
    }

    @Test
    void whereNoFileCanBeWrittenItIsSaidWhatToDo() throws IOException {
        start(List.of());
        Files.delete(dumps);

        assertThat(post("heap-dump").body())
                .contains("\"Failed\"", "No file can be written in " + dumps, "Mount an emptyDir there");
    }

    @Test
    void theLevelOfALoggerIsSetInEachLibraryAndUnset() throws IOException {
        start(List.of());

        assertThat(run("log-level"))
                .isEqualTo(
                        "{\"jul\":{\"ROOT\":\"INFO\"},\"log4j\":{\"ROOT\":\"ERROR\"},\"logback\":{\"ROOT\":\"DEBUG\"}}");
        assertThat(run("log-level", "app", "WARN"))
                .isEqualTo("{\"jul\":{\"app\":\"WARN\"},\"log4j\":{\"app\":\"WARN\"},\"logback\":{\"app\":\"WARN\"}}");
        assertThat(run("log")).isEqualTo("false false");
        assertThat(run("log-level", "app", "DEBUG")).contains("{\"app\":\"DEBUG\"}");
        assertThat(run("log")).isEqualTo("true true");
        apps.get(0).awaitLine("slf4j debug");
        apps.get(0).awaitLine("log4j debug");
        assertThat(run("log-level", "app.slf4j")).contains("\"logback\":{\"app.slf4j\":\"DEBUG\"}");
        assertThat(run("log-level")).contains("\"log4j\":{\"ROOT\":\"ERROR\",\"app\":\"DEBUG\"}");

        assertThat(run("log-level", "app", "unset"))
                .isEqualTo(
                        "{\"jul\":{\"app\":\"INFO\"},\"log4j\":{\"app\":\"ERROR\"},\"logback\":{\"app\":\"DEBUG\"}}");
        assertThat(run("log-level", "ROOT", "OFF"))
                .isEqualTo("{\"jul\":{\"ROOT\":\"OFF\"},\"log4j\":{\"ROOT\":\"OFF\"},\"logback\":{\"ROOT\":\"OFF\"}}");
        assertThat(run("log")).isEqualTo("false false");
    }

    @Test
    void argumentsThatMakeNoSenseAreRefused() throws IOException {
        start(List.of());

        assertRefused("This action takes no arguments.", "threads", "x");
        assertRefused("This action takes no argument but \\\"all\\\".", "heap-dump", "live");
        assertRefused(
                "jfr-start takes settings=profile or settings=default, and maxsize=100m, not maxsize=5k.",
                "jfr-start",
                "maxsize=5k");
        assertRefused("log-level takes a logger and a level, and no more.", "log-level", "a", "b", "c");
        assertRefused(
                "There is no level FINE. Levels are TRACE, DEBUG, INFO, WARN, ERROR, OFF and unset.",
                "log-level",
                "app",
                "FINE");
        assertRefused("The root logger has no parent whose level it could have.", "log-level", "ROOT", "unset");
    }

    private void assertRefused(String words, String action, String... arguments) throws IOException {
        assertThat(post(action, arguments).body()).isEqualTo("{\"reason\":\"Invalid\",\"message\":\"" + words + "\"}");
    }

    @Test
    void onlyActionsThatWriteFilesAreDownloaded() throws IOException {
        start(List.of());

        assertThat(Client.once(port, "/actions/gc", TOKEN).status()).isEqualTo(405);
    }

    @Test
    void inAnImageWithoutTheModulesOneLineSaysSo() throws IOException {
        start(List.of("--limit-modules", "java.base"), BareApp.class.getName());

        for (var action : Map.of(
                        "threads", "jdk.management",
                        "histogram", "jdk.management",
                        "vm-info", "jdk.management",
                        "heap-dump", "jdk.management",
                        "gc", "java.management",
                        "jfr-start", "jdk.jfr",
                        "jfr-dump", "jdk.jfr",
                        "jfr-stop", "jdk.jfr")
                .entrySet()) {
            var response = post(action.getKey());
            assertThat(response.status()).isEqualTo(501);
            assertThat(response.body())
                    .isEqualTo("{\"reason\":\"Unsupported\",\"message\":\"This needs the module " + action.getValue()
                            + ", which the Java runtime of this worker does not have.\"}");
        }
    }

    @Test
    void whatJavaOffersOnlyWithFlightRecorderSaysSo() throws IOException {
        start(List.of("--limit-modules", "java.base,jdk.management"), BareApp.class.getName());

        for (var action : List.of("threads", "histogram", "vm-info")) {
            var response = post(action);
            // Older versions do without.
            if (response.status() != 200) {
                assertThat(response.status()).isEqualTo(501);
                assertThat(response.body()).contains("This needs the module jdk.jfr, which");
            }
        }
        assertThat(post("gc").status()).isEqualTo(200);
    }

    @Test
    void whatIsTooLongIsCutAtTheEndOfALine() {
        var text = "0123456789\n".repeat(100_000);

        var cut = DiagnosticCommands.cut(text);

        assertThat(cut.getBytes(UTF_8).length).isLessThanOrEqualTo(1024 * 1024).isGreaterThan(1024 * 1024 - 20);
        assertThat(cut).endsWith("0123456789\n... cut off: there are 1100000 bytes in all\n");
        assertThat(DiagnosticCommands.cut("short")).isEqualTo("short");
    }

    private void start(List<String> options) throws IOException {
        start(options, LoggingApp.class.getName());
    }

    private void start(List<String> options, String main) throws IOException {
        var token = Files.writeString(folder.resolve("token"), "t0ken");
        dumps = Files.createDirectory(folder.resolve("tmp"));
        port = ChildJvm.freePort();
        var arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-Dpassword=s3cret", "-Djava.io.tmpdir=" + dumps));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        var app = ChildJvm.start(
                Map.of(
                        "WORKERAPP_CONTROL_PORT", String.valueOf(port),
                        "WORKERAPP_ACTION_TOKEN_FILE", token.toString()),
                arguments);
        apps.add(app);
        app.awaitLine("started");
        await().ignoreExceptions().until(() -> Client.once(port, "/metrics", "").status() == 200);
    }

    private Response post(String action, String... arguments) throws IOException {
        var body = Stream.of(arguments).map(it -> '"' + it + '"').toList().toString();
        return Client.post(port, "/actions/" + action, TOKEN, body);
    }

    private String run(String action, String... arguments) throws IOException {
        var response = post(action, arguments);
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private Path download(String action) throws IOException {
        var response = Client.once(port, "/actions/" + action, TOKEN);
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("content-type", "application/octet-stream");
        return Files.writeString(folder.resolve(action), response.body(), ISO_8859_1);
    }

    /** Files of the runtime's among the pod's temporary ones. */
    private List<Path> left() throws IOException {
        try (var files = Files.walk(dumps)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(jfr|hprof)"))
                    .filter(file -> file.toString().startsWith(dumps + "/workerapp-"))
                    .toList();
        }
    }
}
