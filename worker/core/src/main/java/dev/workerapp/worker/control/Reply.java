package dev.workerapp.worker.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * An answer of the control endpoint.
 *
 * @param status an HTTP status, with its reason phrase
 * @param contentType what the body is
 * @param headers more of them, each ended by CRLF
 * @param length of the body, in bytes
 * @param body to be read once, and closed in any case
 */
record Reply(String status, String contentType, String headers, long length, InputStream body) {
    /** An answer whose body is there already. */
    static Reply of(String status, String contentType, String headers, String body) {
        var bytes = body.getBytes(UTF_8);
        return new Reply(status, contentType, headers, bytes.length, new ByteArrayInputStream(bytes));
    }

    /** A line of text. */
    static Reply text(String status, String body) {
        return of(status, "text/plain; charset=utf-8", "", body + "\n");
    }
}
