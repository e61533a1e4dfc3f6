package dev.workerapp.worker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.testing.Client;
import dev.workerapp.worker.testing.TestWorker;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

/** What the starter does in every kind of web app, on a real server. */
@Timeout(60)
@DirtiesContext
@SpringBootTest(classes = TestApp.class, webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class DrainContract {
    @Autowired
    ApplicationContext context = new GenericApplicationContext();

    @Value("${local.server.port}")
    int port;

    @Autowired
    TestApp.Held held = new TestApp().held();

    @BeforeAll
    static void beforeSpringStartsTheApp() {
        TestWorker.fresh();
    }

    @Test
    void theStarterReportsWhetherTheAppTakesTrafficCountsRequestsAndClosesConnectionsWhileDraining()
            throws IOException {
        assertThat(TestWorker.ready()).isTrue();
        publish(ReadinessState.REFUSING_TRAFFIC);
        assertThat(TestWorker.ready()).isFalse();
        var state = TestWorker.fresh();
        publish(ReadinessState.ACCEPTING_TRAFFIC);
        try (var client = new Client(port);
                var slow = new Client(port)) {
            assertThat(client.get("/").closes()).isFalse();
            assertThat(client.get("/").body()).contains("hello");
            slow.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> state.requests().inFlight() == 1);

            state.draining().begin();

            // As Spring Boot does when it shuts down.
            publish(ReadinessState.REFUSING_TRAFFIC);
            assertThat(TestWorker.ready()).isTrue();
            assertThat(client.get("/").closes()).isTrue();
            assertThat(client.closedByServer()).isTrue();
            held.answer().tryEmitValue("at last").orThrow();
            assertThat(slow.read().body()).isEqualTo("at last");
        }
        await().until(() -> state.requests().latencies().count() == 4);
        assertThat(state.requests().inFlight()).isZero();
    }

    @Test
    void aRequestHasFailedWhereTheAppThrowsAndNotWhereThePageIsMissing() throws IOException {
        var state = TestWorker.fresh();
        publish(ReadinessState.ACCEPTING_TRAFFIC);

        assertThat(Client.once(port, "/broken", "").status()).isEqualTo(500);
        assertThat(Client.once(port, "/missing", "").status()).isEqualTo(404);
        assertThat(Client.once(port, "/", "").status()).isEqualTo(200);

        await().until(() -> state.requests().latencies().count() == 3);
        await().until(() -> state.requests().failures() == 1);
    }

    private void publish(ReadinessState readiness) {
        AvailabilityChangeEvent.publish(context, readiness);
    }
}
