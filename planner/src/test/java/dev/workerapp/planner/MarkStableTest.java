package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When a revision becomes the stable one, and what becomes of orphans. */
class MarkStableTest {

    @Test
    void aFirstInstallIsCompleteWhenEverySlotServes() {
        World world = app("A available", "A available");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark A stable 1");
    }

    @Test
    void aReloadIsCompleteWhenEverySlotServesTheTarget() {
        World world = app("B available", "B available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B stable 2");
    }

    @Test
    void aReloadIsNotCompleteWhileASlotDoesNotServe() {
        World world = app("B available", "B running 5").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aReloadIsNotCompleteWhileAnOldWorkerIsThere() {
        World world = app("B available", "A available, B available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 REPLACED if 1/B#2");
    }

    @Test
    void aReloadIsNotCompleteWhileALeavingWorkerIsThere() {
        World world = app("B available", "B available, C running 5").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/C#2 SUPERSEDED");
    }

    @Test
    void anEndingOldWorkerDoesNotKeepAReloadFromCompleting() {
        World world = app("B available", "A ending, B available").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B stable 2");
    }

    @Test
    void aReloadThatLeavesSlotsOutIsNotComplete() {
        World world = app("A available", "B available").stable("A").asks("B").partition(1);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void anEmptyAppCompletesNothing() {
        World world = app("").stable("A").asks("B").wants(0);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void goingBackToAnEarlierRevisionMakesItGoodAnew() {
        World world = app("A available").stable("A").stable("B").asks("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark A stable 3");
    }

    @Test
    void aRollbackMarksNothing() {
        World world = app("A available").stable("A").asks("B").failed("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aFailedRevisionIsNotGoodWhateverItDoes() {
        World world = app("B available").asks("B").failed("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void anOrphanIsAdopted() {
        World world = app("A available").stable("A").orphan(0, "A available");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("adopt 0/A#7 ORPHAN");
    }

    @Test
    void anEndingOrphanIsLeftAlone() {
        World world = app("A available").stable("A").orphan(0, "A ending");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void anOrphanOfASlotThatIsNotWantedIsAdoptedSoThatItCanGo() {
        World world = app("A available").stable("A").orphan(3, "A available");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("adopt 3/A#7 ORPHAN");
    }

    @Test
    void ofTwoOrphansOfASlotOneIsAdoptedAtATime() {
        World world = app("").orphan(0, "A available").orphan(0, "A available").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("adopt 0/A#7 ORPHAN");
    }

    @Test
    void orphansOfTwoSlotsAreAdoptedTogether() {
        World world =
                app("", "").orphan(1, "A available").orphan(0, "A available").stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("adopt 0/A#8 ORPHAN", "adopt 1/A#7 ORPHAN");
    }

    @Test
    void aPairMakesRoomForAnOrphan() {
        World world = app("A available, B pending 5")
                .orphan(0, "A available")
                .stable("A")
                .asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("adopt 0/A#7 ORPHAN");
    }

    @Test
    void threeWorkersHaveNoRoomForAnOrphan() {
        World world = app("A available, A available, A available")
                .orphan(0, "A available")
                .stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#2 DUPLICATE if 0/A#1", "delete 0/A#3 DUPLICATE if 0/A#1");
    }

    @Test
    void noReplacementStartsBesideAnOrphan() {
        World world = app("A available").stable("A").orphan(0, "A pending 1").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("adopt 0/A#7 ORPHAN");
    }
}
