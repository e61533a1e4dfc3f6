package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.OnStartTimeout;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.ReadinessPolicy;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.ReloadPolicy;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final Instant THEN = Instant.parse("2026-01-02T03:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Outcome NOTHING = new Outcome(List.of(), List.of(), List.of());

    @Test
    void a_refusal_stands_while_its_slot_has_no_worker_of_the_revision() {
        assertThat(after(List.of(worker("A")), NOTHING))
                .extracting(Refusal::since)
                .containsExactly(THEN);
    }

    @Test
    void a_refusal_is_forgotten_when_its_worker_is_there() {
        assertThat(after(List.of(worker("B")), NOTHING)).isEmpty();
    }

    @Test
    void what_is_refused_again_keeps_the_time_of_the_first_refusal() {
        Outcome again = new Outcome(List.of(), List.of(refusal(NOW)), List.of());

        assertThat(after(List.of(worker("B")), again))
                .extracting(Refusal::since)
                .containsExactly(THEN);
    }

    private static List<Refusal> after(List<Worker> workers, Outcome outcome) {
        Desired desired = new Desired(
                2,
                false,
                "B",
                new ReadinessPolicy(Duration.ofSeconds(60), Duration.ZERO),
                new ReloadPolicy(
                        1,
                        true,
                        false,
                        0,
                        Duration.ofSeconds(300),
                        OnStartTimeout.WAIT,
                        Duration.ZERO,
                        OnFailure.ROLL_BACK));
        return Refusals.after(List.of(refusal(THEN)), workers, outcome, desired, List.of("A", "B"));
    }

    private static Refusal refusal(Instant since) {
        return new Refusal(1, "B", since, 1, since, new Problem(Reason.QUOTA_EXCEEDED, "exceeded quota"));
    }

    private static Worker worker(String revision) {
        return new Worker(
                "shop-1-abcde",
                "uid",
                1,
                revision,
                1,
                THEN,
                Optional.of(THEN),
                true,
                THEN,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                CrashHistory.NONE,
                Optional.empty());
    }
}
