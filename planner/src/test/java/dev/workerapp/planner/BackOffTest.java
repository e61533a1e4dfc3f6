package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 1: what has failed is tried again, each time later than before. */
class BackOffTest {

    @Test
    void theFirstTryAfterAFailureIsMadeAtOnce() {
        World world = app("A evicted 0").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 EMPTY_SLOT attempt 1");
    }

    @Test
    void theSecondTryWaitsForASecond() {
        World world = app("A evicted 0 attempt=1").stable("A");

        Plan plan = world.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.wakeAt()).contains(World.NOW.plusSeconds(1));
    }

    @Test
    void theWaitDoublesWithEachFailure() {
        assertThat(app("A evicted 1 attempt=1").stable("A").actions())
                .containsExactly("create 0/A#2 EMPTY_SLOT attempt 2");
        assertThat(app("A evicted 15 attempt=5").stable("A").actions()).isEmpty();
        assertThat(app("A evicted 16 attempt=5").stable("A").actions())
                .containsExactly("create 0/A#2 EMPTY_SLOT attempt 6");
    }

    @Test
    void theWaitIsNeverLongerThanFiveMinutes() {
        assertThat(app("A evicted 299 attempt=500").stable("A").actions()).isEmpty();
        assertThat(app("A evicted 300 attempt=500").stable("A").actions())
                .containsExactly("create 0/A#2 EMPTY_SLOT attempt 501");
    }

    @Test
    void aWorkerThatWasAvailableBeginsAnew() {
        World world = app("A available attempt=5").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("record 0/A#1 available after 0");
    }

    @Test
    void whatIsRecordedOfItsFirstTimeStays() {
        World world = app("A available attempt=2 exits=3 recorded=1").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("record 0/A#1 available after 1");
    }

    @Test
    void aWorkerOfAnotherRevisionBeginsAnewToo() {
        World world = app("A available attempt=1", "B available")
                .stable("A")
                .asks("B")
                .partition(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("record 0/A#1 available after 0");
    }

    @Test
    void thatAWorkerBeforeItWasAvailableShortensNoWait() {
        World world = app("A evicted 0 attempt=1 recorded=0").stable("A");

        Plan plan = world.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.wakeAt()).contains(World.NOW.plusSeconds(1));
    }

    @Test
    void onlyAPodThatEndedByItselfHasEndedOnceMore() {
        assertThat(app("A evicted 0 exits=2").stable("A").actions())
                .containsExactly("create 0/A#2 EMPTY_SLOT attempt 1 exits 2");
        assertThat(app("A overdue 0 exits=2").stable("A").actions())
                .containsExactly("create 0/A#2 EMPTY_SLOT attempt 1 exits 3");
    }

    @Test
    void podsThatFailForLongerThanAStartMayTakeNeedAPerson() {
        assertThat(app("A evicted 0 attempt=8").stable("A").report().stalled().holds())
                .isFalse();
        assertThat(app("A evicted 0 attempt=9").stable("A").report().stalled().holds())
                .isTrue();
    }

    @Test
    void theyFailTheVersionWhereLateStartsDo() {
        World world =
                app("A available, B evicted 0 attempt=8").stable("A").asks("B").failsLateStarts();
        World longer =
                app("A available, B evicted 0 attempt=9").stable("A").asks("B").failsLateStarts();

        assertThat(world.actions()).isEmpty();
        assertThat(longer.actions()).containsExactly("mark B failed EVICTED", "delete 0/B#2 EVICTED");
    }

    @Test
    void thePodThatHasEndedIsDeletedWhenItsSuccessorIsThere() {
        World world = app("A evicted 5 attempt=1, A running 4 attempt=2").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 EVICTED");
    }

    @Test
    void onlyTheLastPodThatHasEndedIsKept() {
        World world = app("A evicted 9, A evicted 0 attempt=1").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 EVICTED");
    }

    @Test
    void aReplacementThatEndedWaitsToo() {
        World world = app("A available", "A available, B evicted 1 attempt=2")
                .stable("A")
                .asks("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aReplacementThatEndedIsTriedAgainBesideItsOldWorker() {
        World world = app("A available", "A available, B evicted 2 attempt=2")
                .stable("A")
                .asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#3 OUTDATED attempt 3");
    }

    @Test
    void aPodOfARevisionThatNobodyWantsIsDeletedAtOnce() {
        World world = app("A available, B evicted 0 attempt=3").stable("A").asks("C");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/B#2 EVICTED", "create 0/C#3 OUTDATED");
    }

    @Test
    void whatWasRefusedIsTriedAgainAfterItsBackOff() {
        assertThat(app("").stable("A").refusedTimes(0, "A", 3, 3).actions()).isEmpty();
        assertThat(app("").stable("A").refusedTimes(0, "A", 3, 4).actions()).containsExactly("create 0/A#1 EMPTY_SLOT");
    }

    @Test
    void whatWasRefusedIsTriedAtLeastEachHalfMinute() {
        assertThat(app("").stable("A").refusedTimes(0, "A", 99, 30).actions())
                .containsExactly("create 0/A#1 EMPTY_SLOT");
    }

    @Test
    void theSlotSaysWhatEndedThePodAndWhenTheNextOneIsStarted() {
        World world = app("A evicted 0 attempt=3").stable("A");

        Report report = world.report();

        assertThat(report.slots())
                .extracting(Report.SlotReport::reason, Report.SlotReport::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Reason.EVICTED,
                        "The node was low on resource: memory. Another worker is started at 2030-01-01T00:00:04Z."));
        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
    }
}
