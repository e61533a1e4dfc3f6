package dev.workerapp.cli.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.follow.Shop;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.metrics.Pages;
import dev.workerapp.cli.metrics.Sampler;
import dev.workerapp.cli.testing.RecordedCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DashboardTest {

    private static final String APPS = "/apis/workerapp.dev/v1/namespaces/default/workerapps?resourceVersion=0";
    private static final String PODS =
            "/api/v1/namespaces/default/pods?labelSelector=workerapp.dev%2Fworker%3Dtrue&resourceVersion=0";
    private static final String OF_SLOT_3 = "/api/v1/namespaces/default/pods/shop-3-x7k2p:7979/proxy/metrics";

    private final RecordedCluster cluster = new RecordedCluster()
            .answer(APPS, "apps.json")
            .answer(PODS, "shop-workers.json")
            .answer(
                    "GET",
                    OF_SLOT_3,
                    200,
                    "workerapp_requests_in_flight 3\njvm_memory_used_bytes{area=\"heap\"} 1024\n".getBytes(UTF_8));

    private Board board(Api api, Sampler sampler, String... names) {
        return new Board(api, sampler, "default", Set.of(names), InstantSource.fixed(CommandLines.NOW));
    }

    private static byte[] bytes(Json json) {
        return JsonText.compact(json).getBytes(UTF_8);
    }

    private static Json find(Json list, String name) {
        return list.items().stream()
                .filter(item -> item.at("name").text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsAppsWithTheirWorkersAndWhatIsMissing() {
        try (Api api = cluster.open();
                Sampler sampler = new Sampler(Pages.through(api), Duration.ofSeconds(30))) {
            Board board = board(api, sampler);
            board.look();

            Json shop = find(board.now().at("apps"), "shop");
            assertThat(shop.at("inFlight").text()).isEqualTo("3.0");
            Json worker = find(shop.at("workers"), "shop-3-x7k2p");
            assertThat(worker.at("status").text()).isEqualTo("ready");
            assertThat(worker.at("heapUsed").text()).isEqualTo("1024.0");
            assertThat(worker.at("requests").present()).isFalse();
            assertThat(find(shop.at("workers"), "shop-1-8fk1s").at("status").text())
                    .isEqualTo("Terminating");
            assertThat(find(shop.at("workers"), "shop-4-m2n4p").at("status").text())
                    .isEqualTo("CrashLoopBackOff");
            assertThat(board.now().at("missing").items())
                    .contains(Json.of("slot 0 has no worker runtime, or the API server can't reach its pod"));
            assertThat(board.history("shop").orElseThrow().items()).hasSize(1);
            assertThat(board.history("other")).isEmpty();
        }
    }

    @Test
    void namesRevisionsByTheirNumbersAndSaysHowTheReloadWent() {
        cluster.answer("GET", APPS, 200, bytes(Shop.list(Shop.complete(4, ",'drained':4"))));
        cluster.answer("GET", PODS, 200, bytes(Shop.list(Shop.worker(3, 6, true, false))));
        try (Api api = cluster.open();
                Sampler sampler = new Sampler(Pages.through(api), Duration.ofSeconds(30))) {
            Board board = board(api, sampler);
            board.look();

            Json shop = find(board.now().at("apps"), "shop");
            assertThat(shop.at("revision").text()).isEqualTo("7");
            assertThat(shop.at("reloadWords").text()).isEqualTo("reload: complete 0s ago, nothing lost");
            assertThat(find(shop.at("workers"), "shop-3-r6").at("revision").text())
                    .isEqualTo("6");
        }
    }

    @Test
    void showsOnlyTheAppsThatAreNamed() {
        try (Api api = cluster.open();
                Sampler sampler = new Sampler(Pages.through(api), Duration.ofSeconds(30))) {
            Board board = board(api, sampler, "shop");
            board.look();

            assertThat(board.now().at("apps").items()).hasSize(1);
        }
    }

    @Test
    void keepsWhatItSawWhenTheApiServerFails() {
        try (Api api = cluster.open();
                Sampler sampler = new Sampler(Pages.through(api), Duration.ofSeconds(30))) {
            Board board = board(api, sampler);
            board.look();
            cluster.answer("GET", APPS, 500, "{\"kind\":\"Status\",\"message\":\"etcd is away\"}".getBytes(UTF_8));
            board.lookAgain();

            assertThat(board.now().at("failure").text()).contains("etcd is away");
            assertThat(board.now().at("apps").items()).isNotEmpty();

            cluster.answer(APPS, "apps.json");
            board.lookAgain();
            assertThat(board.now().at("failure").present()).isFalse();
        }
    }

    /** What the server answers, with the status line. */
    private static String request(URI page, String method, String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.getPort())) {
            String text = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void servesThePageToThisMachineAlone() throws IOException {
        try (Api api = cluster.open();
                Sampler sampler = new Sampler(Pages.through(api), Duration.ofSeconds(30))) {
            Board board = board(api, sampler);
            board.look();
            try (PageServer server = PageServer.start(0, board)) {
                URI page = URI.create(server.address());
                String host = page.getAuthority();

                assertThat(request(page, "GET", page.getPath(), host))
                        .startsWith("HTTP/1.1 200 ")
                        .containsIgnoringCase("Content-security-policy: default-src 'self'")
                        .doesNotContainIgnoringCase("Access-Control-Allow-Origin")
                        .contains("<title>WorkerApps</title>");
                assertThat(request(page, "GET", page.getPath() + "dashboard.js", host))
                        .startsWith("HTTP/1.1 200 ");
                assertThat(request(page, "GET", page.getPath() + "dashboard.css", host))
                        .startsWith("HTTP/1.1 200 ");
                String now = request(page, "GET", page.getPath() + "now.json", host);
                Json body =
                        JsonText.read(now.substring(now.indexOf("\r\n\r\n") + 4).getBytes(UTF_8));
                assertThat(body).isEqualTo(board.now());
                assertThat(request(page, "GET", page.getPath() + "history.json?app=shop", host))
                        .startsWith("HTTP/1.1 200 ")
                        .contains("\"revisions\"");

                assertThat(request(page, "GET", page.getPath() + "history.json?app=no", host))
                        .startsWith("HTTP/1.1 404 ");
                assertThat(request(page, "GET", "/now.json", host)).startsWith("HTTP/1.1 404 ");
                String token = page.getPath().substring(1);
                String other = (token.startsWith("x") ? "y" : "x") + token.substring(1);
                assertThat(request(page, "GET", "/" + other + "now.json", host)).startsWith("HTTP/1.1 404 ");
                assertThat(request(page, "GET", page.getPath() + "../now.json", host))
                        .startsWith("HTTP/1.1 404 ");
                assertThat(request(page, "POST", page.getPath() + "now.json", host))
                        .startsWith("HTTP/1.1 405 ");
                assertThat(request(page, "GET", page.getPath(), "example.com:" + page.getPort()))
                        .startsWith("HTTP/1.1 403 ");
                assertThat(request(page, "GET", page.getPath(), "localhost:" + page.getPort()))
                        .startsWith("HTTP/1.1 200 ");

                assertThatThrownBy(() -> PageServer.start(page.getPort(), board))
                        .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.message())
                                .startsWith("error: port " + page.getPort() + " of loopback can't be had"));
            }
        }
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThat(CommandLines.of(cluster).run("dashboard", "--port", "70000").err())
                .isEqualTo("error: --port is a number from 0 to 65535, not \"70000\"\n");
    }
}
