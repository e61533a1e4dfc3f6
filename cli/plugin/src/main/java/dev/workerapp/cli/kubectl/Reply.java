package dev.workerapp.cli.kubectl;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * An answer. Close it when it is read; closing it from another thread ends a read that waits.
 *
 * @param status the HTTP status
 * @param headers the headers, by their names in lower case
 * @param body what follows the headers
 */
public record Reply(int status, Map<String, String> headers, InputStream body) implements AutoCloseable {

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** Whether it is what was asked for. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The value of a header; empty if it is not there. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
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
