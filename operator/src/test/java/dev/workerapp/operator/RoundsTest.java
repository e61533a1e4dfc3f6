package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.workerapp.operator.execute.Outcome;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.OnStartTimeout;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.ReadinessPolicy;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.ReloadPolicy;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a pass remembers from round to round. */
class RoundsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void a_refused_worker_of_the_stable_revision_is_remembered_while_another_one_is_asked_for() {
        Observed seen = new Observed(
                List.of(available(0, "old")),
                List.of(),
                List.of(revision("old", 1, 1), revision("new", 2, 0)),
                List.of(),
                Optional.empty(),
                Optional.empty());

        Rounds rounds = Rounds.run(
                new Desired(2, false, "new", new ReadinessPolicy(MINUTE, Duration.ZERO), reload()),
                seen,
                () -> seen,
                (actions, _) -> refusing(actions),
                NOW);

        assertThat(rounds.observed().refusals())
                .extracting(Refusal::slot, Refusal::revision)
                .contains(tuple(1, "old"));
    }

    private static Outcome refusing(List<Action> actions) {
        List<Refusal> refusals = actions.stream()
                .filter(Action.Create.class::isInstance)
                .map(Action.Create.class::cast)
                .map(create -> new Refusal(
                        create.slot(),
                        create.revision(),
                        NOW,
                        1,
                        NOW,
                        new Problem(Reason.QUOTA_EXCEEDED, "exceeded quota")))
                .toList();
        return new Outcome(List.of(), List.of(), refusals, List.of());
    }

    private static ReloadPolicy reload() {
        return new ReloadPolicy(1, true, false, 0, MINUTE, OnStartTimeout.WAIT, Duration.ZERO, OnFailure.ROLL_BACK);
    }

    private static Revision revision(String name, long number, long stable) {
        return new Revision(name, number, name, stable, Optional.empty(), false, "", "", "");
    }

    private static Worker available(int slot, String revision) {
        Instant before = NOW.minus(MINUTE);
        return new Worker(
                "shop-" + slot,
                "uid-" + slot,
                slot,
                revision,
                1,
                before,
                Optional.of(before),
                true,
                before,
                false,
                false,
                false,
                false,
                Set.of(),
                false,
                0,
                CrashHistory.NONE,
                RecycleHistory.NONE,
                Optional.empty());
    }
}
