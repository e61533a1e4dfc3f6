package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 4 with overlap: who is replaced when. */
class ReloadTest {

    @Test
    void theFirstReplacementStartsInTheHighestSlotAndAlone() {
        World world = app("A available", "A available", "A available")
                .stable("A")
                .asks("B")
                .parallel(3);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 2/B#2 OUTDATED");
    }

    @Test
    void theNextOneWaitsUntilTheFirstIsAvailable() {
        World world = app("A available", "A available", "A available, B running 5")
                .stable("A")
                .asks("B")
                .parallel(3);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void theOldWorkerGoesWhenItsReplacementIsAvailable() {
        World world = app("A available", "A available, B available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 REPLACED if 1/B#2");
    }

    @Test
    void noReplacementStartsWhileAnEmptySlotTriesTheTarget() {
        World world = app("A available", "").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#1 EMPTY_SLOT");
    }

    @Test
    void readyIsNotYetAvailable() {
        World world = app("A available", "A available, B ready 5")
                .stable("A")
                .asks("B")
                .minReady(10);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void readyForLongEnoughIsAvailable() {
        World world = app("A available", "A available, B ready 10")
                .stable("A")
                .asks("B")
                .minReady(10);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 REPLACED if 1/B#2");
    }

    @Test
    void theNextReplacementStartsWhenTheOldWorkerIsEnding() {
        World world = app("A available", "A ending, B available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void oneProvedWorkerAllowsOneMore() {
        World world = app("A available", "A available", "A available", "B available")
                .stable("A")
                .asks("B")
                .parallel(4);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 2/B#2 OUTDATED");
    }

    @Test
    void twoProvedWorkersAllowTwo() {
        World world = app("A available", "A available", "A available", "B available", "B available")
                .stable("A")
                .asks("B")
                .parallel(4);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 2/B#2 OUTDATED", "create 1/B#2 OUTDATED");
    }

    @Test
    void neverMoreThanParallel() {
        World world = app("A available", "A available", "A available", "B available", "B available", "B available")
                .stable("A")
                .asks("B")
                .parallel(2);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 2/B#2 OUTDATED", "create 1/B#2 OUTDATED");
    }

    @Test
    void whatIsUnderWayIsCounted() {
        World world = app("A available", "A available", "A available, B pending 5", "B available", "B available")
                .stable("A")
                .asks("B")
                .parallel(2);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#2 OUTDATED");
    }

    @Test
    void aPairWhoseOldWorkerIsAboutToGoIsCountedToo() {
        World world = app("A available", "A available, B available")
                .stable("A")
                .asks("B")
                .parallel(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 REPLACED if 1/B#2");
    }

    @Test
    void aBrokenSlotIsReplacedFirst() {
        World world =
                app("A crashing", "A available", "A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void aSlotThatHasNotBeenReadyForItsTimeIsBroken() {
        World world =
                app("A unready 60", "A available", "A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void aSlotThatOnlyFlapsIsNotBroken() {
        World world =
                app("A unready 59", "A available", "A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 2/B#2 OUTDATED");
    }

    @Test
    void aSlotThatCouldNotStartInTimeIsBroken() {
        World world = app("A pending 300", "A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void ofBrokenSlotsTheHighestIsFirst() {
        World world = app("A crashing", "A crashing", "A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#2 OUTDATED");
    }

    @Test
    void brokenSlotsNeedNoBudgetOnceTheTargetIsProved() {
        World world = app("A crashing", "A crashing", "A available", "A available, B pending 5", "B available")
                .stable("A")
                .asks("B")
                .parallel(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#2 OUTDATED", "create 0/B#2 OUTDATED");
    }

    @Test
    void brokenOldWorkersBesideReplacementsDoNotHoldTheReloadBack() {
        World world = app("A available", "A unready 70, B pending 5", "B available")
                .stable("A")
                .asks("B")
                .parallel(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void beforeTheTargetIsProvedABrokenSlotIsOnTrialLikeAnyOther() {
        World world = app("A available", "A crashing, B pending 5")
                .stable("A")
                .asks("B")
                .parallel(2);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aWorkerOfTheTargetWithoutAnOldOneIsOnTrialToo() {
        World world = app("A available", "B pending 5").stable("A").asks("B").parallel(2);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void onceProvedAWorkerAloneInItsSlotHoldsNothingBack() {
        World world = app("A available", "B pending 5", "B available")
                .stable("A")
                .asks("B")
                .parallel(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void aStartingOldWorkerTakesBudgetAsLongAsItMayServe() {
        World world = app("A available", "A running 5, B pending 5", "B available")
                .stable("A")
                .asks("B")
                .parallel(1);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aBrokenOldWorkerIsKeptUntilItsReplacementIsAvailable() {
        World world =
                app("A unready 70, B running 5", "B available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aCrashingOldWorkerGoesOnceTheTargetIsProved() {
        World world = app("A crashing, B running 5", "B available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 CRASH_LOOP");
    }

    @Test
    void aCrashingOldWorkerIsKeptUntilTheTargetIsProved() {
        World world = app("A crashing, B running 5", "A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aBrokenOldWorkerMakesRoomForWhatWaitsForIt() {
        World world =
                app("A unready 70, B cramped 5", "A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 MAKE_ROOM");
    }

    @Test
    void aWorkerThatServesMakesNoRoom() {
        World world = app("A available, B cramped 5", "A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aWorkerThatMayStillServeMakesNoRoom() {
        World world =
                app("A unready 50, B cramped 5", "A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aBrokenOldWorkerMakesRoomUnderAQuota() {
        World world =
                app("A unready 70", "A available").stable("A").asks("B").refused(0, "B", Reason.QUOTA_EXCEEDED, 5);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 MAKE_ROOM");
    }

    @Test
    void aWorkerThatServesMakesNoRoomUnderAQuotaAndTheReplacementIsTriedAgain() {
        World world = app("A available", "A available").stable("A").asks("B").refused(0, "B", Reason.QUOTA_EXCEEDED, 5);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void aBrokenOldWorkerStaysWhenAPolicyRefusesItsReplacement() {
        World world =
                app("A unready 70", "A available").stable("A").asks("B").refused(0, "B", Reason.CREATE_REFUSED, 5);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void whatWasRefusedIsTriedAgainBeforeAnotherSlot() {
        World world = app("A available", "A available", "A available")
                .stable("A")
                .asks("B")
                .refused(1, "B", Reason.CREATE_REFUSED, 5);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#2 OUTDATED");
    }

    @Test
    void slotsBelowThePartitionAreLeftAlone() {
        World world = app("A available", "A available", "B available")
                .stable("A")
                .asks("B")
                .partition(2);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void theSlotAtThePartitionIsReplaced() {
        World world = app("A available", "A available", "A available")
                .stable("A")
                .asks("B")
                .partition(2);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 2/B#2 OUTDATED");
    }

    @Test
    void aPairBelowThePartitionIsFinished() {
        World world = app("A available, B available", "B available")
                .stable("A")
                .asks("B")
                .partition(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 REPLACED if 0/B#2");
    }

    @Test
    void aDeadPodOfTheOldRevisionHoldsNothingBack() {
        World world = app("A available, A ended").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 TERMINAL", "create 0/B#3 OUTDATED");
    }

    @Test
    void aWorkerOfAnUnknownRevisionIsReplacedLikeAnyOther() {
        World world = app("X available").forgets("X").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 OUTDATED");
    }

    @Test
    void nothingIsToBeDoneWhenEverythingIsAsAsked() {
        World world = app("A available", "A available", "A available").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aTerminatingPodOnADeadNodeHoldsNothingBack() {
        World world = app("A available", "A ending, A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#3 OUTDATED");
    }
}
