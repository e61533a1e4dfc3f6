package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 3 and 4 without overlap: the old worker goes first, one slot at a time. */
class WithoutOverlapTest {

    @Test
    void onlyAWorkerThatIsToMoveIsDeletedWhileTheReloadIsHalted() {
        assertThat(halted("A available!").actions()).containsExactly("delete 0/A#1 NODE_DRAINED");
        assertThat(halted("A available").actions()).isEmpty();
    }

    private static World halted(String worker) {
        return app(worker, "B late", "B available", "B available")
                .stable("A")
                .asks("B")
                .onFailure(OnFailure.HALT)
                .parallel(2)
                .withoutOverlap();
    }

    @Test
    void theOldWorkerOfTheHighestSlotGoesFirst() {
        World world = app("A available", "A available").stable("A").asks("B").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 MAKE_ROOM");
    }

    @Test
    void theSlotIsNotFilledWhileAnythingIsLeftInIt() {
        World world = app("A available", "A ending").stable("A").asks("B").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void theEmptiedSlotTakesTheTargetThoughItIsNotProved() {
        World world = app("A available", "").stable("A").asks("B").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#1 EMPTY_SLOT");
    }

    @Test
    void onlyOneOfTwoEmptySlotsIsOnTrial() {
        World world = app("A available", "", "").stable("A").asks("B").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#1 EMPTY_SLOT", "create 2/B#1 EMPTY_SLOT");
    }

    @Test
    void noSecondSlotIsOnTrialWhileOneIs() {
        World world =
                app("A available", "", "B pending 5").stable("A").asks("B").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void theSlotWhoseWorkerWasRefusedStaysOnTrial() {
        World world = app("A available", "", "")
                .stable("A")
                .asks("B")
                .refused(1, "B", Reason.CREATE_REFUSED, 5)
                .withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#1 EMPTY_SLOT", "create 2/A#1 EMPTY_SLOT");
    }

    @Test
    void whilePausedAnEmptySlotTakesTheGoodRevision() {
        World world = app("A available", "").stable("A").asks("B").paused().withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void belowThePartitionNoSlotIsOnTrial() {
        World world = app("A available", "").stable("A").asks("B").partition(2).withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void theNextSlotWaitsUntilTheReplacementIsAvailable() {
        World world = app("A available", "B running 5").stable("A").asks("B").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void theNextSlotFollowsWhenTheReplacementIsAvailable() {
        World world = app("A available", "B available").stable("A").asks("B").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 MAKE_ROOM");
    }

    @Test
    void theNextSlotWaitsForOneThatIsStarting() {
        World world = app("A available", "A running 5").stable("A").asks("B").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aBrokenSlotGoesFirst() {
        World world = app("A crashing", "A available").stable("A").asks("B").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 MAKE_ROOM");
    }

    @Test
    void beforeTheTargetIsProvedBrokenSlotsGoOneByOne() {
        World world = app("A crashing", "A crashing", "A available")
                .stable("A")
                .asks("B")
                .withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 MAKE_ROOM");
    }

    @Test
    void onceProvedBrokenSlotsGoAllAtOnce() {
        World world = app("A crashing", "A crashing", "A available", "B available")
                .stable("A")
                .asks("B")
                .withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 MAKE_ROOM", "delete 0/A#1 MAKE_ROOM");
    }

    @Test
    void onceProvedBrokenSlotsDoNotWaitForOthers() {
        World world = app("A crashing", "", "B available").stable("A").asks("B").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 MAKE_ROOM", "create 1/B#1 EMPTY_SLOT");
    }

    @Test
    void pausedNothingIsEmptied() {
        World world =
                app("A available", "A available").stable("A").asks("B").paused().withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void belowThePartitionNothingIsEmptied() {
        World world = app("A available", "A available")
                .stable("A")
                .asks("B")
                .partition(2)
                .withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aPairFromBeforeIsFinishedFirst() {
        World world = app("A available", "A available, B running 5")
                .stable("A")
                .asks("B")
                .withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aSlotThatRestartsKeepsTheOthersWaiting() {
        World world = app("A available", "C available")
                .stable("A")
                .token("B", "now")
                .asks("B")
                .token("C", "now")
                .withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 RESTART_REQUESTED");
    }

    @Test
    void anOrphanKeepsItsSlotFromBeingFilled() {
        World world = app("").orphan(0, "A ending").stable("A").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aPodThatHasEndedHoldsNothingExclusive() {
        World world = app("A ended").stable("A").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 EMPTY_SLOT attempt 1");
    }

    @Test
    void aRollbackEmptiesSlotsThatServeOneAtATime() {
        World world = app("B available", "B available", "A available")
                .stable("A")
                .asks("B")
                .failed("B")
                .withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/B#1 MAKE_ROOM");
    }

    @Test
    void aHaltedReloadEmptiesNoMore() {
        World world = app("A available", "B unready 70")
                .stable("A")
                .asks("B")
                .onFailure(OnFailure.HALT)
                .withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void proceedingGoesOnThoughTheReplacementNeverServed() {
        World world = app("A available", "B unready 70")
                .stable("A")
                .asks("B")
                .onFailure(OnFailure.PROCEED)
                .withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 MAKE_ROOM");
    }

    @Test
    void proceedingPutsTheNextSlotOnTrial() {
        World world = app("A available", "", "B unready 70")
                .stable("A")
                .asks("B")
                .onFailure(OnFailure.PROCEED)
                .withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#1 EMPTY_SLOT");
    }

    @Test
    void aRevisionThatFailedWithoutAGoodOneIsNotMovedTo() {
        World world = app("A available").asks("B").failed("B").withoutOverlap();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }
}
