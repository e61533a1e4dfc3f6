package dev.workerapp.worker.control;

/**
 * An answer of the control endpoint.
 *
 * @param status an HTTP status, with its reason phrase
 * @param contentType what the body is
 * @param headers more of them, each ended by CRLF
 * @param body the text
 */
record Reply(String status, String contentType, String headers, String body) {
    Reply(String status, String contentType, String body) {
        this(status, contentType, "", body);
    }

    static Reply text(String status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", body + "\n");
    }
}
