package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 1 and 2, and slots with more workers than they need. */
class RetireTest {

    @Test
    void theSlotOfADeadPodIsFilledAtOnceTheFirstTime() {
        World world = app("A available", "A ended").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 EMPTY_SLOT attempt 1");
    }

    @Test
    void aDeadPodBesideAWorkerIsDeletedOnly() {
        World world = app("A available, A ended").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 TERMINAL");
    }

    @Test
    void surplusSlotsGoAllAtOnceFromTheHighestDown() {
        World world =
                app("A available", "A available", "A available").stable("A").wants(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 2/A#1 SURPLUS_SLOT", "delete 1/A#1 SURPLUS_SLOT");
    }

    @Test
    void everyWorkerOfASurplusSlotGoes() {
        World world = app("A available", "A available, B pending 1")
                .stable("A")
                .asks("B")
                .wants(1)
                .paused();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 SURPLUS_SLOT", "delete 1/B#2 SURPLUS_SLOT");
    }

    @Test
    void aDeadPodOfASurplusSlotIsSaidToBeDead() {
        World world = app("A available", "A ended").stable("A").wants(1);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 TERMINAL");
    }

    @Test
    void anEndingWorkerOfASurplusSlotIsLeftAlone() {
        World world = app("A available", "A ending").stable("A").wants(1);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void nothingIsLeftOfAnAppThatWantsNoInstances() {
        World world = app("A available", "A available").stable("A").wants(0);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 SURPLUS_SLOT", "delete 0/A#1 SURPLUS_SLOT");
    }

    @Test
    void ofTwoAvailableWorkersTheOlderStays() {
        World world = app("A available, A available").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 DUPLICATE if 0/A#1");
    }

    @Test
    void ofTwoWorkersTheAvailableOneStays() {
        World world = app("A unready 5, A available").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 DUPLICATE if 0/A#2");
    }

    @Test
    void ofTwoUnavailableWorkersTheReadyOneStays() {
        World world = app("A running 5, A ready 5").minReady(10).stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 DUPLICATE");
    }

    @Test
    void ofTwoUnavailableWorkersTheRunningOneStays() {
        World world = app("A pending 5, A running 5").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 DUPLICATE");
    }

    @Test
    void ofTwoUnavailableWorkersTheOneWithinItsTimeStays() {
        World world = app("A unready 70, A running 5").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 DUPLICATE");
    }

    @Test
    void ofTwoWorkersThatJustStartTheOlderStays() {
        World world = app("A pending 5, A pending 5").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 DUPLICATE");
    }

    @Test
    void ofThreeWorkersOneStays() {
        World world = app("A available, A available, A pending 5").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 DUPLICATE if 0/A#1", "delete 0/A#3 DUPLICATE if 0/A#1");
    }

    @Test
    void ofTwoOldWorkersTheGoodOneStaysAndNoThirdIsStarted() {
        World world = app("B available, A available").stable("A").asks("C");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/B#1 SUPERSEDED if 0/A#2");
    }

    @Test
    void ofTwoOldWorkersTheAvailableOneStaysThoughTheOtherIsGood() {
        World world = app("A unready 5, B available").stable("A").asks("C");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 SUPERSEDED if 0/B#2");
    }

    @Test
    void twoOldWorkersBothGoWhenTheirReplacementIsAvailable() {
        World world = app("A available, A available, B available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 REPLACED if 0/B#3", "delete 0/A#2 REPLACED if 0/B#3");
    }

    @Test
    void twoOldWorkersAreThinnedOutWhileTheirReplacementStarts() {
        World world = app("A available, A available, B pending 5").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 DUPLICATE if 0/A#1");
    }

    @Test
    void twoBrokenOldWorkersAreThinnedOutOnlyOnceInAPlan() {
        World world = app("A crashing, A crashing, B cramped 5").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 DUPLICATE");
    }
}
