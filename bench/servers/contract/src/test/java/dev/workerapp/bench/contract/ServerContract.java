package dev.workerapp.bench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.testing.ChildJvm;
import dev.workerapp.worker.testing.Client;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every server does, in a JVM of its own: to be extended for each. */
@Timeout(120)
public abstract class ServerContract {
    private static final String TOKEN = "Authorization: Bearer s3cret\r\n";

    private final String name;

    /** The name that the server answers with, and that its package ends with. */
    protected ServerContract(String name) {
        this.name = name;
    }

    enum Variant {
        PLAIN("Plain"),
        LIBRARY("Library");

        private final String main;

        Variant(String main) {
            this.main = main;
        }

        /** The plain one runs without the worker runtime's jars, as it does in its image. */
        String classPath() {
            return String.join(
                    File.pathSeparator,
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                            .filter(entry -> this == LIBRARY || !entry.matches(".*[/\\\\]workerapp-worker-[^/\\\\]*"))
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersWhatTheContractSays(Variant variant) throws IOException {
        try (var server = start(variant, Map.of("VERSION", "v7", "WORKER_INSTANCE", "3", "HOSTNAME", "pod-3"));
                var client = new Client(server.awaitPort())) {
            var hello = client.get("/");
            assertThat(hello.status()).isEqualTo(200);
            assertThat(hello.body()).isEqualTo(name + " v7 slot 3\n");
            assertThat(hello.headers()).containsEntry("x-worker", "pod-3");

            client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.read().body()).isEqualTo("hello");

            long begin = System.nanoTime();
            assertThat(client.get("/slow?millis=300").status()).isEqualTo(200);
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(300_000_000);

            var stream = client.get("/stream?seconds=1");
            assertThat(stream.headers()).containsEntry("transfer-encoding", "chunked");
            assertThat(stream.body().lines()).hasSize(11).startsWith("line 0").endsWith("end");

            assertThat(client.get("/ready").status()).isEqualTo(200);
            // On connections of their own: some servers close one after such an answer.
            assertThat(statusOf(server, "/slow?millis=60001")).isEqualTo(400);
            assertThat(statusOf(server, "/stream?seconds=x")).isEqualTo(400);
            assertThat(statusOf(server, "/nothing")).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void finishesWhatIsInFlightAtSigterm(Variant variant) throws Exception {
        try (var server = start(variant, Map.of());
                var client = new Client(server.awaitPort())) {
            client.send("GET /slow?millis=2000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            // Two answers on other connections, so that the request before them is surely with its handler.
            Client.once(server.awaitPort(), "/slow?millis=500", "");
            Client.once(server.awaitPort(), "/", "");

            server.terminate();

            assertThat(client.read().body()).isEqualTo(name + " v1 slot 0\n");
            assertThat(server.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void streamsEndProperlyWhenTheWorkerWithTheLibraryDrains() throws Exception {
        int control = ChildJvm.freePort();
        try (var server = start(
                        Variant.LIBRARY,
                        Map.of(
                                "WORKERAPP_CONTROL_PORT",
                                Integer.toString(control),
                                "WORKERAPP_CONTROL_TOKEN",
                                "s3cret"));
                var client = new Client(server.awaitPort())) {
            await().ignoreExceptions()
                    .until(() -> Client.once(control, "/ready", "").status() == 200);
            client.send("GET /stream?seconds=600 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await().until(() -> inFlight(control) == 1);

            var drained = Client.once(control, "/drain", TOKEN);

            assertThat(drained.status()).isEqualTo(200);
            assertThat(client.read().body()).endsWith("bye\n");
            await().until(() -> inFlight(control) == 0);
            server.terminate();
            assertThat(server.exitCode()).isEqualTo(143);
        }
    }

    /** A JVM with the server on a free port; for the tests of one server alone too. */
    protected final ChildJvm startLibrary(Map<String, String> environment) throws IOException {
        return start(Variant.LIBRARY, environment);
    }

    private ChildJvm start(Variant variant, Map<String, String> environment) throws IOException {
        var all = new TreeMap<>(environment);
        all.put("PORT", "0");
        return ChildJvm.start(
                all, List.of("-cp", variant.classPath(), "dev.workerapp.bench." + name + "." + variant.main));
    }

    private static int statusOf(ChildJvm server, String path) throws IOException {
        return Client.once(server.awaitPort(), path, "").status();
    }

    private static double inFlight(int control) throws IOException {
        return Client.once(control, "/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith("workerapp_requests_in_flight "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
