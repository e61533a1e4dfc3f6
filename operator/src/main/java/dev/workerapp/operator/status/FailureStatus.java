package dev.workerapp.operator.status;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Report.Verdict;
import dev.workerapp.planner.Report.Word;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The status of an app with which a pass has failed, so that there is no report of how it stands now: what was known
 * before, and why no more is. Pure.
 */
public final class FailureStatus {

    private FailureStatus() {}

    /** The last status, not ready for this reason. */
    public static WorkerAppStatus of(WorkerApp app, Optional<WorkerAppStatus> before, Problem why, Instant now) {
        long generation = app.getMetadata().getGeneration();
        List<Condition> known = before.map(WorkerAppStatus::conditions).orElse(List.of());
        boolean retried = ProblemReport.isRetried(why);
        Stream<Condition> available = before.flatMap(status -> status.condition("Available")).stream();
        Stream<Condition> others = Stream.of(
                Conditions.of("Ready", verdict(false, why), generation, known, now),
                Conditions.of("Reconciling", verdict(retried, why), generation, known, now),
                Conditions.of("Stalled", verdict(!retried, why), generation, known, now));
        return before.orElseGet(WorkerAppStatus::unknown)
                .with(
                        generation,
                        ApiNames.of(Word.DEGRADED),
                        Stream.concat(available, others).toList());
    }

    private static Verdict verdict(boolean holds, Problem why) {
        return new Verdict(holds, why.reason(), why.message());
    }

    /** Whether no other pass is of use: what is deleted with its namespace comes back as another app. */
    public static boolean isFinal(WorkerAppStatus status) {
        return status.condition("Stalled")
                .map(Condition::getReason)
                .filter(ApiNames.of(Reason.NAMESPACE_TERMINATING)::equals)
                .isPresent();
    }
}
