package dev.workerapp.cli.kubectl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workerapp.cli.json.Json;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {

    private static final int LARGER_THAN_ANY_BUFFER = 16 * 1024 * 1024;

    private final ServerSocketChannel server = open();
    private Path socket = Path.of("");
    private CompletableFuture<String> received = new CompletableFuture<>();

    private static ServerSocketChannel open() {
        try {
            return ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void listen(@TempDir Path folder) throws IOException {
        socket = folder.resolve("s");
        server.bind(UnixDomainSocketAddress.of(socket));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void sendsABodyWithItsLengthInBytes() throws IOException {
        answer("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}");

        try (Reply reply = new Http(UnixDomainSocketAddress.of(socket))
                .exchange(Request.of("POST", "/x?y=1", "application/json", Json.of("ü")))) {
            assertThat(reply.status()).isEqualTo(201);
            assertThat(text(reply)).isEqualTo("{}");
        }
        assertThat(received.join())
                .startsWith("POST /x?y=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")
                .contains("Content-Type: application/json\r\nContent-Length: 4\r\n")
                .endsWith("\r\n\r\n\"ü\"");
    }

    /** As a request that the user may not make: its body is not looked at. */
    @Test
    void readsAnAnswerThatComesBeforeTheBodyIsSent() throws IOException {
        answerToHead("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");

        try (Reply reply = new Http(UnixDomainSocketAddress.of(socket))
                .exchange(Request.of("PATCH", "/", "application/json", Json.of("x".repeat(LARGER_THAN_ANY_BUFFER))))) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(text(reply)).isEqualTo("no");
        }
    }

    @Test
    void saysWhyARequestIsNotTaken() {
        answerToHead("");

        assertThatThrownBy(() -> new Http(UnixDomainSocketAddress.of(socket))
                        .exchange(Request.of(
                                "PATCH", "/", "application/json", Json.of("x".repeat(LARGER_THAN_ANY_BUFFER)))))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("Broken pipe|Connection reset.*");
    }

    @Test
    void readsChunks() throws IOException {
        answer(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;a=b\r\n,\r\nA\r\n 01234567!\r\n0\r\n\r\nmore");

        try (Reply reply = new Http(UnixDomainSocketAddress.of(socket)).exchange(Request.get("/"))) {
            assertThat(text(reply)).isEqualTo("hello, 01234567!");
        }
    }

    @Test
    void readsToTheEndWithoutALength() throws IOException {
        answer("HTTP/1.1 404 Not Found\r\n\r\nno");

        try (Reply reply = new Http(UnixDomainSocketAddress.of(socket)).exchange(Request.get("/"))) {
            assertThat(reply.ok()).isFalse();
            assertThat(text(reply)).isEqualTo("no");
        }
    }

    @Test
    void handsOnWhatHasComeOfAChunk() throws IOException {
        answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nfirst\n");

        try (Reply reply = new Http(UnixDomainSocketAddress.of(socket)).exchange(Request.get("/"))) {
            assertThat(new String(reply.body().readNBytes(6), UTF_8)).isEqualTo("first\n");
            assertThatThrownBy(() -> reply.body().read()).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense\r\n\r\n",
                "HTTP/1.1 x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le"
            })
    void refusesWhatIsNoAnswer(String answer) {
        answer(answer);

        assertThatThrownBy(() -> new Http(UnixDomainSocketAddress.of(socket)).exchange(Request.get("/")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void missesWhatWasCutOff() throws IOException {
        answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");

        try (Reply reply = new Http(UnixDomainSocketAddress.of(socket)).exchange(Request.get("/"))) {
            assertThatThrownBy(() -> reply.body().readAllBytes())
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("5 bytes before the end");
        }
    }

    private static String text(Reply reply) throws IOException {
        return new String(reply.body().readAllBytes(), UTF_8);
    }

    /** Answers one request, and notes what was received. */
    private void answer(String text) {
        answer(text, HttpTest::complete);
    }

    /** Answers one request, whose body it does not read. */
    private void answerToHead(String text) {
        answer(text, request -> request.contains("\r\n\r\n"));
    }

    private void answer(String text, Predicate<String> isEnough) {
        received = CompletableFuture.supplyAsync(() -> {
            try (SocketChannel channel = server.accept()) {
                ByteBuffer request = ByteBuffer.allocate(4096);
                do {
                    channel.read(request);
                } while (!isEnough.test(new String(request.array(), 0, request.position(), ISO_8859_1)));
                channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
                return new String(request.array(), 0, request.position(), UTF_8);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static boolean complete(String request) {
        int head = request.indexOf("\r\n\r\n");
        int length = request.indexOf("Content-Length: ");
        return head > 0
                && (length < 0
                        || request.length() - head - 4
                                == Integer.parseInt(request.substring(length + 16, request.indexOf('\r', length))));
    }
}
