package dev.workerapp.operator.execute;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which answers of the API server mean that it will not have an object, as against those that a retry may mend. */
final class Refused {

    private static final Logger LOG = LoggerFactory.getLogger(Refused.class);

    private Refused() {}

    /**
     * Why the server refuses this object; a passing failure is thrown on.
     *
     * @param object what was written, for a person
     */
    static Problem or(KubernetesClientException failure, String object) {
        Problem problem = by(failure).orElseThrow(() -> failure);
        String message = object + " is refused: " + problem.message();
        LOG.warn("{}", message);
        return new Problem(problem.reason(), message);
    }

    /** Why the server refuses the object, in its own words; empty if the failure is a passing one. */
    static Optional<Problem> by(KubernetesClientException failure) {
        String message = failure.getStatus() == null || failure.getStatus().getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getStatus().getMessage();
        return switch (failure.getCode()) {
            case 403 ->
                Optional.of(new Problem(
                        message.contains("exceeded quota") ? Reason.QUOTA_EXCEEDED : Reason.CREATE_REFUSED, message));
            case 409 ->
                Optional.of(new Problem(Reason.CREATE_REFUSED, message))
                        .filter(_ -> failure.getStatus() != null
                                && "AlreadyExists".equals(failure.getStatus().getReason()));
            case 400, 422 -> Optional.of(new Problem(Reason.CREATE_REFUSED, message));
            default -> Optional.empty();
        };
    }
}
