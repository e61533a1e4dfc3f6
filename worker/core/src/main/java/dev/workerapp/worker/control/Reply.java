package dev.workerapp.worker.control;

/**
 * An answer of the control endpoint.
 *
 * @param status an HTTP status, with its reason phrase
 * @param contentType what the body is
 * @param body the text
 */
record Reply(String status, String contentType, String body) {
    static Reply text(String status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", body + "\n");
    }
}
