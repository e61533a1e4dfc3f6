package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 3: what an empty slot is filled with. */
class FillSlotsTest {

    @Test
    void aSlotThatTakesTheStableRevisionHoldsNoReloadBack() {
        World world = app("", "A available").stable("A").asks("B");

        assertThat(world.actions()).containsExactly("create 0/A#1 EMPTY_SLOT", "create 1/B#2 OUTDATED");
    }

    @Test
    void aNewAppStartsAllItsWorkersAtOnce() {
        World world = app("", "", "");

        List<String> actions = world.actions();

        assertThat(actions)
                .containsExactly("create 0/A#1 EMPTY_SLOT", "create 1/A#1 EMPTY_SLOT", "create 2/A#1 EMPTY_SLOT");
    }

    @Test
    void aNewSlotIsFilledWithTheTarget() {
        World world = app("A available").stable("A").wants(2);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void aTerminatingWorkerDoesNotFillItsSlot() {
        World world = app("A ending").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 EMPTY_SLOT");
    }

    @Test
    void theNextIncarnationIsHigherThanAllThatAreSeen() {
        World world = app("A ending, A ending, A ended").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#4 EMPTY_SLOT attempt 1");
    }

    @Test
    void aSuspendedAppFillsNothing() {
        World world = app("", "").suspended();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void whileTheTargetIsNotProvedAnEmptySlotTakesTheGoodRevision() {
        World world =
                app("", "A available", "A available, B pending 5").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#1 EMPTY_SLOT");
    }

    @Test
    void onceTheTargetIsProvedAnEmptySlotTakesIt() {
        World world =
                app("", "A available", "B available").stable("A").asks("B").paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#1 EMPTY_SLOT");
    }

    @Test
    void whatWasStoppedOnPurposeStartsAsWhatIsAskedForNow() {
        World world = app("", "").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#1 EMPTY_SLOT", "create 1/B#1 EMPTY_SLOT");
    }

    @Test
    void withoutAGoodRevisionAnEmptySlotTakesTheTarget() {
        World world = app("", "A available").asks("B").paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#1 EMPTY_SLOT");
    }

    @Test
    void aTerminatingGoodWorkerIsNotThereToBeProtected() {
        World world = app("", "A ending").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#1 EMPTY_SLOT", "create 1/B#2 EMPTY_SLOT");
    }

    @Test
    void aBrokenGoodWorkerIsProtectedToo() {
        World world = app("", "A crashing").stable("A").asks("B").paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#1 EMPTY_SLOT");
    }

    @Test
    void aSlotBelowThePartitionKeepsTheGoodRevision() {
        World world = app("", "B available").stable("A").asks("B").partition(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#1 EMPTY_SLOT");
    }

    @Test
    void aSlotAtThePartitionTakesTheTarget() {
        World world = app("A available", "").stable("A").asks("B").partition(1).paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void whileRolledBackAnEmptySlotTakesTheGoodRevision() {
        World world = app("A available", "").stable("A").asks("B").failed("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void aRollbackHeedsNoPartition() {
        World world = app("A available", "").stable("A").asks("B").failed("B").partition(2);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void aFailedRevisionIsNotStartedThoughTheGoodOneIsGone() {
        World world = app("B available", "").asks("B").failed("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aFailedRevisionThatWasGoodLongAgoIsNotGoneBackTo() {
        World world = app("", "").stable("A").failed("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("clear A ASKED_ANEW", "create 0/B#1 EMPTY_SLOT", "create 1/B#1 EMPTY_SLOT");
    }

    @Test
    void theLatestGoodRevisionIsTheGoodOne() {
        World world =
                app("", "B available", "C pending 5").stable("A").stable("B").asks("C");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#1 EMPTY_SLOT");
    }

    @Test
    void aSlotThatWasEmptiedForAQuotaTakesTheTarget() {
        World world = app("A available", "").stable("A").asks("B").refused(1, "B", Reason.QUOTA_EXCEEDED, 5);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#1 EMPTY_SLOT");
    }

    @Test
    void aSlotWhoseWorkerWasRefusedForAnotherReasonTakesTheGoodRevision() {
        World world = app("A available", "")
                .stable("A")
                .asks("B")
                .refused(1, "B", Reason.CREATE_REFUSED, 5)
                .paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void aRefusalOfAnotherRevisionSaysNothing() {
        World world = app("A available", "")
                .stable("A")
                .asks("C")
                .refused(1, "B", Reason.QUOTA_EXCEEDED, 5)
                .paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void aSlotWithAnOrphanIsNotFilled() {
        World world = app("").orphan(0, "A available").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("adopt 0/A#7 ORPHAN");
    }

    @Test
    void aSlotWithAnEndingOrphanIsFilled() {
        World world = app("").orphan(0, "A ending").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#8 EMPTY_SLOT");
    }
}
