package dev.workerapp.operator;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened, without all that it passed through. */
final class Failures {

    private Failures() {}

    /** The API server's own words, the network's, or else the innermost cause. */
    static String reason(Throwable failure) {
        return answer(failure).map(Failures::words).orElseGet(() -> cause(failure)
                .toString());
    }

    /** The answer of the API server that is behind a failure; empty if it did not answer. */
    static Optional<KubernetesClientException> answer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException answer && answer.getCode() > 0) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private static String words(KubernetesClientException answer) {
        @Nullable
        String message = answer.getStatus() == null ? null : answer.getStatus().getMessage();
        return message == null ? String.valueOf(answer.getMessage()) : message;
    }

    /** The network's own word, or else the innermost cause. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || failure instanceof IOException ? failure : cause(cause);
    }
}
