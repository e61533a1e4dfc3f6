package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.lease.WriteGate;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventRecorderTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static Event event(String name) {
        return event(name, 0);
    }

    private static Event event(String name, int second) {
        return new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("shop")
                .endMetadata()
                .withEventTime(new MicroTime("2026-01-01T00:00:%02d.000000Z".formatted(second)))
                .withReason("Reload")
                .build();
    }

    @Nested
    @EnableKubernetesMockClient(crud = true)
    @SuppressWarnings("NullAway.Init") // the extension sets the fields
    class OnAServerThatKeepsThem {

        KubernetesClient client;

        @Test
        void all_that_was_told_is_written_before_it_closes() {
            try (EventRecorder events = new EventRecorder(client, Duration.ZERO, PATIENCE)) {
                List.of("one", "two", "three").forEach(name -> events.record(event(name)));
            }

            assertThat(written())
                    .extracting(event -> event.getMetadata().getName())
                    .containsExactlyInAnyOrder("one", "two", "three");
        }

        @Test
        void the_same_news_again_is_counted() {
            try (EventRecorder events = new EventRecorder(client, Duration.ZERO, PATIENCE)) {
                events.record(event("one", 1));
                events.record(event("one", 2));
                events.record(event("one", 3));
            }

            assertThat(written())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getSeries().getCount()).isEqualTo(3));
        }

        @Test
        void one_that_is_sent_twice_since_its_answer_was_lost_is_counted_once() {
            try (EventRecorder events = new EventRecorder(client, Duration.ZERO, PATIENCE)) {
                events.record(event("one", 1));
                events.record(event("one", 1));
                events.record(event("one", 2));
                events.record(event("one", 2));
            }

            assertThat(written())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getSeries().getCount()).isEqualTo(2));
        }

        @Test
        void one_that_the_gate_keeps_back_is_dropped_and_the_next_is_written() {
            Instant renewed = Instant.parse("2026-01-01T00:00:00Z");
            AtomicInteger looks = new AtomicInteger();
            WriteGate gate = WriteGate.leased(
                    () -> Duration.ofSeconds(looks.getAndIncrement() == 0 ? 60 : 1)
                            .toNanos(),
                    () -> renewed);
            gate.renewed(new WriteGate.Moment(0, renewed));

            try (Connection connection = Connection.to(client.getConfiguration(), gate);
                    EventRecorder events = new EventRecorder(connection.client(), Duration.ZERO, PATIENCE)) {
                events.record(event("one"));
                events.record(event("two"));
            }

            assertThat(written())
                    .extracting(event -> event.getMetadata().getName())
                    .containsExactly("two");
        }

        private List<Event> written() {
            return client.events().v1().events().inNamespace("shop").list().getItems();
        }
    }

    @Nested
    @EnableKubernetesMockClient
    @SuppressWarnings("NullAway.Init") // the extension sets the fields
    class OnAServerThatDoesAsItLikes {

        private static final String PATH = "/apis/events.k8s.io/v1/namespaces/shop/events";

        KubernetesMockServer server;
        KubernetesClient client;

        @Test
        void one_that_is_refused_is_dropped_and_the_next_is_written() throws InterruptedException {
            server.expect()
                    .post()
                    .withPath(PATH)
                    .andReturn(403, new StatusBuilder().withCode(403).build())
                    .once();
            server.expect().post().withPath(PATH).andReturn(201, event("two")).once();

            try (EventRecorder events = new EventRecorder(client, Duration.ZERO, PATIENCE)) {
                events.record(event("one"));
                events.record(event("two"));
            }

            assertThat(server.takeRequest().getBody().readUtf8()).contains("\"one\"");
            assertThat(server.takeRequest().getBody().readUtf8()).contains("\"two\"");
        }

        @Test
        void nobody_waits_for_a_slow_server() throws InterruptedException {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch answers = new CountDownLatch(1);
            server.expect()
                    .post()
                    .withPath(PATH)
                    .andReply(201, _ -> {
                        asked.countDown();
                        await(answers);
                        return event("one");
                    })
                    .always();

            try (EventRecorder events = new EventRecorder(client, Duration.ZERO, Duration.ofMillis(1))) {
                events.record(event("one"));
                await(asked);
                events.record(event("two"));
            }

            // Who waited for the first could have told the second only after that had failed, and it would have been
            // sent.
            assertThat(server.getRequestCount()).isEqualTo(1);
            answers.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
