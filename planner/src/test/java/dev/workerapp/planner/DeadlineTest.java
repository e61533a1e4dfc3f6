package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 5: when a replacement fails. */
class DeadlineTest {

    @Test
    void aReplacementFailsWhenItIsNotAvailableInTime() {
        World world = app("A available, B running 60").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed NOT_READY_IN_TIME", "delete 0/B#2 REVISION_FAILED");
    }

    @Test
    void aReplacementHasItsTime() {
        World world = app("A available, B running 59").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void beingReadyForLongEnoughIsPartOfTheTime() {
        World world = app("A available, B running 69").stable("A").asks("B").minReady(10);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void thenTheTimeIsOver() {
        World world = app("A available, B running 70").stable("A").asks("B").minReady(10);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed NOT_READY_IN_TIME", "delete 0/B#2 REVISION_FAILED");
    }

    @Test
    void aReplacementThatBecameReadyTooLateFails() {
        World world = app("A available, B recovered 5").stable("A").asks("B").minReady(10);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed NOT_READY_IN_TIME", "delete 0/B#2 REVISION_FAILED");
    }

    @Test
    void aReplacementThatIsReadyHasItsTimeToStaySo() {
        World world = app("A available, B ready 65").stable("A").asks("B").minReady(100);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aReplacementThatFlapsFailsByItsFirstStart() {
        World world = app("A available, B unready 1").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed NOT_READY_IN_TIME", "delete 0/B#2 REVISION_FAILED");
    }

    @Test
    void aCrashLoopFailsAtOnce() {
        World world = app("A available, B crashing").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed CRASH_LOOP", "delete 0/B#2 REVISION_FAILED");
    }

    @Test
    void whatCouldNotStartInTimeFails() {
        World world = app("A available, B pulling 300").stable("A").asks("B").failsLateStarts();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed NOT_STARTED_IN_TIME", "delete 0/B#2 REVISION_FAILED");
    }

    @Test
    void whatMayStillStartHasItsTime() {
        World world = app("A available, B pulling 299").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void whatIsRefusedForTooLongFails() {
        World world = app("A available")
                .stable("A")
                .asks("B")
                .refused(0, "B", Reason.CREATE_REFUSED, 300)
                .failsLateStarts();

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed CREATE_REFUSED");
    }

    @Test
    void whatIsRefusedIsTriedAgainForItsTime() {
        World world = app("A available").stable("A").asks("B").refused(0, "B", Reason.CREATE_REFUSED, 299);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void aRefusalIsOfThePastOnceAWorkerIsThere() {
        World world = app("A available, B pending 5")
                .stable("A")
                .asks("B")
                .refused(0, "B", Reason.CREATE_REFUSED, 300)
                .failsLateStarts();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aRefusalMeansNothingWhileNobodyAsksAgain() {
        World world = app("A available")
                .stable("A")
                .asks("B")
                .paused()
                .refused(0, "B", Reason.CREATE_REFUSED, 300)
                .failsLateStarts();

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aRefusalOfASlotThatIsNotWantedMeansNothing() {
        World world = app("A available")
                .stable("A")
                .asks("B")
                .paused()
                .refused(1, "B", Reason.CREATE_REFUSED, 300)
                .refused(-1, "B", Reason.CREATE_REFUSED, 300);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aWorkerWithoutAnOldOneFailsWhenItIsNotReadyForItsTime() {
        World world = app("A available", "B unready 60").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed NOT_READY_AGAIN", "delete 1/B#1 REVISION_FAILED");
    }

    @Test
    void aWorkerWithoutAnOldOneMayLoseItsReadinessForAMoment() {
        World world = app("A available", "B unready 59").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aWorkerWithoutAnOldOneFailsInACrashLoop() {
        World world = app("A available", "B crashing").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B failed CRASH_LOOP", "delete 1/B#1 REVISION_FAILED");
    }

    @Test
    void aWorkerThatIsReadyButNotForLongDoesNotFail() {
        World world = app("A available", "B ready 5").stable("A").asks("B").minReady(10);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void theFirstFailureIsNamed() {
        World world = app("B crashing", "A available, B running 60").stable("A").asks("B");

        List<String> actions = world.actions();

        assertThat(actions)
                .containsExactly(
                        "mark B failed CRASH_LOOP", "delete 0/B#1 REVISION_FAILED", "delete 1/B#2 REVISION_FAILED");
    }

    @Test
    void afterTheReloadNothingFailsAnyMore() {
        World world = app("B available", "B crashing").stable("A").stable("B").asks("B");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }
}
