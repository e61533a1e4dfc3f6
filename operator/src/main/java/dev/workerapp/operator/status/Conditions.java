package dev.workerapp.operator.status;

import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.planner.Report.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A condition of the API, made of a verdict; the time of its last transition stays while its status does. */
final class Conditions {

    private Conditions() {}

    static Condition of(String type, Verdict verdict, long generation, List<Condition> before, Instant now) {
        String status = verdict.holds() ? "True" : "False";
        String since = before.stream()
                .filter(old -> type.equals(old.getType()) && status.equals(old.getStatus()))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(ApiNames.of(verdict.reason()))
                .withMessage(verdict.message())
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }
}
