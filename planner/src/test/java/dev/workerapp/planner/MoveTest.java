package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 8: workers whose node is being emptied. */
class MoveTest {

    @Test
    void theReplacementStartsBesideTheWorkerThatIsToMove() {
        World world = app("A available!").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 NODE_DRAINED");
    }

    @Test
    void theWorkerStaysUntilItsReplacementIsAvailable() {
        World world = app("A available!, A running 5").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void theWorkerGoesWhenItsReplacementIsAvailable() {
        World world = app("A available!, A available").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 NODE_DRAINED if 0/A#2");
    }

    @Test
    void theReplacementGoesWhenTheNodeIsGivenFreeAgain() {
        World world = app("A available, A running 5").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 DUPLICATE if 0/A#1");
    }

    @Test
    void aReplacementThatIsToMoveTooReplacesNobody() {
        World world = app("A available!, A available!").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 DUPLICATE if 0/A#1");
    }

    @Test
    void asManyMoveAtOnceAsAReloadWouldReplace() {
        World world = app("A available!", "A available!", "A available!", "A available")
                .stable("A")
                .parallel(2);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 2/A#2 NODE_DRAINED", "create 1/A#2 NODE_DRAINED");
    }

    @Test
    void theNextOnesMoveWhenThereIsRoomInTheBudget() {
        World world = app("A available!", "A available!, A running 5").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aMoveIsNoReloadAndTheAppStaysReady() {
        World world = app("A available", "A available!, A running 5").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.READY);
        assertThat(report.reload()).isEmpty();
    }

    @Test
    void theSlotTellsWhyItsWorkerMoves() {
        World world = app("A available", "A available!, A running 5").stable("A");

        List<Report.SlotReport> slots = world.report().slots();

        assertThat(slots).extracting(Report.SlotReport::slot).containsExactly(1);
        assertThat(slots.getFirst().reason()).isEqualTo(Reason.NODE_DRAINED);
    }

    @Test
    void theSlotTellsWhyTheReplacementDoesNotStart() {
        World world = app("A available!, A unschedulable 5").stable("A");

        List<Report.SlotReport> slots = world.report().slots();

        assertThat(slots.getFirst().reason()).isEqualTo(Reason.UNSCHEDULABLE);
        assertThat(slots.getFirst().message()).isEqualTo("0/3 nodes fit");
    }

    @Test
    void aMoveWhoseReplacementDoesNotStartIsSeenInTheApp() {
        World world = app("A available!, A unschedulable 5").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.isAvailable().holds()).isTrue();
        assertThat(report.isReady().holds()).isFalse();
        assertThat(report.isReady().reason()).isEqualTo(Reason.NODE_DRAINED);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().message())
                .isEqualTo(
                        "The worker's node is cordoned or drained, so it moves to another one. Slot 0: 0/3 nodes fit");
    }

    @Test
    void aMoveWhoseReplacementIsRefusedIsSeenInTheApp() {
        World world = app("A available!").stable("A").refused(0, "A", Reason.QUOTA_EXCEEDED, 10);

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.reconciling().message()).contains("pods \"shop\" is forbidden");
    }

    @Test
    void aReplacementWithoutANodeForLongIsReportedAndFailsNoRevision() {
        World world = app("A available!, A unschedulable 301").stable("A");

        Plan plan = world.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.report().stalled().holds()).isTrue();
        assertThat(plan.report().stalled().message()).contains("0/3 nodes fit");
    }

    @Test
    void aMoveThatFailsDuringAReloadDoesNotFailTheReload() {
        World world = app("A available", "B available!, B unschedulable 301")
                .stable("A")
                .asks("B");

        List<String> actions = world.actions();

        assertThat(actions).noneMatch(action -> action.startsWith("mark"));
    }

    @Test
    void aReplacementThatIsRefusedIsAskedForAgainAndTold() {
        World world = app("A available!").stable("A").refused(0, "A", Reason.QUOTA_EXCEEDED, 10);

        Plan plan = world.plan();

        assertThat(plan.actions()).hasSize(1);
        assertThat(plan.report().slots().getFirst().reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
    }

    @Test
    void aPausedReloadHoldsNoMoveBack() {
        World world = app("A available", "A available!").stable("A").asks("B").paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 NODE_DRAINED");
    }

    @Test
    void aReloadTakesTheWorkerThatIsToMoveFirst() {
        World world = app("A available!", "A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void belowThePartitionTheWorkerMovesAsItIs() {
        World world = app("A available!", "B available").stable("A").asks("B").partition(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 NODE_DRAINED");
    }

    @Test
    void anOldWorkerThatMovedGoesLikeAnyOther() {
        World world = app("A available", "A available!, A available")
                .stable("A")
                .asks("B")
                .paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 NODE_DRAINED if 1/A#2");
    }

    @Test
    void withoutOverlapWorkersAreDeletedFirstAsManyAsParallelSays() {
        World world =
                app("A available!", "A available!").stable("A").parallel(2).withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 NODE_DRAINED", "delete 0/A#1 NODE_DRAINED");
    }

    @Test
    void withoutOverlapTheNextOneWaitsForTheFirst() {
        World world = app("A available!", "A running 5").stable("A").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aFailedRevisionIsNotStartedForAMove() {
        World world = app("A available!", "A available").failed("A");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aWorkerThatProceedCountsMovesAsItIs() {
        World world = app("A available", "B running! 70").stable("A").asks("B").onFailure(OnFailure.PROCEED);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#2 NODE_DRAINED");
    }

    @Test
    void belowThePartitionAWorkerOfTheTargetMovesAsItIsToo() {
        World world = app("B available!", "A available").stable("A").asks("B").partition(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 NODE_DRAINED");
    }

    @Test
    void aMoveThatDoesNotComeToAnEndMakesWayForTheReload() {
        World world = app("B available!, B running 70").stable("B").asks("C");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/B#2 DUPLICATE if 0/B#1");
    }

    @Test
    void aWorkerThatIsAskedToBeEvictedIsReplacedFirst() {
        World world = app("A available 0 asked").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 EVICTION_REQUESTED");
        assertThat(world.report().slots().getFirst().reason()).isEqualTo(Reason.EVICTION_REQUESTED);
    }

    @Test
    void aWorkerThatIsAskedToBeEvictedGoesWhenItsReplacementIsAvailable() {
        World world = app("A available 0 asked, A available").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 EVICTION_REQUESTED if 0/A#2");
    }

    @Test
    void aWorkerWhoseReplacementIsRequestedIsReplacedFirstAndByTheSameRevision() {
        World world = app("A available 0 recycle", "B available")
                .stable("A")
                .asks("B")
                .partition(1);

        assertThat(world.actions()).containsExactly("create 0/A#2 RECYCLE_REQUESTED");
        assertThat(app("A available 0 recycle, A available").stable("A").actions())
                .containsExactly("delete 0/A#1 RECYCLE_REQUESTED if 0/A#2");
        assertThat(app("A available 0 recycle, A crashing").stable("A").actions())
                .isEmpty();
    }

    @Test
    void aRequestedReplacementThatWaitsForRoomIsReported() {
        Report report =
                app("A available 0 recycle, A unschedulable 5").stable("A").report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.isReady().reason()).isEqualTo(Reason.RECYCLE_REQUESTED);
        assertThat(report.isAvailable().holds()).isTrue();
    }

    @Test
    void anEvictionIsMoreUrgentThanARequestForAReplacement() {
        World world = app("A available 0 recycle", "A available 0 recycle asked", "A available!")
                .stable("A")
                .parallel(3);

        assertThat(world.actions())
                .containsExactly(
                        "create 2/A#2 NODE_DRAINED",
                        "create 1/A#2 EVICTION_REQUESTED",
                        "create 0/A#2 RECYCLE_REQUESTED");
    }

    @Test
    void ofTwoReasonsToMoveTheDrainOfTheNodeIsTold() {
        World world = app("A available! 0 asked, A available", "A available! 0 asked")
                .stable("A")
                .parallel(2);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 NODE_DRAINED if 0/A#2", "create 1/A#2 NODE_DRAINED");
    }

    @Test
    void anEvictionThatWaitsForRoomIsToldByTheApp() {
        World world = app("A available 0 asked, A unschedulable 5").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.isReady().reason()).isEqualTo(Reason.EVICTION_REQUESTED);
        assertThat(report.isReady().message()).endsWith("Slot 0: 0/3 nodes fit");
    }

    @Test
    void withoutOverlapAWorkerThatIsAskedToBeEvictedIsDeletedFirst() {
        World world = app("A available 0 asked").stable("A").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 EVICTION_REQUESTED");
    }

    @Test
    void aSuspendedAppMovesNobody() {
        World world = app("A available!").stable("A").suspended();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 SUSPENDED");
    }
}
