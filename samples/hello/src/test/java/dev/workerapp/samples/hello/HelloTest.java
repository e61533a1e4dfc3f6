package dev.workerapp.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelloTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void answers_its_slot_and_version() throws Exception {
        try (var hello = hello(Map.of("WORKER_INSTANCE", "3", "HELLO_VERSION", "v2"))) {
            var response = get(hello, "/");

            assertThat(response.body()).isEqualTo("hello from slot 3, version v2\n");
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void reads_its_greeting_from_a_file_and_again_when_told_to(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("greeting"), "good morning\n");
        try (var hello = hello(Map.of("HELLO_GREETING_FILE", file.toString()))) {
            assertThat(get(hello, "/").body()).startsWith("good morning from slot ");

            Files.writeString(file, "good evening\n");
            hello.readGreetingAgain();
            assertThat(get(hello, "/").body()).startsWith("good evening from slot ");

            Files.delete(file);
            hello.readGreetingAgain();
            assertThat(get(hello, "/").body()).startsWith("good evening from slot ");
        }
    }

    @Test
    void is_ready_unless_its_version_never_gets_ready() throws Exception {
        try (var good = hello(Map.of());
                var broken = hello(Map.of("HELLO_FAULT", "never-ready"))) {
            assertThat(get(good, "/ready").statusCode()).isEqualTo(200);
            assertThat(get(broken, "/ready").statusCode()).isEqualTo(503);
            assertThat(get(broken, "/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void is_not_ready_while_it_takes_a_rest() throws Exception {
        try (var hello = hello(Map.of())) {
            get(hello, "/rest?millis=99999");
            assertThat(get(hello, "/ready").statusCode()).isEqualTo(503);
            assertThat(get(hello, "/").statusCode()).isEqualTo(200);

            get(hello, "/rest?millis=0");
            assertThat(get(hello, "/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void finishes_what_is_in_flight_before_it_stops() throws Exception {
        var hello = hello(Map.of("HELLO_LINGER_MILLIS", "200"));
        var inFlight = inFlight(hello, "/slow?millis=1000");

        hello.close();

        assertThat(inFlight)
                .succeedsWithin(Duration.ofSeconds(30))
                .satisfies(response -> assertThat(response.statusCode()).isEqualTo(200));
        assertThatThrownBy(() -> get(hello, "/")).isInstanceOf(ConnectException.class);
    }

    @Test
    void answers_on_while_it_leaves_and_closes_each_connection() throws Exception {
        var hello = hello(Map.of("HELLO_LINGER_MILLIS", "1000"));
        var before = get(hello, "/");
        var leaving = CompletableFuture.runAsync(hello::close);

        HttpResponse<String> response;
        do {
            response = get(hello, "/");
        } while (response.headers().firstValue("Connection").isEmpty() && !leaving.isDone());

        assertThat(before.headers().firstValue("Connection")).isEmpty();
        assertThat(response.headers().firstValue("Connection")).hasValue("close");
        leaving.join();
    }

    @Test
    void refuses_a_fault_that_it_does_not_know() {
        assertThatThrownBy(() -> Settings.of(Map.of("HELLO_FAULT", "slow")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Hello hello(Map<String, String> env) throws IOException {
        var all = new HashMap<>(Map.of("PORT", "0", "HELLO_LINGER_MILLIS", "0"));
        all.putAll(env);
        return new Hello(Settings.of(all));
    }

    private HttpResponse<String> get(Hello hello, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(hello, path)).build(), BodyHandlers.ofString());
    }

    /** Sends a request, and returns when the worker has it in hand: it has asked for the body. */
    private CompletableFuture<HttpResponse<String>> inFlight(Hello hello, String path) throws InterruptedException {
        var asked = new CountDownLatch(1);
        var body = BodyPublishers.ofInputStream(() -> {
            asked.countDown();
            return InputStream.nullInputStream();
        });
        var request =
                HttpRequest.newBuilder(uri(hello, path)).expectContinue(true).POST(body);
        var response = client.sendAsync(request.build(), BodyHandlers.ofString());
        asked.await();
        return response;
    }

    private static URI uri(Hello hello, String path) {
        return URI.create("http://localhost:" + hello.port() + path);
    }
}
