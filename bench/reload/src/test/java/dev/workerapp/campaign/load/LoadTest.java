package dev.workerapp.campaign.load;

import static dev.workerapp.campaign.load.ScriptedServer.GREETING;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The load as a whole, against servers on loopback. */
class LoadTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Test
    void all_is_sent_at_its_time() throws Exception {
        try (var server = forEver()) {
            Collection<Exchange> all = run(server.plan(true, 500, 100, LONG));

            assertThat(all).hasSize(100).allMatch(exchange -> exchange.outcome() == Outcome.OK);
            List<Long> due = all.stream().map(Exchange::due).sorted().toList();
            assertThat(due.getLast() - due.getFirst()).isEqualTo(99 * 2000);
            assertThat(all).allMatch(exchange -> exchange.sent() >= exchange.due());
        }
    }

    @Test
    void a_stall_shows_in_the_requests_that_were_due_meanwhile() throws Exception {
        var count = new AtomicInteger();
        try (var server = new ScriptedServer(peer -> {
            while (true) {
                peer.request();
                if (count.incrementAndGet() == 10) {
                    NEVER.await(500, TimeUnit.MILLISECONDS);
                }
                peer.answer(GREETING);
            }
        })) {
            List<Exchange> all = run(server.plan(true, 100, 60, LONG)).stream()
                    .sorted((a, b) -> Long.compare(a.due(), b.due()))
                    .toList();

            // The tenth takes 500 ms. So each of the next 50 waits: 490 ms, 480 ms, … A client that pauses with the
            // server would see one slow request.
            assertThat(all.get(9).micros()).isGreaterThanOrEqualTo(500_000);
            for (int later = 10; later < 55; later++) {
                assertThat(all.get(later).micros())
                        .as("request " + later)
                        .isGreaterThanOrEqualTo(500_000 - (later - 9) * 10_000L - 1);
            }
        }
    }

    @Test
    void a_request_that_finds_no_connection_in_time_has_failed_and_is_not_sent() throws Exception {
        try (var server = new ScriptedServer(peer -> {
            peer.request();
            peer.awaitEnd();
        })) {
            // All are due at the same time, and the first one holds the only connection until that time is over.
            int atOnce = 5_000_000;
            Collection<Exchange> all = run(server.plan(true, atOnce, 5, Duration.ofMillis(200)));

            assertThat(all).hasSize(5).allMatch(exchange -> exchange.outcome() == Outcome.TIMEOUT);
            assertThat(all)
                    .filteredOn(exchange -> exchange.detail().equals("no connection was free in time"))
                    .hasSizeGreaterThanOrEqualTo(4);
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void it_goes_on_after_failures() throws Exception {
        var count = new AtomicInteger();
        try (var server = new ScriptedServer(peer -> {
            while (true) {
                peer.request();
                if (count.incrementAndGet() % 3 == 0) {
                    return;
                }
                peer.answer(GREETING);
            }
        })) {
            Collection<Exchange> all = run(server.plan(true, 500, 30, LONG));

            assertThat(all).hasSize(30);
            assertThat(all.stream().filter(exchange -> exchange.outcome().failed()))
                    .hasSize(10)
                    .allMatch(exchange -> exchange.outcome() == Outcome.RESET_BEFORE_RESPONSE);
        }
    }

    @Test
    void what_is_posted_must_come_back() throws Exception {
        try (var server = new ScriptedServer(peer -> {
            while (true) {
                String body = peer.request();
                peer.answer(body.isEmpty() ? GREETING : body.contains("7") ? "another" : body);
            }
        })) {
            LoadPlan gets = server.plan(true, 500, 20, LONG);
            LoadPlan plan = new LoadPlan(gets.host(), gets.port(), true, 4, 500, 20, 2, 0, 1, 0, LONG);

            Collection<Exchange> all = run(plan);

            assertThat(all.stream().collect(groupingBy(Exchange::method)))
                    .hasEntrySatisfying(
                            "GET",
                            some -> assertThat(some).hasSize(10).allMatch(exchange -> exchange.outcome() == Outcome.OK))
                    .hasEntrySatisfying("POST", some -> assertThat(some)
                            .hasSize(10)
                            .filteredOn(exchange -> exchange.outcome() == Outcome.WRONG_BODY)
                            .hasSize(2));
        }
    }

    @Test
    void slow_requests_finish_and_streams_that_are_open_at_the_end_do_not_count() throws Exception {
        var streams = new AtomicInteger();
        var end = new CountDownLatch(1);
        try (var server = new ScriptedServer(peer -> stream(peer, streams, end))) {
            LoadPlan gets = server.plan(false, 100, 1000, LONG);
            LoadPlan plan = new LoadPlan(gets.host(), gets.port(), false, 2, 100, 100_000, 0, 2, 50, 1, LONG);

            Collection<Exchange> all = LoadMain.run(plan, () -> await(end));

            assertThat(all.stream().filter(exchange -> exchange.flow() == Flow.STREAM))
                    .as("one ended well, one was cut, the third was open")
                    .extracting(Exchange::outcome)
                    .containsExactly(Outcome.OK, Outcome.RESET_WITHIN_RESPONSE);
            assertThat(all.stream().filter(exchange -> exchange.flow() == Flow.SLOW))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allMatch(exchange -> exchange.outcome() == Outcome.OK && exchange.micros() >= 50_000);
            assertThat(all.stream().filter(exchange -> exchange.flow() == Flow.MAIN))
                    .isNotEmpty()
                    .allMatch(exchange -> exchange.outcome() == Outcome.OK);
        }
    }

    /** The first stream ends well, the second is cut, the third stays; whoever asks for something else gets it. */
    private static void stream(ScriptedServer.Peer peer, AtomicInteger streams, CountDownLatch end)
            throws IOException, InterruptedException {
        peer.request();
        String asked = peer.asked();
        if (asked.contains("/slow")) {
            NEVER.await(50, TimeUnit.MILLISECONDS);
            peer.answer(GREETING);
        } else if (asked.contains("/stream")) {
            peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nline\n\r\n");
            switch (streams.incrementAndGet()) {
                case 1 -> peer.write("4\r\nbye\n\r\n0\r\n\r\n");
                case 2 -> peer.reset();
                default -> {
                    end.countDown();
                    peer.awaitEnd();
                }
            }
        } else {
            peer.answer(GREETING);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ScriptedServer forEver() throws IOException {
        return new ScriptedServer(peer -> {
            while (true) {
                peer.request();
                peer.answer(GREETING);
            }
        });
    }

    private static Collection<Exchange> run(LoadPlan plan) {
        return LoadMain.run(plan, () -> await(NEVER));
    }
}
