package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 5, RollBack: going back to the stable revision. */
class RollBackTest {

    @Test
    void theMarkComesFirstAndTheRollbackFollowsInTheSamePlan() {
        World world = app("A available", "A available, B crashing", "B available")
                .stable("A")
                .asks("B")
                .parallel(2);

        List<String> actions = world.actions();

        assertThat(actions)
                .containsExactly("mark B failed CRASH_LOOP", "delete 1/B#2 REVISION_FAILED", "create 2/A#2 ROLL_BACK");
    }

    @Test
    void updatedSlotsGoBackReplacementFirst() {
        World world = app("A available", "B available").stable("A").asks("B").failed("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 ROLL_BACK");
    }

    @Test
    void theFailedWorkerGoesWhenTheGoodOneIsAvailable() {
        World world = app("A available", "B available, A available")
                .stable("A")
                .asks("B")
                .failed("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/B#1 REPLACED if 1/A#2");
    }

    @Test
    void aRollbackHeedsNeitherPauseNorPartition() {
        World world = app("A available", "B available")
                .stable("A")
                .asks("B")
                .failed("B")
                .paused()
                .partition(2);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 ROLL_BACK");
    }

    @Test
    void aRollbackKeepsTheBudget() {
        World world = app("A available", "B available", "B available")
                .stable("A")
                .asks("B")
                .failed("B")
                .parallel(3);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 2/A#2 ROLL_BACK");
    }

    @Test
    void aReloadThatIsPausedFailsAllTheSame() {
        World world = app("A available, B crashing").stable("A").asks("B").paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed CRASH_LOOP", "delete 0/B#2 REVISION_FAILED");
    }

    @Test
    void goingBackGainsNothingWhenNoGoodWorkerServes() {
        World world = app("A unready 5, B crashing").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void oneGoodWorkerThatServesIsWorthGoingBack() {
        World world = app("A unready 5, B crashing", "A available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed CRASH_LOOP", "delete 0/B#2 REVISION_FAILED");
    }

    @Test
    void goingBackIsTriedWhenNoGoodWorkerIsLeft() {
        World world = app("B crashing", "B available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions)
                .containsExactly("mark B failed CRASH_LOOP", "delete 0/B#1 REVISION_FAILED", "create 1/A#2 ROLL_BACK");
    }

    @Test
    void aFirstInstallHasNothingToGoBackTo() {
        World world = app("A crashing", "A available");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aRollbackDoesNotRollBack() {
        World world = app("A crashing, B available", "B available")
                .stable("A")
                .asks("B")
                .failed("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void atRestNothingIsDone() {
        World world = app("A available", "A available").stable("A").asks("B").failed("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void theFailureIsForgottenWhenTheAppAsksForSomethingElse() {
        World world = app("A available", "A available").stable("A").failed("B").asks("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("clear B ASKED_ANEW");
    }

    @Test
    void aNewRevisionIsTriedAtOnceAfterAFailedOne() {
        World world = app("A available").stable("A").failed("B").asks("C");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("clear B ASKED_ANEW", "create 0/C#2 OUTDATED");
    }

    @Test
    void aRollbackOfARestartDoesNotRestartBackAndForth() {
        World world = app("A available", "B unready 70")
                .stable("A")
                .token("A", "1")
                .token("B", "2")
                .asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed NOT_READY_AGAIN", "delete 1/B#1 REVISION_FAILED");
    }

    @Test
    void whileRolledBackTheTokenOfTheFailedRevisionDoesNotCount() {
        World world = app("A available", "A available")
                .stable("A")
                .token("A", "1")
                .token("B", "2")
                .asks("B")
                .failed("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }
}
