package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.UndoAnswer;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    private static final StoredRevision REVISION =
            StoredRevision.render(APP, Optional.empty(), ConfigMarks.NONE, "example/runtime:1", 0);

    private final List<String> calls = new ArrayList<>();
    private final List<@Nullable Object> arguments = new ArrayList<>();
    private final List<Action> told = new ArrayList<>();

    /** What the writes answer when they don't fail. */
    private boolean changed = true;

    private Writes.Creation creation = Writes.Creation.CREATED;
    private int taken;

    @ParameterizedTest
    @CsvSource({
        "400, CREATE_REFUSED",
        "401, CREATE_REFUSED",
        "403, CREATE_REFUSED",
        "422, CREATE_REFUSED",
        "409, SERVER_ERROR",
        "429, SERVER_ERROR",
        "500, SERVER_ERROR",
        "504, SERVER_ERROR",
        "0, SERVER_ERROR"
    })
    void a_create_that_fails_is_a_refusal_with_the_servers_words(int code, Reason reason) {
        Outcome outcome = execute(
                executor(failing(refused(code, "", "webhook \"no.pods\" says no"))), create(0), delete("shop-1"));

        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.refusals())
                .containsExactly(new Refusal(
                        0, REVISION.name(), NOW, 1, NOW, new Problem(reason, "webhook \"no.pods\" says no")));
        assertThat(calls).as("what is independent of it goes on").containsExactly("deletePod", "createPod");
    }

    @Test
    void where_no_answer_came_the_words_are_the_connections() {
        Outcome outcome = execute(
                executor(failing(new KubernetesClientException(
                        "Operation: [create] failed.", new IOException("HTTP connect timed out")))),
                create(0));

        assertThat(outcome.refusals().getFirst().problem())
                .isEqualTo(new Problem(Reason.SERVER_ERROR, "java.io.IOException: HTTP connect timed out"));
    }

    @Test
    void a_quota_is_told_from_other_refusals() {
        Outcome outcome = execute(executor(failing(refused(403, "Forbidden", "exceeded quota: pods"))), create(0));

        assertThat(outcome.refusals().getFirst().problem().reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
    }

    @Test
    void one_refusal_ends_the_creates_of_a_plan() {
        Outcome outcome = execute(
                executor(failing(refused(403, "Forbidden", "exceeded quota: pods"))), create(0), create(1), create(2));

        assertThat(outcome.refusals()).extracting(Refusal::slot).containsExactly(0);
        assertThat(calls).containsExactly("createPod");
    }

    @Test
    void what_was_refused_before_is_tried_last() {
        Executor executor = executor(Optional.empty());

        executor.execute(List.of(create(0), create(1), create(2)), List.of(refusal(0), refusal(1)));

        assertThat(told).containsExactly(create(2), create(0), create(1));
    }

    @Test
    void what_is_there_already_is_not_done() {
        creation = Writes.Creation.ALREADY_THERE;

        Outcome outcome = execute(executor(Optional.empty()), create(0));

        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.unchanged()).containsExactly(create(0));
        assertThat(told).isEmpty();
    }

    @Test
    void where_the_name_is_taken_the_next_free_incarnation_is_created() {
        taken = 2;

        Outcome outcome = execute(executor(Optional.empty()), create(0));

        assertThat(outcome.done()).containsExactly(create(0).withIncarnation(3));
        assertThat(told).containsExactly(create(0).withIncarnation(3));
    }

    @Test
    void where_all_names_are_taken_it_is_a_refusal() {
        taken = WorkerCreation.MOST_NAMES;

        Outcome outcome = execute(executor(Optional.empty()), create(0));

        assertThat(calls).hasSize(WorkerCreation.MOST_NAMES);
        assertThat(outcome.refusals())
                .extracting(refusal -> refusal.problem().reason())
                .containsExactly(Reason.NAME_TAKEN);
    }

    @Test
    void in_a_namespace_that_is_being_deleted_nothing_more_is_written() {
        KubernetesClientException terminating = new KubernetesClientException(new StatusBuilder()
                .withCode(403)
                .withMessage("unable to create new content in namespace shop because it is being terminated")
                .withNewDetails()
                .addNewCause("metadata.namespace", "namespace shop is being terminated", "NamespaceTerminating")
                .endDetails()
                .build());

        assertThatExceptionOfType(NamespaceTerminating.class)
                .isThrownBy(() -> execute(executor(failing(terminating)), create(0), create(1)))
                .withMessageContaining("namespace shop");
        assertThat(calls).containsExactly("createPod");
    }

    @Test
    void an_old_worker_stays_when_its_replacement_is_not_available_any_more() {
        Executor executor = executor(Optional.empty());

        Action delete = new Action.Delete(worker("old"), Optional.of(worker("new")), Reason.REPLACED);
        Outcome outcome = execute(executor, delete);

        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.unchanged()).containsExactly(delete);
        assertThat(calls).containsExactly("livePod");
    }

    @Test
    void a_worker_stays_while_it_is_not_stored_that_its_slot_is_to_stay_empty() {
        Executor executor = executor(call -> call == 1 ? later() : Optional.empty());

        Outcome outcome = execute(executor, mark(), delete("shop-0"));

        assertThat(calls).containsExactly("annotateRevision");
        assertThat(outcome.problems()).hasSize(1);
    }

    @Test
    void a_worker_is_deleted_once_its_slot_is_marked() {
        changed = true;

        Outcome outcome = execute(executor(Optional.empty()), mark(), delete("shop-0"));

        assertThat(calls).containsExactly("annotateRevision", "deletePod");
        assertThat(outcome.done()).containsExactly(mark(), delete("shop-0"));
        assertThat(arguments)
                .contains(Map.of(
                        "slot.workerapp.dev/0",
                        "Errored;" + NOW + ";4;1;" + "x".repeat(397) + " … " + "x".repeat(398)));
    }

    @Test
    void crashes_that_are_forgotten_are_recorded_on_the_pod() {
        changed = true;

        execute(executor(Optional.empty()), new Action.ForgetCrashes(worker("shop-0"), 3, Reason.RECOVERED));

        assertThat(arguments).contains(Map.of("workerapp.dev/crashes", "0@3"));
    }

    @Test
    void that_a_replacement_failed_is_recorded_on_the_pod_of_the_worker_that_stays() {
        changed = true;

        execute(
                executor(Optional.empty()),
                new Action.PostponeRecycling(worker("shop-0"), 2, "It ended.", Reason.REPLACEMENT_FAILED));

        assertThat(arguments).contains(Map.of("workerapp.dev/recycling-postponed", "2;" + NOW + ";It ended."));
    }

    @Test
    void that_a_worker_came_over_limits_soon_is_recorded_on_its_pod() {
        changed = true;

        execute(
                executor(Optional.empty()),
                new Action.RecordOverLimit(
                        worker("shop-0"),
                        Map.of(Reason.MAX_MEMORY, "512Mi", Reason.MAX_HEAP, "85%"),
                        NOW.minusSeconds(420),
                        "came over them.",
                        Reason.MAX_MEMORY));

        assertThat(arguments).contains(Map.of("workerapp.dev/over-limit", "MaxHeap#0/85%@420;MaxMemory#0/512Mi@420"));
    }

    private static Action.MarkSlot mark() {
        return new Action.MarkSlot(
                REVISION.name(),
                0,
                SlotMark.Kind.ERRORED,
                Optional.empty(),
                4,
                1,
                "x".repeat(2000),
                Reason.CRASHED_TOO_OFTEN);
    }

    @Test
    void an_app_that_is_being_deleted_adopts_nothing() {
        Outcome outcome = execute(executor(Optional.empty()), new Action.Adopt(worker("orphan"), Reason.ORPHAN));

        assertThat(outcome.done()).isEmpty();
        assertThat(calls).containsExactly("isKept");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422})
    void a_delete_that_is_refused_is_reported_and_holds_nobody_up(int code) {
        Outcome outcome =
                execute(executor(failing(refused(code, "", "no deletes today"))), delete("shop-0"), delete("shop-1"));

        assertThat(calls).containsExactly("deletePod", "deletePod");
        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "The deletion of Pod shop-0 is refused: no deletes today",
                        "The deletion of Pod shop-1 is refused: no deletes today");
    }

    @Test
    void a_delete_that_fails_is_reported_and_holds_nobody_up() {
        Outcome outcome =
                execute(executor(call -> call == 1 ? later() : Optional.empty()), delete("shop-0"), create(1));

        assertThat(outcome.problems())
                .containsExactly(new Problem(Reason.SERVER_ERROR, "The deletion of Pod shop-0 failed: later"));
        assertThat(outcome.done()).containsExactly(create(1));
    }

    @Test
    void a_delete_of_what_is_gone_is_not_done() {
        changed = false;

        Outcome outcome = execute(executor(Optional.empty()), delete("shop-0"));

        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.unchanged()).containsExactly(delete("shop-0"));
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500})
    void nothing_follows_from_a_failure_whose_mark_is_not_written(int code) {
        Action.MarkFailed mark = new Action.MarkFailed(REVISION.name(), "not ready", Reason.NOT_READY_IN_TIME);

        Outcome outcome =
                execute(executor(failing(refused(code, "", "no marks today"))), mark, delete("shop-0"), create(1));

        assertThat(calls).containsExactly("annotateRevision");
        assertThat(outcome.problems()).hasSize(1);
    }

    @Test
    void nothing_follows_from_a_request_to_undo_that_is_not_remembered_unless_it_changes_nothing() {
        changed = false;

        execute(executor(Optional.empty()), undo(Optional.of("shop-before")), delete("shop-0"));
        execute(executor(Optional.empty()), undo(Optional.empty()), delete("shop-1"));

        assertThat(calls).containsExactly("annotateRevision", "annotateRevision", "deletePod");
    }

    private static Action undo(Optional<String> instead) {
        UndoAnswer answer = new UndoAnswer("monday", instead.isPresent(), instead, "somebody asked");
        return new Action.AnswerUndo(REVISION.name(), answer, Reason.UNDONE);
    }

    @Test
    void nothing_follows_from_a_failure_whose_mark_changes_nothing_as_when_somebody_else_writes_at_the_same_time() {
        changed = false;

        Outcome outcome = execute(
                executor(Optional.empty()),
                new Action.MarkFailed(REVISION.name(), "not ready", Reason.NOT_READY_IN_TIME),
                delete("shop-0"));

        assertThat(calls).containsExactly("annotateRevision");
        assertThat(outcome.unchanged()).hasSize(1);
    }

    @Test
    void what_is_done_is_told_though_what_follows_fails() {
        Executor executor = executor(call -> call == 2 ? later() : Optional.empty());

        Outcome outcome = execute(executor, create(0), create(1), create(2), create(3));

        // The second batch is of two, side by side: which of them fails is not said.
        assertThat(outcome.done()).hasSize(2).contains(create(0)).isEqualTo(told);
        assertThat(outcome.refusals()).singleElement().satisfies(refusal -> assertThat(refusal.slot())
                .isBetween(1, 2));
    }

    @Test
    void that_a_worker_is_available_ends_its_back_off() {
        execute(executor(Optional.empty()), new Action.RecordAvailable(worker("shop-0"), 2, Reason.RECOVERED));

        assertThat(calls).containsExactly("annotatePod");
        assertThat(arguments).contains(Map.of("workerapp.dev/exits-when-available", "2", "workerapp.dev/attempt", "0"));
    }

    private static Outcome execute(Executor executor, Action... actions) {
        return executor.execute(List.of(actions), List.of());
    }

    private static Optional<KubernetesClientException> later() {
        return failing(new KubernetesClientException("later", 503, null));
    }

    private static Refusal refusal(int slot) {
        return new Refusal(slot, REVISION.name(), NOW, 1, NOW, new Problem(Reason.CREATE_REFUSED, "no"));
    }

    private static Action.Delete delete(String worker) {
        return new Action.Delete(worker(worker), Optional.empty(), Reason.SURPLUS_SLOT);
    }

    private static Action.Create create(int slot) {
        return new Action.Create(slot, REVISION.name(), 1, CrashHistory.NONE, RecycleHistory.NONE, Reason.EMPTY_SLOT);
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
                Set.of(),
                false,
                0,
                CrashHistory.NONE,
                RecycleHistory.NONE,
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
        Writes writes = (Writes) Proxy.newProxyInstance(
                Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, given) -> {
                    synchronized (calls) {
                        calls.add(method.getName());
                        arguments.addAll(Arrays.asList(given));
                        Optional<KubernetesClientException> failure = failures.apply(calls.size());
                        if (failure.isPresent()) {
                            throw failure.get();
                        }
                        return answer(method);
                    }
                });
        return new Executor(APP, List.of(REVISION), writes, NOW, pod -> pod, told::add);
    }

    private @Nullable Object answer(Method method) {
        if (method.getReturnType() == Writes.Creation.class) {
            return taken-- > 0 ? Writes.Creation.NAME_TAKEN : creation;
        }
        if (method.getReturnType() == boolean.class) {
            return changed && !method.getName().equals("isKept");
        }
        return method.getReturnType() == Optional.class ? Optional.<Pod>empty() : null;
    }
}
