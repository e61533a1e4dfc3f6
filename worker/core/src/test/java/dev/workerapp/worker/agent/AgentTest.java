package dev.workerapp.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.testing.ChildJvm;
import dev.workerapp.worker.testing.Client;
import dev.workerapp.worker.testing.Users;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgentTest {
    private static final String TOKEN = "Authorization: Bearer s3cret\r\n";
    private static final String AGENT = "-javaagent:" + System.getProperty("worker.jar");

    private final int port = freePort();
    private final int control = freePort();

    @Test
    void anAppThatKnowsNothingIsDrainedAndEndedUnderLoadWithoutAFailedRequest() throws Exception {
        int otherPort = freePort();
        try (var old = listening(port, "old", Map.of());
                var replacement = start(otherPort, "new", Map.of());
                var users = new Users(port)) {
            replacement.awaitLine("listening");
            await().until(() -> users.servedBy("old") > 300);
            var slow = inBackground(port, "/slow");
            await().until(() -> metric("workerapp_requests_in_flight") >= 1);

            // The balancer hears of it a moment after the worker, as in a cluster.
            var drained = inBackground(control, "/drain");
            await().until(() -> metric("workerapp_closing_responses_total") > 20);
            users.pointTo(otherPort);
            var drainAnswer = drained.get(10, TimeUnit.SECONDS);
            var metrics = get("/metrics").body();
            old.terminate();
            int exitCode = old.exitCode();
            await().until(() -> users.servedBy("new") > 300);

            assertThat(users.failed()).isEmpty();
            assertThat(drainAnswer.status()).isEqualTo(200);
            assertThat(metrics)
                    .containsPattern("runtime=\"\\d+\\.\\d+\\.\\d+[^\"]*\"")
                    .contains("workerapp_request_failures_total 0\n");
            assertThat(metrics).contains("workerapp_worker_ready 1\n", "workerapp_worker_draining 1\n");
            assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("old");
            assertThat(slow.get().closes())
                    .as("the slow request was there before the drain")
                    .isTrue();
            assertThat(exitCode).isEqualTo(143);
            assertThat(old.lines()).anyMatch(line -> line.matches("workerapp: stopped: .* 0 of them not finished.*"));
        }
    }

    @Test
    void aRequestInFlightAtTheSignalFinishesThoughNobodyDrained(@TempDir Path folder) throws Exception {
        var log = Files.createFile(folder.resolve("termination-log"));
        try (var app = listening(port, "app", Map.of("WORKERAPP_TERMINATION_LOG", log.toString()))) {
            var slow = inBackground(port, "/slow");
            await().until(() -> metric("workerapp_requests_in_flight") == 1);

            app.terminate();

            assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("app");
            assertThat(app.exitCode()).isEqualTo(143);
            app.awaitLine("1 requests in flight at the signal, 0 of them not finished");
            assertThat(log).content().contains("\"drained\":false", "\"inFlight\":1", "\"unfinished\":0");
        }
    }

    @Test
    void anAppThatExitsFromARequestIsNotKeptWaitingForThatRequest() throws Exception {
        try (var app = listening(port, "app", Map.of("WORKERAPP_STOP_SECONDS", "600"))) {
            var exit = inBackground(port, "/exit");

            int exitCode = app.exitCode();

            assertThat(exitCode).isEqualTo(3);
            assertThat(exit.handle((response, failure) -> failure != null).get(10, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void theAgentAloneReportsReadyWhenThePortAcceptsAndTheWarmUpIsDone() throws Exception {
        var warmUp = Map.of("WORKERAPP_WARM_UP_PATH", "/warm", "WORKERAPP_WARM_UP_REQUESTS", "50");
        try (var app = start(port, "app", warmUp)) {
            app.awaitLine("warm-up: 50 of 50 calls of /warm served, 0 failed");

            await().until(() -> get("/ready").status() == 200);

            assertThat(metric("workerapp_warm_up_requests_total")).isEqualTo(50);
            assertThat(metric("workerapp_requests_total")).isZero();
        }
    }

    @Test
    void theAgentComesByTheLaunchersVariableBesideTheImagesOwn() throws Exception {
        var environment = environment(Map.of(
                "WORKERAPP_PORT",
                Integer.toString(port),
                "JAVA_TOOL_OPTIONS",
                "-Dfrom=image",
                "JDK_JAVA_OPTIONS",
                AGENT + " -Dfrom.options=yes"));
        var arguments = List.of("-cp", "target/test-classes", PlainApp.class.getName(), "" + port, "app");
        try (var app = ChildJvm.start(environment, arguments)) {
            app.awaitLine("Picked up JAVA_TOOL_OPTIONS: -Dfrom=image");
            app.awaitLine("Picked up JDK_JAVA_OPTIONS: " + AGENT + " -Dfrom.options=yes");

            await().until(() -> status("/ready") == 200);
        }
    }

    @Test
    void outsideAClusterTheAgentDoesNothing() throws Exception {
        var arguments = List.of(AGENT, "-cp", "target/test-classes", PlainApp.class.getName(), "" + port, "laptop");
        try (var app = ChildJvm.start(Map.of(), arguments).awaitLine("listening")) {
            var response = Client.once(port, "/", "");

            app.terminate();

            assertThat(response.body()).isEqualTo("laptop");
            assertThat(app.exitCode()).isEqualTo(143);
            assertThat(app.lines()).containsExactly("listening");
        }
    }

    @Test
    void outsideAClusterTheLibraryOpensNothingStartsNothingAndRunsTheStopCallbacks() throws Exception {
        var arguments = List.of("-cp", "target/classes:target/test-classes", LaptopApp.class.getName());
        try (var app = ChildJvm.start(Map.of(), arguments)) {
            app.awaitLine("stop callback");

            assertThat(app.exitCode()).isZero();
            assertThat(app.lines())
                    .containsExactly("slot 0, draining false", "threads of the runtime: 0", "stop callback");
        }
    }

    @Test
    void aControlPortThatIsTakenDoesNotKeepTheAppFromRunning() throws Exception {
        var taken = new ServerSocket(control);
        try (taken;
                var app = start(port, "app", Map.of())) {
            app.awaitLine("the control port " + control + " cannot be opened yet");
            app.awaitLine("listening");
            assertThat(Client.once(port, "/", "").body()).isEqualTo("app");

            release(taken);

            await().until(() -> status("/ready") == 200);
        }
    }

    @Test
    void inAnImageOfTheFewestModulesTheWorkerStillGetsReadyAndDrains() throws Exception {
        var arguments = List.of(
                "--limit-modules",
                "java.base,java.instrument",
                AGENT,
                "-cp",
                "target/test-classes",
                TinyApp.class.getName());
        try (var app = ChildJvm.start(
                environment(Map.of("WORKERAPP_PORT", "" + port, "WORKERAPP_DRAIN_SECONDS", "1")), arguments)) {
            app.awaitLine("no HTTP server here");
            app.awaitLine("no management here");
            var socket = new ServerSocket(port);
            try (socket) {
                await().until(() -> status("/ready") == 200);
            }

            assertThat(get("/drain").body()).startsWith("drained in 1.0");
            assertThat(get("/metrics").body())
                    .contains("workerapp_worker_draining 1")
                    .doesNotContain("jvm_");
            assertThat(get("/usage").body()).isEqualTo("{\"requests\":0}");
            app.terminate();
            assertThat(app.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void theLibraryInAChildFirstClassLoaderSharesTheAgentsState() throws Exception {
        var environment = environment(Map.of("WORKERAPP_READY_ON", "Ready", "WORKERAPP_SLOT", "5"));
        var arguments = List.of(AGENT, "-cp", "target/test-classes", TwoCopies.class.getName(), "target/classes/");
        try (var app = ChildJvm.start(environment, arguments).awaitLine("copies: 2, slot 5")) {
            var readyBefore = status("/ready");
            Client.once(control, "/drain", TOKEN);

            app.awaitLine("the copy hears of the drain: true");
            assertThat(readyBefore).isEqualTo(200);
            app.awaitLine("the copy's check is asked");
            app.awaitLine("the copy gets Message[from=OptionalInt[5], json=[1]]");
            app.terminate();
            app.awaitLine("the copy stops");
            assertThat(app.exitCode()).isEqualTo(143);
        }
    }

    private ChildJvm listening(int port, String name, Map<String, String> more) throws IOException {
        var app = start(port, name, more).awaitLine("listening");
        await().until(() -> status("/ready") == 200);
        return app;
    }

    private ChildJvm start(int port, String name, Map<String, String> more) throws IOException {
        var arguments = new ArrayList<>(List.of(AGENT, "-cp", "target/test-classes"));
        arguments.addAll(List.of(PlainApp.class.getName(), Integer.toString(port), name));
        var environment = environment(more);
        environment.put("WORKERAPP_PORT", Integer.toString(port));
        if (port != this.port) {
            environment.put("WORKERAPP_CONTROL_PORT", Integer.toString(freePort()));
        }
        return ChildJvm.start(environment, arguments);
    }

    private Map<String, String> environment(Map<String, String> more) {
        var environment = new TreeMap<>(Map.of(
                "WORKERAPP_CONTROL_PORT", Integer.toString(control),
                "WORKERAPP_CONTROL_TOKEN", "s3cret",
                "WORKERAPP_DRAIN_SECONDS", "2",
                "WORKERAPP_QUIET_SECONDS", "1",
                "WORKERAPP_READY_ON", "Listen"));
        environment.putAll(more);
        return environment;
    }

    private Client.Response get(String path) throws IOException {
        return Client.once(control, path, TOKEN);
    }

    private int status(String path) {
        try {
            return get(path).status();
        } catch (IOException e) {
            return 0;
        }
    }

    private double metric(String name) throws IOException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static CompletableFuture<Client.Response> inBackground(int port, String path) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Client.once(port, path, TOKEN);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    private static void release(ServerSocket taken) throws IOException {
        taken.close();
    }

    private static int freePort() {
        try {
            return ChildJvm.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
