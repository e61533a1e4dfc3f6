package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rule 5: what falls over soon after it was ready replaces nothing, and is gone back from. */
class ProbationTest {

    @Test
    void theFirstReplacementReplacesNothingBeforeItsTimeOfTrial() {
        World world = app("A available", "A available, B ready 9")
                .stable("A")
                .asks("B")
                .probation(10);

        Plan plan = world.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.wakeAt()).contains(World.NOW.plusSeconds(1));
    }

    @Test
    void afterItsTimeOfTrialItReplacesItsOldWorker() {
        World world = app("A available", "A available, B ready 10")
                .stable("A")
                .asks("B")
                .probation(10);

        assertThat(world.actions()).containsExactly("delete 1/A#1 REPLACED if 1/B#2");
    }

    @Test
    void theOthersOfAProvedRevisionNeedNoTimeOfTrial() {
        World world = app("A available, B ready 0", "B ready 10")
                .stable("A")
                .asks("B")
                .probation(10);

        assertThat(world.actions()).containsExactly("delete 0/A#1 REPLACED if 0/B#2");
    }

    @Test
    void aWorkerThatCrashedBeforeNeedsItAlways() {
        World world = app("A available, B ready 9 exits=1", "B available")
                .stable("A")
                .asks("B")
                .probation(10);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aLongerMinReadyIsWhatHolds() {
        World world = app("A available, B ready 19")
                .stable("A")
                .asks("B")
                .probation(10)
                .minReady(20);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aFirstInstallHasNothingToProtect() {
        World world = app("A ready 0").probation(10);

        assertThat(world.actions()).containsExactly("mark A stable 1");
    }

    @Test
    void aWorkerThatIsNotReadyInTimeGetsNoTimeOfTrial() {
        World world = app("A available, B running 60").stable("A").asks("B").probation(10);

        assertThat(world.actions()).containsExactly("mark B failed NOT_READY_IN_TIME", "delete 0/B#2 REVISION_FAILED");
    }

    @Test
    void theDeadlineOfAWorkerThatWasReadyInTimeHasItsTimeOfTrialInIt() {
        World world = app("A available, B ready 64").stable("A").asks("B").probation(66);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void crashesInTheProbationAfterTheReloadAreGoneBackFrom() {
        World world = app("B unready 1 exits=3 recorded=0")
                .stable("A")
                .stable("B")
                .stableSince("B", 9)
                .asks("B")
                .probation(10);

        assertThat(world.actions()).startsWith("mark B failed CRASHED_AFTER_READY");
        assertThat(world.report().targetRevision()).isEqualTo("A");
    }

    @Test
    void aWorkerThatIsNotReadyForLongThenIsGoneBackFrom() {
        World world = app("B unready 60")
                .stable("A")
                .stable("B")
                .stableSince("B", 70)
                .asks("B")
                .probation(100);

        assertThat(world.actions()).containsExactly("mark B failed NOT_READY_AGAIN", "delete 0/B#1 REVISION_FAILED");
    }

    @Test
    void oneThatIsNotReadySinceAMomentIsNot() {
        World world = app("B unready 59")
                .stable("A")
                .stable("B")
                .stableSince("B", 70)
                .asks("B")
                .probation(100);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void workersThatServeStayUntilTheyAreReplacedThen() {
        World world = app("B ready 3", "B unready 1 exits=3 recorded=0")
                .stable("A")
                .stable("B")
                .stableSince("B", 2)
                .asks("B")
                .probation(10);

        assertThat(world.actions())
                .containsExactly(
                        "mark B failed CRASHED_AFTER_READY", "delete 1/B#1 REVISION_FAILED", "create 0/A#2 ROLL_BACK");
    }

    @Test
    void crashesAfterTheProbationAreNot() {
        World world = app("B unready 1 exits=3 recorded=0")
                .stable("A")
                .stable("B")
                .stableSince("B", 10)
                .asks("B")
                .probation(10);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void theEndOfTheProbationIsLookedAt() {
        World world = app("B available")
                .stable("A")
                .stable("B")
                .stableSince("B", 4)
                .asks("B")
                .probation(10);

        assertThat(world.plan().wakeAt()).contains(World.NOW.plusSeconds(6));
    }

    @Test
    void aSlotOnTrialSaysSo() {
        World world = app("B ready 3", "A available").stable("A").asks("B").probation(10);

        assertThat(world.report().slots()).extracting(Report.SlotReport::reason).containsExactly(Reason.ON_PROBATION);
    }
}
