package dev.workerapp.operator.config;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream, of which no more is kept than the piece that is read. A read that gets nothing for
 * too long throws {@link Silence}. To be read by one thread.
 */
final class BodyStream extends InputStream {

    /** What comes of one request for more: buffers, or the end. */
    private record Piece(
            List<ByteBuffer> buffers,
            boolean isEnd,
            @Nullable Throwable failure) {}

    /** Nothing has come for too long. */
    static final class Silence extends IOException {

        private static final long serialVersionUID = 1;

        Silence(Duration silence) {
            super("nothing has come for " + silence.toMillis() + " ms");
        }
    }

    private final Duration silence;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> current = new ArrayDeque<>();
    private @Nullable AsyncBody body;
    private boolean ended;

    /** @param silence for how long a read waits at most */
    BodyStream(Duration silence) {
        this.silence = silence;
    }

    /** Takes what the HTTP client delivers. */
    void take(List<ByteBuffer> buffers) {
        pieces.add(new Piece(buffers, false, null));
    }

    /** The body, when the answer is there; before that nothing can be read. */
    BodyStream of(AsyncBody answered) {
        body = answered;
        var _ = answered.done().whenComplete((_, failure) -> pieces.add(new Piece(List.of(), true, failure)));
        return this;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (current.isEmpty() && !ended) {
            more();
        }
        ByteBuffer buffer = current.peek();
        if (buffer == null) {
            return -1;
        }
        int read = Math.min(length, buffer.remaining());
        buffer.get(target, offset, read);
        if (!buffer.hasRemaining()) {
            current.remove();
        }
        return read;
    }

    private void more() throws IOException {
        if (body == null) {
            throw new IOException("there is no answer yet");
        }
        body.consume();
        Piece piece = poll();
        if (piece == null) {
            throw new Silence(silence);
        }
        piece.buffers().stream().filter(ByteBuffer::hasRemaining).forEach(current::add);
        ended = piece.isEnd();
        if (piece.failure() != null) {
            throw new IOException(
                    "the answer has broken off: " + piece.failure().getMessage(), piece.failure());
        }
    }

    private @Nullable Piece poll() throws InterruptedIOException {
        try {
            return pieces.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        if (body != null) {
            body.cancel();
        }
    }
}
