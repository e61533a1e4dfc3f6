package dev.workerapp.operator.config;

import java.io.IOException;

/** An answer of the API server that is not a success. */
final class ApiFailure extends IOException {

    private static final long serialVersionUID = 1;

    private final int code;

    /**
     * @param code the HTTP status code
     * @param message the server's words
     */
    ApiFailure(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
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
