package dev.workerapp.cli.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.kubectl.Kubectl;
import dev.workerapp.cli.kubectl.KubectlFlags;
import dev.workerapp.cli.testing.RecordedCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program in kubectl's place that forwards to a server of the test, and to nobody for the pod {@code shop-1}. */
class ForwardedPagesTest {

    @TempDir
    private Path folder = Path.of("");

    private final HttpServer runtime = server();
    private Path started = Path.of("");

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void serve() {
        started = folder.resolve("started");
        runtime.createContext("/metrics", exchange -> {
            byte[] body = "workerapp_requests_in_flight 3\n".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        runtime.start();
    }

    @AfterEach
    void stop() {
        runtime.stop(0);
    }

    private Kubectl kubectl() throws IOException {
        Path program = folder.resolve("kubectl");
        Files.writeString(program, """
                #!/bin/sh
                echo "$$ $*" >>%s
                case "$*" in
                *pod/shop-1*) echo 'Error from server (Forbidden): pods "shop-1" is forbidden' >&2; exit 1 ;;
                esac
                echo 'Forwarding from 127.0.0.1:%d -> 7979'
                exec sleep 600
                """.formatted(started, runtime.getAddress().getPort()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new Kubectl(
                KubectlFlags.split(List.of("--context=there")), Map.of("KUBECTL_PATH", program.toString()), System.err);
    }

    private static Worker worker(String name) {
        return new Worker(RecordedCluster.json("{'metadata':{'name':'" + name + "','namespace':'one','uid':'" + name
                + "','labels':{'workerapp.dev/slot':'0'}},"
                + "'status':{'conditions':[{'type':'Ready','status':'True'}]}}"));
    }

    private List<String> started() throws IOException {
        return Files.readAllLines(started);
    }

    private static boolean isAlive(String line) {
        return ProcessHandle.of(Long.parseLong(line.split(" ", 2)[0]))
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }

    @Test
    void keepsAKubectlForEachWorkerUntilItIsAskedNoMore() throws IOException {
        try (Sampler sampler = new Sampler(new ForwardedPages(kubectl()), Duration.ofSeconds(30))) {
            List<Worker> both = List.of(worker("shop-0"), worker("shop-2"));
            sampler.sample(both);
            Map<String, Measured> measured = sampler.sample(both);

            assertThat(measured.values()).allMatch(Measured.Known.class::isInstance);
            assertThat(started())
                    .hasSize(2)
                    .allMatch(line -> line.contains(
                            " --context=there port-forward --namespace=one --address=127.0.0.1 pod/shop-"))
                    .allMatch(line -> line.endsWith(" :7979"))
                    .allMatch(ForwardedPagesTest::isAlive);

            sampler.sample(both.subList(0, 1));
            Awaitility.await().until(() -> started().stream()
                    .filter(ForwardedPagesTest::isAlive)
                    .allMatch(line -> line.contains("shop-0")));
        }
        Awaitility.await().until(() -> started().stream().noneMatch(ForwardedPagesTest::isAlive));
    }

    @Test
    void saysWhyAWorkerIsNotReached() throws IOException {
        try (Sampler sampler = new Sampler(new ForwardedPages(kubectl()), Duration.ofSeconds(30))) {
            assertThat(Sampler.reasons(sampler.sample(List.of(worker("shop-1")))))
                    .containsExactly("slot 0: no answer: Error from server (Forbidden): pods \"shop-1\" is forbidden");
            runtime.stop(0);
            assertThat(Sampler.reasons(sampler.sample(List.of(worker("shop-0")))))
                    .containsExactly("slot 0: no answer: nothing at its port 7979");
        }
    }

    @Test
    void startsAnotherKubectlWhereOneHasEnded() throws IOException {
        try (Sampler sampler = new Sampler(new ForwardedPages(kubectl()), Duration.ofSeconds(30))) {
            List<Worker> one = List.of(worker("shop-0"));
            sampler.sample(one);
            ProcessHandle first = ProcessHandle.of(
                            Long.parseLong(started().getFirst().split(" ", 2)[0]))
                    .orElseThrow();
            first.destroy();
            first.onExit().join();

            assertThat(sampler.sample(one).values()).allMatch(Measured.Known.class::isInstance);
            assertThat(started()).hasSize(2);
        }
    }
}
