package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 7: paused, suspended, restarted. */
class HoldTest {

    @Test
    void pausedNoNewReplacementStarts() {
        World world = app("A available", "A available").stable("A").asks("B").paused();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void pausedAReplacementUnderWayFinishes() {
        World world = app("A available", "A available, B available")
                .stable("A")
                .asks("B")
                .paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 REPLACED if 1/B#2");
    }

    @Test
    void suspendedAllWorkersGo() {
        World world = app("A available", "A available").stable("A").suspended();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 SUSPENDED", "delete 0/A#1 SUSPENDED");
    }

    @Test
    void suspendedTheFailureOfAnotherRevisionIsForgotten() {
        World world = app("A available").stable("A").suspended().failed("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("clear B ASKED_ANEW", "delete 0/A#1 SUSPENDED");
    }

    @Test
    void suspendedNothingCompletes() {
        World world = app("B available").stable("A").asks("B").suspended();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/B#1 SUSPENDED");
    }

    @Test
    void aRestartStopsAllWorkersWithAnOlderToken() {
        World world =
                app("A available", "A available").stable("A").token("B", "now").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 RESTART_REQUESTED", "delete 1/A#1 RESTART_REQUESTED");
    }

    @Test
    void thenTheSlotsAreFilledWithWhatIsAskedFor() {
        World world = app("A ending", "A ending").stable("A").token("B", "now").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 EMPTY_SLOT", "create 1/B#2 EMPTY_SLOT");
    }

    @Test
    void aSlotIsNotFilledWithWhatTheRestartIsAboutToStop() {
        World world = app("", "A available").stable("A").token("B", "now").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 RESTART_REQUESTED", "create 0/B#1 EMPTY_SLOT");
    }

    @Test
    void aChangeWithTheSameTokenReloads() {
        World world = app("A available", "A available")
                .stable("A")
                .token("A", "now")
                .token("B", "now")
                .asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#2 OUTDATED");
    }

    @Test
    void aTokenThatIsTakenAwayRestartsNothing() {
        World world =
                app("A available", "A available").stable("A").token("A", "now").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#2 OUTDATED");
    }

    @Test
    void goingBackToAnOlderTokenIsAReload() {
        World world = app("B available")
                .stable("A")
                .stable("B")
                .token("A", "1")
                .token("B", "2")
                .asks("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 OUTDATED");
    }

    @Test
    void aRestartLeavesSlotsBelowThePartition() {
        World world = app("A available", "A available")
                .stable("A")
                .token("B", "now")
                .asks("B")
                .partition(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 RESTART_REQUESTED");
    }

    @Test
    void aWorkerOfAnUnknownRevisionIsNotRestartedButReplaced() {
        World world =
                app("X available").forgets("X").stable("A").token("B", "now").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void aRestartDoesNotWaitForAPause() {
        World world = app("A available").stable("A").token("B", "now").asks("B").paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 RESTART_REQUESTED");
    }
}
