package dev.workerapp.worker.httpserver;

import java.io.IOException;
import java.io.OutputStream;

/** A response's body that tells its exchange what was written, and when it was closed. */
final class CountedBody extends OutputStream {
    private final OutputStream body;
    private final CountedExchange exchange;

    CountedBody(OutputStream body, CountedExchange exchange) {
        this.body = body;
        this.exchange = exchange;
    }

    @Override
    public void write(int value) throws IOException {
        body.write(value);
        exchange.wrote(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        body.write(bytes, offset, length);
        exchange.wrote(length);
    }

    @Override
    public void flush() throws IOException {
        body.flush();
    }

    @Override
    public void close() throws IOException {
        try {
            body.close();
        } finally {
            exchange.end();
        }
    }
}
