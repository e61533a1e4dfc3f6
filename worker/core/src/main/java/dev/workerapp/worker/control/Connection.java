package dev.workerapp.worker.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One connection of a peer, with one request. Safe for use by several threads: one serves it, another one may drop it
 * meanwhile.
 */
final class Connection implements AutoCloseable {
    private static final Duration READ_TIME = Duration.ofSeconds(10);
    private static final int SILENCE_MILLIS = 5000;

    /** Whose turn it is. */
    private enum Turn {
        /** The peer's: it sends its request, or reads its answer. */
        PEER,
        /** Ours: the answer is being made, which is what a drain takes its time for. */
        OURS,
        /** Nobody's any more. */
        DROPPED
    }

    private final Socket socket;
    private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.PEER);

    Connection(Socket socket) {
        this.socket = socket;
    }

    /** The address that it comes from. */
    InetAddress peer() {
        return socket.getInetAddress();
    }

    /** Whether its request has come and its answer is being made; such a connection is not dropped. */
    boolean answering() {
        return turn.get() == Turn.OURS;
    }

    /** Closes it, unless its answer is being made; its thread then ends soon. */
    void drop() {
        if (turn.compareAndSet(Turn.PEER, Turn.DROPPED)) {
            close();
        }
    }

    /** Reads the request and answers it. */
    void serve(Endpoints endpoints) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        var in = new BufferedInputStream(socket.getInputStream());
        long deadline = System.nanoTime() + READ_TIME.toNanos();
        var head = Call.read(in, deadline);
        var call = head.withBody(in, socket.getOutputStream(), deadline, endpoints.keepsBody(head));
        if (!turn.compareAndSet(Turn.PEER, Turn.OURS)) {
            return;
        }
        var reply = endpoints.answer(call);
        turn.set(Turn.PEER);
        write(reply);
    }

    private void write(Reply reply) throws IOException {
        try (var body = reply.body()) {
            var head = "HTTP/1.1 " + reply.status() + "\r\nContent-Type: " + reply.contentType()
                    + "\r\nContent-Length: " + reply.length() + "\r\n" + reply.headers()
                    + "Connection: close\r\n\r\n";
            var out = socket.getOutputStream();
            out.write(head.getBytes(ISO_8859_1));
            body.transferTo(out);
            out.flush();
        }
    }

    /** Closes it, also under a thread that reads or writes. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
