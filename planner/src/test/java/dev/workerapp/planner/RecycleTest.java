package dev.workerapp.planner;

import static dev.workerapp.planner.World.NOW;
import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 8: workers that are replaced though nothing forces it. */
class RecycleTest {

    @ParameterizedTest
    @EnumSource(names = {"MAX_REQUESTS", "MAX_HEAP", "MAX_MEMORY"})
    void theReplacementStartsBesideTheWorkerThatIsOverItsLimit(Reason limit) {
        World world = app("A available", "A available over=" + limit).stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 " + limit);
    }

    @Test
    void theWorkerIsDeletedWhenItsReplacementIsAvailableThoughItIsUnderItsLimitAgain() {
        World world = app("A available, A available for=MAX_HEAP").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 MAX_HEAP if 0/A#2");
    }

    @Test
    void theReplacementIsKeptWhileItStarts() {
        World world = app("A available, A running 5 for=MAX_HEAP").stable("A").paused();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void theOldestIsReplacedFirstWhateverParallelSays() {
        World world = app(
                        "A available created=1500 over=MAX_HEAP",
                        "A available created=2000 over=MAX_HEAP",
                        "A available created=1200 over=MAX_HEAP")
                .stable("A")
                .parallel(3);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 MAX_HEAP");
    }

    @Test
    void theMostUrgentReasonComesFirst() {
        World world = app("A available created=2000 over=MAX_MEMORY", "A available over=MAX_REQUESTS")
                .stable("A")
                .maxAge(1000);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 MAX_REQUESTS");
    }

    @Test
    void theNextOneWaitsForTheOneUnderWay() {
        World world = app("A available over=MAX_HEAP, A running 5 for=MAX_HEAP", "A available over=MAX_REQUESTS")
                .stable("A")
                .parallel(2);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "A unready 5",
        "'A available, A running 5'",
        "B available",
        "''",
    })
    void nothingStartsWhileAnotherSlotIsNotAsItShouldBe(String other) {
        World world = app("A available over=MAX_HEAP", other).stable("A").parallel(2);

        List<String> actions = world.actions();

        assertThat(actions).noneMatch(action -> action.contains("MAX_HEAP"));
    }

    @ParameterizedTest
    @CsvSource({
        "A available over=MAX_HEAP, B available, create 0/A#2 MAX_HEAP",
        "A available, B available over=MAX_HEAP, create 1/B#2 MAX_HEAP",
    })
    void whileThePartitionHoldsAReloadEachSlotKeepsItsRevision(String held, String reloaded, String start) {
        World world = app(held, reloaded).stable("A").asks("B").partition(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly(start);
    }

    @Test
    void aWorkerBelowThePartitionIsDeletedWhenItsReplacementIsAvailable() {
        World world = app("A available over=MAX_HEAP, A available for=MAX_HEAP", "B available")
                .stable("A")
                .asks("B")
                .partition(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 MAX_HEAP if 0/A#2");
    }

    @Test
    void aReplacementThatFailsBelowThePartitionIsGivenUp() {
        World world = app("A available over=MAX_HEAP, A late for=MAX_HEAP", "B available")
                .stable("A")
                .asks("B")
                .partition(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("postpone 0/A#1 after 1");
    }

    @Test
    void nothingStartsWhileSlotsAboveThePartitionAreReloaded() {
        World world = app("A available over=MAX_HEAP", "A available", "B running 5")
                .stable("A")
                .asks("B")
                .partition(1);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void nothingStartsInTheProbationAfterAReload() {
        World world =
                app("A available over=MAX_HEAP").stable("A").stableSince("A", 5).probation(10);

        Plan plan = world.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.wakeAt()).contains(NOW.plusSeconds(5));
    }

    @Test
    void nothingStartsWhileTheAppIsPaused() {
        World world = app("A available over=MAX_HEAP").stable("A").paused();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void nothingStartsWhileAWorkerHasToLeaveItsNode() {
        World world =
                app("A available over=MAX_HEAP", "A available!").stable("A").parallel(2);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 NODE_DRAINED");
    }

    @Test
    void aWorkerThatHasNotServedForLongIsNotReplaced() {
        World world = app("A ready 599 over=MAX_REQUESTS").stable("A");

        Plan plan = world.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.wakeAt()).contains(NOW.plusSeconds(1));
    }

    @Test
    void whatIsDueAndWaitsIsNoWorseThanAnother() {
        World world = app("A available over=MAX_HEAP, A available").stable("A").paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 DUPLICATE if 0/A#1");
    }

    @Test
    void aReloadThatComesBetweenReplacesTheOldWorkerItself() {
        World world = app("A available over=MAX_HEAP, A running 5 for=MAX_HEAP")
                .stable("A")
                .asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 DUPLICATE if 0/A#1");
    }

    @Test
    void withoutOverlapTheWorkerIsDeletedFirst() {
        World world =
                app("A available", "A available over=MAX_REQUESTS").stable("A").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 MAX_REQUESTS");
    }

    @Test
    void theAppStaysReadyAndTheSlotTellsWhy() {
        World world = app("A available over=MAX_HEAP, A unschedulable 301 for=MAX_HEAP", "A available")
                .stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.READY);
        assertThat(report.stalled().holds()).isFalse();
        assertThat(report.slots()).extracting(Report.SlotReport::reason).containsExactly(Reason.UNSCHEDULABLE);
    }

    @Test
    void theSlotTellsWhyItsWorkerIsReplaced() {
        World world = app("A available over=MAX_HEAP, A running 5 for=MAX_HEAP").stable("A");

        Report report = world.report();

        assertThat(report.slots()).extracting(Report.SlotReport::reason).containsExactly(Reason.MAX_HEAP);
    }

    @Test
    void aReplacementThatStaysAwayIsAPersonsAffairOnceItsOldWorkerIsDown() {
        World world = app("A late, A unschedulable 301 for=MAX_HEAP").stable("A");

        Report report = world.report();

        assertThat(report.stalled().holds()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A late for=MAX_HEAP",
                "A pending 301 for=MAX_HEAP",
                "A running 5 exits=3 for=MAX_HEAP",
                "A late lost for=MAX_HEAP",
                "A evicted 5 for=MAX_HEAP",
                "A ended 5 for=MAX_HEAP"
            })
    void aReplacementThatFailsIsGivenUpAndTheWorkerStays(String failed) {
        World world = app("A available over=MAX_HEAP, " + failed).stable("B").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).startsWith("postpone 0/A#1 after 1").noneMatch(action -> action.startsWith("create"));
    }

    @Test
    void aReplacementThatIsRefusedIsGivenUp() {
        World world = app("A available over=MAX_HEAP").stable("A").refused(0, "A", Reason.QUOTA_EXCEEDED, 1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("postpone 0/A#1 after 1");
    }

    @Test
    void aReplacementThatCrashesTwiceIsNotGivenUp() {
        World world = app("A available over=MAX_HEAP, A running 5 exits=2 for=MAX_HEAP")
                .stable("A");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void theReplacementOfAWorkerThatIsDownIsNotGivenUp() {
        World world = app("A late over=MAX_HEAP, A late for=MAX_HEAP").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void theReplacementIsDeletedOnceItIsRecordedThatItFailed() {
        World world = app("A available over=MAX_HEAP postponed=1, A late for=MAX_HEAP")
                .stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 DUPLICATE if 0/A#1");
    }

    @Test
    void whatHasEndedIsDeletedOnceItIsRecordedThatItFailed() {
        World world = app("A available over=MAX_HEAP postponed=1, A evicted 5 for=MAX_HEAP")
                .stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 EVICTED");
    }

    @ParameterizedTest
    @CsvSource({"1, 599, 1", "2, 1199, 1", "7, 38399, 1", "8, 76799, 1", "9, 86399, 1", "40, 86399, 1"})
    void theNextTryWaitsTwiceAsLongUpToADay(int failures, long secondsAgo, long left) {
        World world = app("A available over=MAX_HEAP created=999999 postponed=" + secondsAgo + " failures=" + failures)
                .stable("A");

        Plan plan = world.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.wakeAt()).contains(NOW.plusSeconds(left));
    }

    @Test
    void theNextTryStartsWhenTheWaitIsOver() {
        World world = app("A available over=MAX_HEAP postponed=600").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 MAX_HEAP");
    }

    @Test
    void theNextFailureIsCounted() {
        World world = app("A available over=MAX_HEAP created=5000 postponed=2000 failures=2, A late for=MAX_HEAP")
                .stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("postpone 0/A#1 after 3");
    }

    @Test
    void anotherWorkerHasNoTurnWhileItIsNotKnownWhetherOneWasCreated() {
        World world = app("A available over=MAX_HEAP created=2000", "A available over=MAX_HEAP")
                .stable("A")
                .refused(0, "A", Reason.SERVER_ERROR, 0);

        assertThat(world.actions()).isEmpty();
        assertThat(world.report().word()).isEqualTo(Report.Word.READY);
    }

    @Test
    void aServerInTroubleIsTriedAgainForTheSameWorker() {
        World world = app("A available over=MAX_HEAP created=2000", "A available over=MAX_HEAP")
                .stable("A")
                .refused(0, "A", Reason.SERVER_ERROR, 40);

        assertThat(world.actions()).containsExactly("create 0/A#2 MAX_HEAP");
    }

    @Test
    void anotherWorkerHasItsTurnWhileOneWaits() {
        World world = app("A available over=MAX_HEAP postponed=5 created=2000", "A available over=MAX_HEAP")
                .stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 MAX_HEAP");
    }

    @Test
    void theSlotTellsThatAReplacementFailedAndWhenTheNextOneStarts() {
        World world = app("A available over=MAX_HEAP postponed=5").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.READY);
        assertThat(report.slots())
                .extracting(Report.SlotReport::reason, Report.SlotReport::message)
                .containsExactly(tuple(
                        Reason.REPLACEMENT_FAILED,
                        "A replacement of the worker failed. Worker shop-0-2 ended. The worker stays; another"
                                + " replacement is started at 2030-01-01T00:09:55Z."));
    }

    @Test
    void aWorkerThatHasToMoveDoesNotWait() {
        World world = app("A available! postponed=5").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 NODE_DRAINED");
    }

    @ParameterizedTest
    @CsvSource({"899, false", "1000, true"})
    void aWorkerIsReplacedBeforeItIsTooOldAndAtMostATenthEarlier(int age, boolean isDue) {
        World world = app("A available created=" + age).stable("A").maxAge(1000);

        List<String> actions = world.actions();

        assertThat(actions).isEqualTo(isDue ? List.of("create 0/A#2 MAX_AGE") : List.of());
    }

    @Test
    void workersOfOneAgeAreDueOneAfterTheOther() {
        List<Instant> due = IntStream.rangeClosed(1, 10)
                .mapToObj(incarnation -> app("").with(PodWords.worker(0, incarnation, "A available"))
                        .stable("A")
                        .maxAge(90_000)
                        .plan()
                        .wakeAt()
                        .orElseThrow())
                .toList();

        assertThat(due).doesNotHaveDuplicates();
        assertThat(due).allMatch(then -> !then.isBefore(NOW.plusSeconds(81_000 - 1000)));
        assertThat(due).allMatch(then -> !then.isAfter(NOW.plusSeconds(90_000 - 1000)));
    }
}
