package dev.workerapp.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Shop shop;

    ShopTest() throws IOException {
        shop = shop(Map.of());
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /            | 200 | shop 1.0, worker 0
                    /products    | 200 | [{"id":1,"name":"tea","price":450},{"id":2,"name":"coffee","price":725},{"id":3,"name":"cocoa","price":580}]
                    /products/2  | 200 | {"id":2,"name":"coffee","price":725}
                    /products/4  | 404 | no such product
                    /products/x  | 404 | not found
                    /report      | 200 | 3 products
                    /health      | 200 | ok
                    /orders      | 404 | not found
                    """)
    void answers_as_the_shop_on_node_did(String path, int status, String body) throws Exception {
        var response = send(request(path));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(body + "\n");
    }

    @Test
    void takes_an_order() throws Exception {
        var response = order("product=3&quantity=2");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("{\"product\":3,\"quantity\":2,\"total\":1160}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "product=3", "product=4&quantity=1", "product=3&quantity=0", "product=3&quantity=1000"})
    void refuses_what_is_no_order(String form) throws Exception {
        assertThat(order(form).statusCode()).isEqualTo(400);
    }

    @Test
    void is_as_slow_as_it_is_told_to_be() throws Exception {
        try (var slow = shop(Map.of("SHOP_DELAY_MILLIS", "200", "SHOP_THREADS", "2"))) {
            long begin = System.nanoTime();

            client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + slow.port() + "/products"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    private static Shop shop(Map<String, String> env) throws IOException {
        var all = new HashMap<>(Map.of("PORT", "0"));
        all.putAll(env);
        return new Shop(Settings.of(all));
    }

    private HttpResponse<String> order(String form) throws IOException, InterruptedException {
        return send(request("/orders").POST(BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + shop.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
