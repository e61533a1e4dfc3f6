package dev.workerapp.campaign.load;

import static dev.workerapp.campaign.load.ScriptedServer.GREETING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a server can fail a request is told from the others, and no request is sent twice. */
class ClientTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void an_answer_is_ok_and_tells_its_worker() throws Exception {
        try (var server = new ScriptedServer(peer -> {
            peer.request();
            peer.answer(GREETING);
            peer.awaitEnd();
        })) {
            Exchange exchange = get(server, true, LONG);

            assertThat(exchange.outcome()).isEqualTo(Outcome.OK);
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(exchange.worker()).isEqualTo("2");
            assertThat(exchange.used()).isZero();
            assertThat(exchange.ended()).isGreaterThanOrEqualTo(exchange.sent());
        }
    }

    @Test
    void a_worker_that_names_itself_is_called_so() throws Exception {
        try (var server = new ScriptedServer(peer -> {
            peer.request();
            peer.write("HTTP/1.1 200 OK\r\nX-Worker: shop-2-abcde\r\nContent-Length: 14\r\n\r\n" + GREETING);
        })) {
            assertThat(get(server, true, LONG).worker()).isEqualTo("shop-2-abcde");
        }
    }

    @Test
    void a_closed_port_is_refused() throws Exception {
        int port;
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        var plan = new LoadPlan("127.0.0.1", port, true, 1, 1, 1, 0, 0, 1, 0, LONG);

        try (var client = new Client(plan)) {
            assertThat(get(client, LONG).outcome()).isEqualTo(Outcome.REFUSED);
        }
    }

    @ParameterizedTest(name = "reset: {0}")
    @ValueSource(booleans = {true, false})
    void a_connection_that_ends_before_the_answer_is_a_failure_and_the_request_is_not_sent_again(boolean reset)
            throws Exception {
        try (var server = new ScriptedServer(peer -> {
            peer.request();
            if (reset) {
                peer.reset();
            }
        })) {
            Exchange exchange = get(server, true, LONG);

            assertThat(exchange.outcome()).isEqualTo(Outcome.RESET_BEFORE_RESPONSE);
            assertThat(server.requests()).containsExactly("GET / HTTP/1.1");
        }
    }

    @Test
    void a_kept_connection_that_breaks_under_a_request_is_a_failure_and_the_request_is_not_sent_again()
            throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.request();
                    peer.answer(GREETING);
                    peer.request();
                });
                var client = new Client(server.plan(true, 1, 1, LONG))) {
            Exchange first = get(client, LONG);
            Exchange second = get(client, LONG);

            assertThat(first.outcome()).isEqualTo(Outcome.OK);
            assertThat(second.outcome()).isEqualTo(Outcome.RESET_BEFORE_RESPONSE);
            assertThat(second.worker()).as("known from before").isEqualTo("2");
            assertThat(second.used()).isEqualTo(1);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "within the head            | HTTP/1.1 200 OK\\r\\nContent-Le",
                "within the body            | HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\njdk v1 slot 2",
                "within a chunk             | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n20\\r\\njdk",
                "between chunks             | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\njdk\\r\\n",
                "before the last empty line | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\njdk\\r\\n0\\r\\n",
            })
    void half_an_answer_is_a_failure(String where, String half) throws Exception {
        try (var server = new ScriptedServer(peer -> {
            peer.request();
            peer.write(half.translateEscapes());
        })) {
            assertThat(get(server, true, LONG).outcome()).as(where).isEqualTo(Outcome.RESET_WITHIN_RESPONSE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "another status    | HTTP/1.1 503 Away\\r\\nContent-Length: 4\\r\\n\\r\\naway           | STATUS     | 503",
                "another body      | HTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\n\\r\\naway             | WRONG_BODY | 200",
                "an empty body     | HTTP/1.1 204 None\\r\\n\\r\\n                                     | WRONG_BODY | 204",
                "no HTTP           | hello\\r\\n\\r\\n                                                 | WRONG_BODY | 0",
                "a length of words | HTTP/1.1 200 OK\\r\\nContent-Length: four\\r\\n\\r\\naway          | WRONG_BODY | 0",
            })
    void a_complete_answer_that_is_not_the_right_one_is_a_failure(
            String what, String answer, Outcome outcome, int status) throws Exception {
        try (var server = new ScriptedServer(peer -> {
            peer.request();
            peer.write(answer.translateEscapes());
        })) {
            Exchange exchange = get(server, true, LONG);

            assertThat(exchange.outcome()).as(what).isEqualTo(outcome);
            assertThat(exchange.status()).isEqualTo(status);
        }
    }

    @Test
    void no_answer_in_time_is_a_timeout() throws Exception {
        try (var server = new ScriptedServer(peer -> {
            peer.request();
            peer.awaitEnd();
        })) {
            assertThat(get(server, true, Duration.ofMillis(50)).outcome()).isEqualTo(Outcome.TIMEOUT);
        }
    }

    @Test
    void an_answer_that_trickles_is_a_timeout_too() throws Exception {
        try (var server = new ScriptedServer(peer -> {
            peer.request();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            for (int i = 0; i < 100_000; i++) {
                peer.write("x");
                new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
            }
        })) {
            assertThat(get(server, true, Duration.ofMillis(200)).outcome()).isEqualTo(Outcome.TIMEOUT);
        }
    }

    @Test
    void answers_in_chunks_and_to_the_end_of_the_connection_are_complete() throws Exception {
        try (var chunked = new ScriptedServer(peer -> {
                    peer.request();
                    peer.write("HTTP/1.1 100 Continue\r\n\r\n");
                    peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    peer.write("7;x=y\r\njdk v1 \r\n7\r\nslot 2\n\r\n0\r\nTrailer: 1\r\n\r\n");
                });
                var toTheEnd = new ScriptedServer(peer -> {
                    peer.request();
                    peer.write("HTTP/1.1 200 OK\r\n\r\n" + GREETING);
                })) {
            assertThat(get(chunked, true, LONG).outcome()).isEqualTo(Outcome.OK);
            assertThat(get(toTheEnd, true, LONG).outcome()).isEqualTo(Outcome.OK);
        }
    }

    @Test
    void a_connection_is_kept_and_used_again() throws Exception {
        try (var server = forEver();
                var client = new Client(server.plan(true, 1, 1, LONG))) {
            get(client, LONG);
            Exchange second = get(client, LONG);

            assertThat(second.used()).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void without_keep_alive_each_request_has_a_connection() throws Exception {
        try (var server = forEver();
                var client = new Client(server.plan(false, 1, 1, LONG))) {
            get(client, LONG);
            Exchange second = get(client, LONG);

            assertThat(second.outcome()).isEqualTo(Outcome.OK);
            assertThat(second.used()).isZero();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_connection_that_the_answer_closes_is_not_used_again() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.request();
                    peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 14\r\n\r\n" + GREETING);
                    peer.awaitEnd();
                });
                var client = new Client(server.plan(true, 1, 1, LONG))) {
            get(client, LONG);
            Exchange second = get(client, LONG);

            assertThat(second.outcome()).isEqualTo(Outcome.OK);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_connection_that_was_ended_while_idle_loses_nothing() throws Exception {
        var ended = new CountDownLatch(1);
        try (var server = new ScriptedServer(peer -> {
                    peer.request();
                    peer.answer(GREETING);
                    peer.reset();
                    ended.countDown();
                });
                var client = new Client(server.plan(true, 1, 1, LONG))) {
            get(client, LONG);
            ended.await();
            Exchange second = get(client, LONG);

            assertThat(second.outcome()).isEqualTo(Outcome.OK);
            assertThat(server.connections()).isEqualTo(2);
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

    private static Exchange get(ScriptedServer server, boolean keepAlive, Duration timeout) {
        try (var client = new Client(server.plan(keepAlive, 1, 1, timeout))) {
            return get(client, timeout);
        }
    }

    private static Exchange get(Client client, Duration timeout) {
        long now = Time.now();
        return client.exchange(
                Flow.MAIN, Request.get("/"), now, Deadline.at(now + timeout.toNanos() / 1000), GREETING::equals);
    }
}
