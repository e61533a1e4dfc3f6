package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPacingTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Instant THEN = NOW.plus(WAIT);

    private static final String BEFORE = """
            observedGeneration: 1
            instances: 3
            ready: 3
            updated: 1
            available: 3
            restarts: 0
            stableRevision: shop-1
            targetRevision: shop-2
            state: Reloading
            reload: {trigger: Change, revision: shop-2, phase: Running, startedAt: '2026-01-02T03:04:00Z', replaced: 1, total: 3, reason: Reloading}
            recycle: {schedule: '@daily UTC', tick: '2026-01-02T00:00:00Z', replaced: 1}
            slots: [{slot: 1, worker: shop-1-b, revision: shop-2, reason: Starting, message: a}]
            conditions: [{type: Ready, status: 'False', reason: Reloading, message: a}]
            """;

    private final StatusPacing pacing = new StatusPacing(WAIT);
    private final WorkerApp app = app("a");

    @Test
    void numbers_wait_and_then_the_newest_are_written() {
        assertThat(at(BEFORE.replace("updated: 1", "updated: 2"), NOW)).contains(THEN);
        assertThat(at(BEFORE.replace("updated: 1", "updated: 3"), NOW.plusMillis(500)))
                .contains(THEN);

        assertThat(at(BEFORE.replace("updated: 1", "updated: 3"), THEN)).isEmpty();
    }

    @Test
    void what_comes_after_that_waits_anew() {
        at(BEFORE.replace("updated: 1", "updated: 2"), NOW);
        at(BEFORE.replace("updated: 1", "updated: 2"), THEN);

        assertThat(at(BEFORE.replace("updated: 1", "updated: 3"), THEN)).contains(THEN.plus(WAIT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instances: 3/instances: 4",
                "ready: 3/ready: 2",
                "available: 3/available: 4",
                "restarts: 0/restarts: 1",
                "replaced: 1, total: 3/replaced: 2, total: 4",
                "reason: Reloading}\nrecycle/reason: Reloading, stopped: 1, killed: 0}\nrecycle",
                "00Z', replaced: 1}/00Z', replaced: 2}",
                "reason: Starting/reason: OnProbation",
                "slot: 1, worker: shop-1-b/slot: 2, worker: shop-2-b"
            })
    void such_things_wait(String change) {
        assertThat(at(changed(change), NOW)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "observedGeneration: 1/observedGeneration: 2",
                "state: Reloading/state: Degraded",
                "phase: Running/phase: Complete",
                "tick: '2026-01-02T/tick: '2026-01-03T",
                "revision: shop-2, phase/revision: shop-3, phase",
                "stableRevision: shop-1/stableRevision: shop-2",
                "reason: Starting/reason: ImagePull",
                "status: 'False'/status: 'True'",
                "reason: Reloading, message: a}]/reason: Scaling, message: a}]",
                "reason: Reloading, message: a}]/reason: Reloading, message: b}]",
                "conditions/refused: [{slots: '2', revision: shop-2, reason: QuotaExceeded}]\nconditions"
            })
    void such_things_do_not_and_take_the_numbers_with_them(String change) {
        assertThat(at(BEFORE.replace("updated: 1", "updated: 2"), NOW)).isPresent();

        assertThat(at(changed(change), NOW.plusMillis(1))).isEmpty();
        assertThat(at(BEFORE.replace("updated: 1", "updated: 2"), NOW.plusMillis(2)))
                .contains(THEN.plusMillis(2));
    }

    @Test
    void the_first_status_does_not_wait() {
        assertThat(pacing.writeAt(app, Optional.empty(), status(BEFORE), NOW)).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_holds_nothing_up() {
        assertThat(at(BEFORE.replace("updated: 1", "updated: 2"), NOW)).isPresent();

        assertThat(at(BEFORE.replace("updated: 1", "updated: 2"), NOW.minusSeconds(3600)))
                .isEmpty();
    }

    @Test
    void apps_do_not_wait_for_each_other() {
        assertThat(at(BEFORE.replace("updated: 1", "updated: 2"), NOW)).isPresent();

        assertThat(pacing.writeAt(
                        app("b"),
                        Optional.of(status(BEFORE)),
                        status(BEFORE.replace("updated: 1", "updated: 2")),
                        NOW.plusMillis(400)))
                .contains(THEN.plusMillis(400));
    }

    private Optional<Instant> at(String status, Instant now) {
        return pacing.writeAt(app, Optional.of(status(BEFORE)), status(status), now);
    }

    private static String changed(String change) {
        String[] parts = change.split("/", 2);
        assertThat(BEFORE).contains(parts[0]);
        return BEFORE.replace(parts[0], parts[1]);
    }

    private static WorkerAppStatus status(String yaml) {
        return Serialization.unmarshal(yaml, WorkerAppStatus.class);
    }

    private static WorkerApp app(String uid) {
        WorkerApp app = new WorkerApp();
        app.getMetadata().setUid(uid);
        return app;
    }
}
