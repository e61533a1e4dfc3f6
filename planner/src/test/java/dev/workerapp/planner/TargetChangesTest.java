package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 6: the target changes in the middle. */
class TargetChangesTest {

    @Test
    void workersOfTheFormerTargetThatAreNotAvailableGoFirst() {
        World world = app("A available", "A available, B running 5").stable("A").asks("C");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/B#2 SUPERSEDED");
    }

    @Test
    void theReplacementOfTheNewTargetStartsWhenTheFormerIsEnding() {
        World world = app("A available", "A available, B ending").stable("A").asks("C");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/C#3 OUTDATED");
    }

    @Test
    void workersOfTheFormerTargetThatServeAreReplaced() {
        World world = app("A available", "B available").stable("A").asks("C");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/C#2 OUTDATED");
    }

    @Test
    void anOldWorkerThatIsRightAgainIsKeptAndItsReplacementDeleted() {
        World world = app("A available", "A available, B running 5").stable("A").asks("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/B#2 SUPERSEDED");
    }

    @Test
    void anOldWorkerThatIsRightAgainTakesOverFromAnAvailableReplacement() {
        World world = app("A available, B available").stable("A").asks("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/B#2 REPLACED if 0/A#1");
    }

    @Test
    void anOldWorkerThatIsRightAgainButNotAvailableIsWaitedFor() {
        World world = app("A running 5, B available").stable("A").asks("A");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aBrokenFirstInstallIsReplacedAtOnce() {
        World world = app("A crashing", "A available").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 SUPERSEDED", "create 1/B#2 OUTDATED");
    }

    @Test
    void aSlotThatLosesAWorkerIsFilledInTheNextPlan() {
        World world = app("B running 5", "A available").stable("A").asks("C").paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/B#1 SUPERSEDED");
    }

    @Test
    void aGoodWorkerThatFlapsIsKept() {
        World world = app("A unready 5").stable("A").asks("B").paused();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }
}
