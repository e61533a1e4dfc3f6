package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When time alone may change the plan. */
class WakeTest {

    @Test
    void anAppAtRestNeedsNoWaking() {
        World world = app("A available", "A available").stable("A");

        Plan plan = world.plan();

        assertThat(plan.wakeAt()).isEmpty();
    }

    @Test
    void aWorkerThatIsReadyIsLookedAtWhenItIsAvailable() {
        World world = app("A ready 4").minReady(10).stable("A");

        Plan plan = world.plan();

        assertThat(plan.wakeAt()).contains(World.NOW.plusSeconds(6));
    }

    @Test
    void aWorkerThatHasNotRunIsLookedAtWhenItsTimeToStartIsOver() {
        World world = app("A pending 100").stable("A");

        Plan plan = world.plan();

        assertThat(plan.wakeAt()).contains(World.NOW.plusSeconds(200));
    }

    @Test
    void aReplacementIsLookedAtWhenItsTimeIsOver() {
        World world = app("A available, B running 20").stable("A").asks("B");

        Plan plan = world.plan();

        assertThat(plan.wakeAt()).contains(World.NOW.plusSeconds(40));
    }

    @Test
    void theTimeOfAReplacementIncludesBeingReadyForLongEnough() {
        World world = app("A available, B recovering 20").stable("A").asks("B").minReady(15);

        Plan plan = world.plan();

        assertThat(plan.wakeAt()).contains(World.NOW.plusSeconds(35));
    }

    @Test
    void aWorkerThatLostItsReadinessIsLookedAtWhenItIsBroken() {
        World world = app("A unready 20").stable("A");

        Plan plan = world.plan();

        assertThat(plan.wakeAt()).contains(World.NOW.plusSeconds(40));
    }

    @Test
    void aRefusalIsLookedAtWhenItsTimeIsOver() {
        World world = app("A available").stable("A").asks("B").refused(0, "B", Reason.CREATE_REFUSED, 100);

        Plan plan = world.plan();

        assertThat(plan.wakeAt()).contains(World.NOW.plusSeconds(200));
    }

    @Test
    void theEarliestMomentCounts() {
        World world = app("A pending 100", "A unready 20").stable("A");

        Plan plan = world.plan();

        assertThat(plan.wakeAt()).contains(World.NOW.plusSeconds(40));
    }

    @Test
    void whatIsNotWantedIsNotWaitedFor() {
        World world = app("A available", "A pending 100").stable("A").wants(1);

        Plan plan = world.plan();

        assertThat(plan.wakeAt()).isEmpty();
    }
}
