package dev.workerapp.operator.execute;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why the API server did not do what it was asked, in its own words. */
final class Refused {

    private static final Logger LOG = LoggerFactory.getLogger(Refused.class);

    private Refused() {}

    /**
     * Why a write failed, with what was to be written.
     *
     * @param object what was written, for a person
     * @throws NamespaceTerminating if nothing can be written there any more
     */
    static Problem problem(KubernetesClientException failure, String object) {
        Problem why = problem(failure);
        String message = object + (why.reason() == Reason.SERVER_ERROR ? " failed: " : " is refused: ") + why.message();
        LOG.warn("{}", message);
        return new Problem(why.reason(), message);
    }

    /**
     * Why a write failed.
     *
     * @throws NamespaceTerminating if nothing can be written there any more
     */
    static Problem problem(KubernetesClientException failure) {
        if (isNamespaceTerminating(failure)) {
            throw new NamespaceTerminating(message(failure));
        }
        return new Problem(reason(failure), message(failure));
    }

    /** Whether the namespace is being deleted: nothing can be created in it, and that is not undone. */
    static boolean isNamespaceTerminating(KubernetesClientException failure) {
        return Optional.ofNullable(failure.getStatus())
                .map(Status::getDetails)
                .map(StatusDetails::getCauses)
                .orElse(List.of())
                .stream()
                .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
    }

    private static Reason reason(KubernetesClientException failure) {
        return switch (failure.getCode()) {
            case 403 -> message(failure).contains("exceeded quota") ? Reason.QUOTA_EXCEEDED : Reason.CREATE_REFUSED;
            case 408, 429 -> Reason.SERVER_ERROR;
            // A conflict is to be tried again, as that of a quota that somebody else uses at the same moment.
            case 409 -> isAlreadyExists(failure) ? Reason.CREATE_REFUSED : Reason.SERVER_ERROR;
            default ->
                failure.getCode() >= 400 && failure.getCode() < 500 ? Reason.CREATE_REFUSED : Reason.SERVER_ERROR;
        };
    }

    static boolean isAlreadyExists(KubernetesClientException failure) {
        return failure.getCode() == 409
                && failure.getStatus() != null
                && "AlreadyExists".equals(failure.getStatus().getReason());
    }

    /** The server's words; where there was no answer, those of the connection. */
    private static String message(KubernetesClientException failure) {
        if (failure.getStatus() != null && failure.getStatus().getMessage() != null) {
            return failure.getStatus().getMessage();
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof KubernetesClientException ? String.valueOf(root.getMessage()) : root.toString();
    }
}
