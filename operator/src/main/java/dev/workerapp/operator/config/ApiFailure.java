package dev.workerapp.operator.config;

import java.io.IOException;

/** An answer of the API server that is not a success. */
final class ApiFailure extends IOException {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String reason;

    /**
     * @param code the HTTP status code
     * @param reason the reason that the server's Status gives; empty if the answer is no Status
     * @param message the server's words
     */
    ApiFailure(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    /** Whether the API server has said that there is no such object: something in between may answer with 404, too. */
    boolean isNotFound() {
        return code == 404 && reason.equals("NotFound");
    }

    /** Whether the version that was asked for is too old to go on from. */
    boolean isExpired() {
        return code == 410;
    }

    /** Whether the operator may not do it: nothing but another role helps. */
    boolean isRefusal() {
        return code == 401 || code == 403;
    }
}
