package dev.workerapp.worker.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.testing.TestWorker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class Http2Test {
    @Test
    @Timeout(30)
    void overHttp2RequestsAreCountedAndTheConnectionIsLeftToTheServer() throws Exception {
        var state = TestWorker.fresh();
        var app = new TestApp();
        var server = Container.TOMCAT.start(app);
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                .build();
        try {
            // The first one asks for the upgrade, and still comes by HTTP/1.
            client.send(request, BodyHandlers.ofString());

            state.draining().begin();
            var response = client.send(request, BodyHandlers.ofString());

            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.headers().firstValue("connection")).isEmpty();
            await().until(() -> state.requests().latencies().count() == 2);
            assertThat(state.requests().closing()).isZero();
        } finally {
            server.stop().run();
        }
    }
}
