package dev.workerapp.cli.kubectl;

import java.io.IOException;
import java.io.InputStream;

/**
 * An answer. Close it when it is read; closing it from another thread ends a read that waits.
 *
 * @param status the HTTP status
 * @param body what follows the headers
 */
public record Reply(int status, InputStream body) implements AutoCloseable {

    /** Whether it is what was asked for. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException _) {
            // It is not read any more.
        }
    }
}
