package dev.workerapp.operator.signal;

import dev.workerapp.crd.SignalStatus;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.planner.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * How the last request for a signal stands, for one pass.
 *
 * @param request the request; empty if there was none
 * @param news what is to be told once when the status has it
 * @param nextLook when another pass is needed, which nothing else asks for
 */
public record SignalProgress(Optional<SignalStatus> request, Optional<Problem> news, Optional<Instant> nextLook) {

    static SignalProgress unchanged(Optional<SignalStatus> request) {
        return new SignalProgress(request, Optional.empty(), Optional.empty());
    }

    static SignalProgress ended(SignalStatus request, Problem news) {
        return new SignalProgress(Optional.of(request), Optional.of(news), Optional.empty());
    }

    /** The status, with this in it. */
    public WorkerAppStatus in(WorkerAppStatus status) {
        return status.signalling(request.orElse(null));
    }
}
