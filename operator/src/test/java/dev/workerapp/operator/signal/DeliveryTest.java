package dev.workerapp.operator.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.runtime.FanOut;
import dev.workerapp.operator.runtime.ReadyWorker;
import dev.workerapp.operator.signal.Outcome.Missed;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryTest {

    private static final Instant REQUESTED = Instant.parse("2026-01-02T10:00:00Z");

    private static final Delivery.Pace PATIENT = new Delivery.Pace(Duration.ofMillis(1), Duration.ofHours(1));
    private static final Delivery.Pace ONE_ROUND = new Delivery.Pace(Duration.ofHours(1), Duration.ZERO);

    /** To whom it was sent, in order. */
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @Test
    void each_ready_worker_gets_it_once() throws InterruptedException {
        Outcome outcome = deliver(PATIENT, _ -> List.of(pod("a"), pod("b")), (_, _) -> Optional.empty());

        assertThat(outcome).isEqualTo(new Outcome(2, List.of()));
        assertThat(sent).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void younger_workers_and_those_on_their_way_out_get_none() throws InterruptedException {
        Pod sameSecond = created("same", "2026-01-02T10:00:00Z");
        Pod younger = created("younger", "2026-01-02T10:00:01Z");
        Pod ending = new PodBuilder(pod("ending"))
                .editMetadata()
                .withDeletionTimestamp("2026-01-02T09:59:00Z")
                .endMetadata()
                .build();
        Pod ended = new PodBuilder(unready("ended"))
                .editStatus()
                .withPhase("Failed")
                .endStatus()
                .build();

        Outcome outcome =
                deliver(PATIENT, _ -> List.of(sameSecond, younger, ending, ended), (_, _) -> Optional.empty());

        assertThat(outcome).isEqualTo(new Outcome(1, List.of()));
        assertThat(sent).containsExactly("same");
    }

    @Test
    void one_that_is_not_ready_gets_it_when_it_is() throws InterruptedException {
        Outcome outcome = deliver(
                PATIENT, round -> List.of(pod("a"), round < 3 ? unready("b") : pod("b")), (_, _) -> Optional.empty());

        assertThat(outcome).isEqualTo(new Outcome(2, List.of()));
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void one_that_cannot_be_reached_is_tried_again_and_one_that_is_deleted_meanwhile_is_forgotten()
            throws InterruptedException {
        Outcome outcome = deliver(
                PATIENT,
                round -> round < 3 ? List.of(pod("a"), unready("b")) : List.of(pod("a")),
                (worker, attempt) -> {
                    if (attempt < 2) {
                        throw new IOException("no connection");
                    }
                    return Optional.empty();
                });

        assertThat(outcome).isEqualTo(new Outcome(1, List.of()));
        assertThat(sent).containsExactly("a", "a");
    }

    @Test
    void what_an_answer_rules_out_is_not_tried_again() throws InterruptedException {
        Outcome outcome = deliver(
                PATIENT,
                round -> List.of(pod("a"), round < 3 ? unready("b") : pod("b")),
                (worker, _) -> worker.name().equals("a") ? Optional.of("no handler") : Optional.empty());

        assertThat(outcome).isEqualTo(new Outcome(1, List.of(new Missed("a", "no handler"))));
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void when_the_patience_is_over_those_without_it_are_named() throws InterruptedException {
        Outcome outcome = deliver(ONE_ROUND, _ -> List.of(pod("a"), unready("b")), (_, _) -> {
            throw new IOException("no connection");
        });

        assertThat(outcome.raised()).isZero();
        assertThat(outcome.missed())
                .containsExactlyInAnyOrder(new Missed("a", "no connection at port 7979"), new Missed("b", "not ready"));
    }

    @Test
    void one_for_which_the_call_fails_has_not_got_it() throws InterruptedException {
        Outcome outcome = deliver(ONE_ROUND, _ -> List.of(pod("a"), pod("b")), (worker, _) -> {
            if (worker.name().equals("a")) {
                throw new IllegalArgumentException("a token that no header may have");
            }
            return Optional.empty();
        });

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        1,
                        List.of(new Missed(
                                "a", "java.lang.IllegalArgumentException: a token that no header may have"))));
    }

    @Test
    void the_outcome_is_told_in_numbers_and_names() {
        List<Missed> many = IntStream.range(10, 22)
                .mapToObj(i -> new Missed("w-" + i, "no connection"))
                .toList();

        assertThat(new Outcome(0, List.of()).words("HUP", "1"))
                .isEqualTo("Signal HUP (1) was sent to nobody: the app had no worker when it was requested.");
        assertThat(new Outcome(1, List.of()).words("HUP", "1")).isEqualTo("Signal HUP (1) was raised in 1 worker.");
        assertThat(new Outcome(3, List.of()).words("HUP", "1")).isEqualTo("Signal HUP (1) was raised in 3 workers.");
        assertThat(new Outcome(2, List.of(new Missed("b", "not ready"), new Missed("a", "no handler")))
                        .words("HUP", "1"))
                .isEqualTo("Signal HUP (1) was raised in 2 of 4 workers. Not in a: no handler; b: not ready");
        assertThat(new Outcome(0, many).words("HUP", "1"))
                .isEqualTo(
                        "Signal HUP (1) was raised in 0 of 12 workers. Not in w-10, w-11, w-12, w-13, w-14, w-15, w-16,"
                                + " w-17, w-18, w-19 and 2 others: no connection");
    }

    private interface Answer {
        Optional<String> to(ReadyWorker worker, int attempt) throws IOException;
    }

    private Outcome deliver(Delivery.Pace pace, Function<Integer, List<Pod>> workers, Answer answer)
            throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        Map<String, Integer> attempts = new ConcurrentHashMap<>();
        SignalSender sender = new SignalSender() {
            @Override
            public Optional<String> send(ReadyWorker worker, String name, String token) throws IOException {
                sent.add(worker.name());
                return answer.to(worker, attempts.merge(worker.uid(), 1, Integer::sum));
            }

            @Override
            public void close() {}
        };
        return new Delivery(
                        "HUP",
                        "1",
                        REQUESTED,
                        () -> workers.apply(rounds.incrementAndGet()),
                        sender,
                        new FanOut(2),
                        pace)
                .run();
    }

    private static Pod pod(String name) {
        return created(name, "2026-01-02T09:00:00Z");
    }

    private static Pod unready(String name) {
        return new PodBuilder(pod(name))
                .editStatus()
                .editFirstContainerStatus()
                .withReady(false)
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Pod created(String name, String time) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .withUid(name)
                .withCreationTimestamp(time)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withPodIP("127.0.0.1")
                .addNewContainerStatus()
                .withName("worker")
                .withReady(true)
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
