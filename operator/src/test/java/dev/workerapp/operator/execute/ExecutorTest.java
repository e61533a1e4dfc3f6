package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers of the API server are taken. */
class ExecutorTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final WorkerApp APP = Serialization.unmarshal("""
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop, namespace: default, uid: u}
            spec: {image: example/shop:1, port: 80, instances: 2}
            """, WorkerApp.class);
    private static final StoredRevision REVISION = StoredRevision.render(APP, 1, "example/runtime:1");

    private final List<String> calls = new ArrayList<>();
    private final List<Action> told = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 0})
    void a_passing_failure_ends_the_plan_and_is_thrown(int code) {
        Executor executor = executor(failing(new KubernetesClientException("later", code, null)));

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> executor.execute(List.of(create(0), create(1))));
        assertThat(calls).containsExactly("createPod");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422})
    void a_refusal_is_remembered_and_holds_nobody_up(int code) {
        Outcome outcome = executor(failing(refused(code, "", "no pods today"))).execute(List.of(create(0), create(1)));

        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.refusals()).extracting(Refusal::slot).containsExactly(0, 1);
        assertThat(outcome.refusals().getFirst().problem().message()).isEqualTo("no pods today");
        assertThat(outcome.refusals().getFirst().since()).isEqualTo(NOW);
    }

    @Test
    void a_quota_is_told_from_other_refusals() {
        Outcome outcome = executor(failing(refused(403, "Forbidden", "exceeded quota: pods")))
                .execute(List.of(create(0)));

        assertThat(outcome.refusals().getFirst().problem().reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
    }

    @Test
    void a_conflict_is_tried_again_and_a_name_that_is_taken_is_told() {
        Executor conflict = executor(failing(refused(409, "Conflict", "try again")));
        Executor taken = executor(failing(refused(409, "AlreadyExists", "pods shop-0 already exists")));

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> conflict.execute(List.of(create(0))));
        assertThat(taken.execute(List.of(create(0))).refusals()).hasSize(1);
    }

    @Test
    void an_old_worker_stays_when_its_replacement_is_not_available_any_more() {
        Executor executor = executor(Optional.empty());

        Outcome outcome = executor.execute(
                List.of(new Action.Delete(worker("old"), Optional.of(worker("new")), Reason.REPLACED)));

        assertThat(outcome.done()).isEmpty();
        assertThat(calls).containsExactly("livePod");
    }

    @Test
    void an_app_that_is_being_deleted_adopts_nothing() {
        Outcome outcome =
                executor(Optional.empty()).execute(List.of(new Action.Adopt(worker("orphan"), Reason.ORPHAN)));

        assertThat(outcome.done()).isEmpty();
        assertThat(calls).containsExactly("isKept");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422})
    void a_delete_that_is_refused_is_told_and_holds_nobody_up(int code) {
        Outcome outcome = executor(failing(refused(code, "", "no deletes today")))
                .execute(List.of(delete("shop-0"), delete("shop-1")));

        assertThat(calls).containsExactly("deletePod", "deletePod");
        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "The deletion of Pod shop-0 is refused: no deletes today",
                        "The deletion of Pod shop-1 is refused: no deletes today");
    }

    @Test
    void nothing_follows_from_a_failure_whose_mark_is_refused() {
        Action.MarkFailed mark = new Action.MarkFailed(REVISION.name(), "not ready", Reason.NOT_READY_IN_TIME);

        Outcome outcome =
                executor(failing(refused(403, "Forbidden", "no marks today"))).execute(List.of(mark, delete("shop-0")));

        assertThat(calls).containsExactly("annotateRevision");
        assertThat(outcome.problems()).hasSize(1);
    }

    @Test
    void what_is_done_is_told_though_what_follows_fails() {
        Executor executor = executor(call -> call == 2 ? refusedForNow() : Optional.empty());

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> executor.execute(List.of(create(0), create(1), create(2))));
        assertThat(told).containsExactly(create(0));
    }

    private static Optional<KubernetesClientException> refusedForNow() {
        return failing(new KubernetesClientException("later", 503, null));
    }

    private static Action.Delete delete(String worker) {
        return new Action.Delete(worker(worker), Optional.empty(), Reason.SURPLUS_SLOT);
    }

    private static Action.Create create(int slot) {
        return new Action.Create(slot, REVISION.name(), 1, CrashHistory.NONE, Reason.EMPTY_SLOT);
    }

    private static Worker worker(String name) {
        return new Worker(
                name,
                name,
                0,
                REVISION.name(),
                1,
                NOW,
                Optional.of(NOW),
                true,
                NOW,
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

    private static KubernetesClientException refused(int code, String reason, String message) {
        return new KubernetesClientException(
                message,
                code,
                new StatusBuilder()
                        .withCode(code)
                        .withReason(reason)
                        .withMessage(message)
                        .build());
    }

    private static Optional<KubernetesClientException> failing(KubernetesClientException failure) {
        return Optional.of(failure);
    }

    /** An executor whose writes all fail so, or all succeed with nothing there. */
    private Executor executor(Optional<KubernetesClientException> failure) {
        return executor(_ -> failure);
    }

    /** One whose writes fail as it is said of the first, the second … call. */
    private Executor executor(IntFunction<Optional<KubernetesClientException>> failures) {
        Writes writes = (Writes)
                Proxy.newProxyInstance(Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, _) -> {
                    calls.add(method.getName());
                    Optional<KubernetesClientException> failure = failures.apply(calls.size());
                    if (failure.isPresent()) {
                        throw failure.get();
                    }
                    if (method.getReturnType() == boolean.class) {
                        return false;
                    }
                    return method.getReturnType() == Optional.class ? Optional.<Pod>empty() : null;
                });
        return new Executor(APP, List.of(REVISION), writes, NOW, pod -> pod, told::add);
    }
}
