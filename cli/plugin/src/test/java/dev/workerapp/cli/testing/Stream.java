package dev.workerapp.cli.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The body of an answer that goes on: who reads it waits for what is added. */
final class Stream extends InputStream {

    private sealed interface Part {
        record Bytes(InputStream in) implements Part {}

        /** The end of the body, or of the connection. */
        record End(boolean lost) implements Part {}
    }

    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private InputStream part = InputStream.nullInputStream();

    void add(byte[] bytes) {
        parts.add(new Part.Bytes(new ByteArrayInputStream(bytes)));
    }

    void end() {
        parts.add(new Part.End(false));
    }

    void lose() {
        parts.add(new Part.End(true));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = part.read(to, offset, length);
        while (count < 0) {
            switch (take()) {
                case Part.Bytes(InputStream in) -> part = in;
                case Part.End end -> {
                    parts.add(end);
                    if (end.lost()) {
                        throw new IOException("the connection was lost");
                    }
                    return -1;
                }
            }
            count = part.read(to, offset, length);
        }
        return count;
    }

    private Part take() throws IOException {
        try {
            return parts.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        lose();
    }
}
