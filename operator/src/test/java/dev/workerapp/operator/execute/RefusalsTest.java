package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.Revisions;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.observe.NodeState;
import dev.workerapp.operator.observe.Observer;
import dev.workerapp.operator.observe.PodEvents;
import dev.workerapp.operator.observe.PodReadings;
import dev.workerapp.operator.status.StatusWriter;
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
import dev.workerapp.planner.Report;
import dev.workerapp.planner.Report.Verdict;
import dev.workerapp.planner.Report.Word;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final Instant THEN = Instant.parse("2026-01-02T03:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Outcome NOTHING = Outcome.NOTHING;
    private static final int SLOTS = 200;
    private static final List<Reason> REASONS =
            List.of(Reason.QUOTA_EXCEEDED, Reason.CREATE_REFUSED, Reason.SERVER_ERROR, Reason.NAME_TAKEN);
    private static final WorkerApp APP = Serialization.unmarshal("""
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop, namespace: default, uid: u, generation: 1}
            spec: {image: example/shop:1, port: 80, instances: 200}
            """, WorkerApp.class);

    @Test
    void a_refusal_stands_while_its_slot_has_no_worker_of_the_revision() {
        assertThat(after(List.of(refusal(1)), List.of(worker("A")), NOTHING)).containsExactly(refusal(1));
    }

    @Test
    void a_refusal_is_forgotten_when_its_worker_is_there() {
        assertThat(after(List.of(refusal(1)), List.of(worker("B")), NOTHING)).isEmpty();
    }

    @Test
    void a_refusal_stands_beside_the_pod_that_has_ended_whose_successor_was_refused() {
        assertThat(after(List.of(refusal(1)), List.of(worker("B", true, false)), NOTHING))
                .containsExactly(refusal(1));
    }

    @Test
    void a_refusal_stands_beside_the_worker_that_is_to_leave_its_node() {
        assertThat(after(List.of(refusal(1)), List.of(worker("B", false, true)), NOTHING))
                .containsExactly(refusal(1));
    }

    @Test
    void a_refusal_is_forgotten_when_its_worker_was_created() {
        Outcome created = new Outcome(List.of(create(1)), List.of(), List.of(), List.of());

        assertThat(after(List.of(refusal(1), refusal(2)), List.of(), created)).containsExactly(refusal(2));
    }

    @Test
    void a_refusal_of_a_slot_or_revision_that_is_not_wanted_is_forgotten() {
        Refusal other = new Refusal(1, "C", THEN, 1, THEN, refusal(1).problem());

        assertThat(after(List.of(refusal(SLOTS), other), List.of(), NOTHING)).isEmpty();
    }

    @Test
    void what_is_refused_again_keeps_the_time_of_the_first_refusal_and_counts_the_tries() {
        List<Refusal> again = after(List.of(refusal(1)), List.of(worker("B")), refused(refusedNow(1, "quota: 3 of 3")));

        assertThat(again)
                .containsExactly(
                        new Refusal(1, "B", THEN, 2, NOW, new Problem(Reason.QUOTA_EXCEEDED, "quota: 3 of 3")));
    }

    @Test
    void what_is_refused_for_another_reason_keeps_its_time_and_count() {
        Refusal other = new Refusal(1, "B", NOW, 1, NOW, new Problem(Reason.SERVER_ERROR, "webhook"));

        assertThat(after(List.of(refusal(1)), List.of(), refused(other)))
                .containsExactly(new Refusal(1, "B", THEN, 2, NOW, other.problem()));
    }

    @Test
    void what_is_refused_for_one_reason_waits_as_one() {
        List<Refusal> all = after(List.of(refusal(1)), List.of(), refused(refusedNow(7, "quota: 3 of 3")));

        assertThat(all)
                .extracting(Refusal::slot, Refusal::since, Refusal::tries, Refusal::triedAt)
                .containsExactly(tuple(1, THEN, 2, NOW), tuple(7, THEN, 2, NOW));
    }

    @Test
    void a_long_message_is_cut() {
        List<Refusal> all = after(List.of(), List.of(), refused(refusedNow(0, "x".repeat(100_000))));

        assertThat(all.getFirst().problem().message()).hasSize(Refusals.LONGEST_MESSAGE);
    }

    @Test
    void only_another_reason_or_revision_is_news() {
        Refusal other = new Refusal(3, "B", NOW, 1, NOW, new Problem(Reason.SERVER_ERROR, "webhook"));

        assertThat(Refusals.news(List.of(refusal(1)), List.of(refusal(1), refusal(2), other)))
                .containsExactly(other);
    }

    /** What is remembered of an app whose every slot is refused, at other times and for all reasons, over many tries. */
    @Test
    void memory_is_bounded_by_the_reasons_and_is_read_back_exactly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Refusal> known = List.of();
        for (int turn = 0; turn < 100; turn++) {
            Instant now = NOW.plusMillis(turn * 10L);
            List<Refusal> news = new ArrayList<>();
            for (int slot = 0; slot < SLOTS; slot++) {
                if (random.nextInt(20) == 0) {
                    Reason reason = REASONS.get(random.nextInt(REASONS.size()));
                    String revision = random.nextBoolean() ? "A" : "B";
                    news.add(new Refusal(slot, revision, now, 1, now, new Problem(reason, "said " + turn)));
                }
            }
            known = after(known, List.of(), refused(news.toArray(Refusal[]::new)));

            WorkerAppStatus status = status(known);
            assertThat(Observer.observe(
                                    APP,
                                    List.of(),
                                    new PodReadings(_ -> NodeState.UNKNOWN, PodEvents.Seen.NOTHING, List.of()),
                                    List.of(),
                                    Optional.of(status))
                            .refusals())
                    .as("turn %d of seed %d", turn, seed)
                    .containsExactlyInAnyOrderElementsOf(known);
            assertThat(Optional.ofNullable(status.refused()).orElse(List.of()))
                    .as("turn %d of seed %d", turn, seed)
                    .hasSizeLessThanOrEqualTo(2 * REASONS.size());
        }
    }

    /** As the API server gives it back. */
    private static WorkerAppStatus status(List<Refusal> refusals) {
        Verdict no = new Verdict(false, Reason.AS_ASKED, "");
        Report report = new Report(
                Word.SCALING,
                0,
                0,
                0,
                0,
                0,
                Optional.empty(),
                "B",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                no,
                no,
                no,
                no);
        WorkerAppStatus status = StatusWriter.of(
                APP,
                report,
                new Revisions(
                        StoredRevision.render(APP, Optional.empty(), ConfigMarks.NONE, "example/runtime:1", 0),
                        List.of(),
                        Optional.empty()),
                refusals,
                List.of(),
                List.of(),
                Optional.empty(),
                NOW);
        return Serialization.unmarshal(Serialization.asJson(status), WorkerAppStatus.class);
    }

    private static List<Refusal> after(List<Refusal> known, List<Worker> workers, Outcome outcome) {
        Desired desired = new Desired(
                SLOTS,
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
        Observed seen = new Observed(workers, List.of(), List.of(), known, Optional.empty(), Optional.empty());
        return Refusals.after(seen, outcome, desired, List.of("A", "B"));
    }

    private static Outcome refused(Refusal... refusals) {
        return new Outcome(List.of(), List.of(), List.of(refusals), List.of());
    }

    private static Refusal refusal(int slot) {
        return new Refusal(slot, "B", THEN, 1, THEN, new Problem(Reason.QUOTA_EXCEEDED, "exceeded quota"));
    }

    private static Refusal refusedNow(int slot, String message) {
        return new Refusal(slot, "B", NOW, 1, NOW, new Problem(Reason.QUOTA_EXCEEDED, message));
    }

    private static Action.Create create(int slot) {
        return new Action.Create(slot, "B", 1, CrashHistory.NONE, RecycleHistory.NONE, Reason.EMPTY_SLOT);
    }

    private static Worker worker(String revision) {
        return worker(revision, false, false);
    }

    private static Worker worker(String revision, boolean terminal, boolean onDrainedNode) {
        return new Worker(
                "shop-1-abcde",
                "uid",
                1,
                revision,
                1,
                THEN,
                Optional.of(THEN),
                !terminal,
                THEN,
                false,
                terminal,
                false,
                false,
                onDrainedNode ? Set.of(Reason.NODE_DRAINED) : Set.of(),
                false,
                0,
                CrashHistory.NONE,
                RecycleHistory.NONE,
                Optional.empty());
    }
}
