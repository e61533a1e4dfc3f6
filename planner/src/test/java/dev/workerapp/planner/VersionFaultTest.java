package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule 5: a version fails by what it did itself, and by nothing else. */
class VersionFaultTest {
    private static final String ROLLED_BACK = "delete 0/B#2 REVISION_FAILED";

    @Test
    void twoExitsBeforeAWorkerIsAvailableAreEverybodysRight() {
        World world = app("A available, B running 5 exits=2").stable("A").asks("B");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void threeExitsBeforeAWorkerIsAvailableFailTheVersion() {
        World world = app("A available, B running 5 exits=3").stable("A").asks("B");

        assertThat(world.actions()).containsExactly("mark B failed CRASH_LOOP", ROLLED_BACK);
        assertThat(world.report().stalled().message())
                .contains("Worker shop-0-2 in slot 0 ended 3 times before it was available.");
    }

    @Test
    void theExitsOfThePodBeforeAreNotForgotten() {
        World world = app("A available, B overdue 1 attempt=2 exits=2, B running 0 attempt=3 exits=3")
                .stable("A")
                .asks("B");

        assertThat(world.actions()).contains("mark B failed CRASH_LOOP");
    }

    @Test
    void aPodWhoseOwnDeadlineIsOverHasFailedAsACrashHas() {
        World world =
                app("A available, B overdue 1 attempt=2 exits=2").stable("A").asks("B");

        assertThat(world.actions())
                .containsExactly("mark B failed DEADLINE_EXCEEDED", "delete 0/B#2 DEADLINE_EXCEEDED");
    }

    @Test
    void evictionsBlameNobody() {
        World world =
                app("A available, B evicted 1 attempt=9 exits=2").stable("A").asks("B");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void whatNeverRanBlamesNobodyHoweverLongItTakes() {
        World world = app("A available, B pulling 9999").stable("A").asks("B");

        assertThat(world.actions()).isEmpty();
        assertThat(world.report().stalled().holds()).isTrue();
        assertThat(world.report().stalled().message()).isEqualTo("Slot 0: manifest unknown");
        assertThat(world.report().word()).isEqualTo(Report.Word.RELOADING);
    }

    @Test
    void aRunningInitContainerIsNeverEnded() {
        World world =
                app("A available, B initializing 9999").stable("A").asks("B").failsLateStarts();

        assertThat(world.actions()).isEmpty();
        assertThat(world.report().stalled().holds()).isFalse();
    }

    @Test
    void aLostNodeBlamesNobody() {
        World world =
                app("A available", "B unready 9999 lost").stable("A").asks("B").partition(1);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aReplacementOnALostNodeIsStartedElsewhere() {
        World world = app("A available, B running 10 lost").stable("A").asks("B");

        assertThat(world.actions()).containsExactly("delete 0/B#2 NODE_LOST");
    }

    @Test
    void butNotAtOnceSinceTheSchedulerMayChooseALostNodeAgain() {
        World world = app("A available, B running 5 lost").stable("A").asks("B");

        assertThat(world.actions()).isEmpty();
        assertThat(world.plan().wakeAt()).contains(World.NOW.plusSeconds(5));
    }

    @Test
    void aWorkerThatServedIsLeftWithItsLostNode() {
        World world = app("A unready 5 lost").stable("A");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void withoutOverlapALostWorkerMayHoldWhatIsExclusive() {
        World world = app("B running 10 lost").stable("A").asks("B").withoutOverlap();

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void threeCrashesOfWorkersThatHadBeenAvailableFailTheVersion() {
        World world = app("A available", "B unready 1 exits=2 recorded=0", "B unready 1 exits=1")
                .stable("A")
                .asks("B");

        assertThat(world.actions()).contains("mark B failed CRASHED_AFTER_READY");
    }

    @Test
    void crashesOfTheStableRevisionFromBeforeStopNoWayBackToIt() {
        World world = app("A available exits=5 recorded=0", "B available")
                .stable("A")
                .asks("B")
                .failed("B");

        assertThat(world.actions()).containsExactly("create 1/A#2 ROLL_BACK");
    }

    @Test
    void norAreTheyAReasonToGoBackFurther() {
        World world =
                app("A available exits=5 recorded=0", "C available").stable("B").stable("A");

        assertThat(world.actions()).containsExactly("create 1/A#2 OUTDATED");
    }

    @Test
    void crashesThatAreToldByALostNodeDoNot() {
        World world = app("A available", "B unready 1 exits=3 recorded=0 lost")
                .stable("A")
                .asks("B");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void twoCrashesOfWorkersThatHadBeenAvailableDoNot() {
        World world = app("A available", "B unready 1 exits=1 recorded=0", "B unready 1 exits=1 recorded=0")
                .stable("A")
                .asks("B");

        assertThat(world.actions()).doesNotContain("mark B failed CRASHED_AFTER_READY");
    }

    @Test
    void aPodThatHasEndedAndItsSuccessorAreNotCountedTwice() {
        World world = app("A available", "B overdue 1 exits=1 recorded=0, B running 0 attempt=1 exits=2 recorded=0")
                .stable("A")
                .asks("B");

        assertThat(world.actions()).containsExactly("delete 1/B#1 DEADLINE_EXCEEDED");
    }

    @Test
    void aPodThatWasEvictedStillHasItsCrashes() {
        World world = app("A available", "B evicted 1 attempt=5 exits=3 recorded=0")
                .stable("A")
                .asks("B");

        assertThat(world.actions()).contains("mark B failed CRASHED_AFTER_READY");
    }

    @Test
    void exitsBeforeAWorkerWasAvailableAreNoCrashesOfAWorkerThatServed() {
        World world = app("A available", "B available exits=2 recorded=2", "B available exits=2 recorded=2")
                .stable("A")
                .asks("B");

        assertThat(world.actions()).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void inALargeAppATenthOfTheWorkersMayCrash() {
        String[] slots = new String[40];
        java.util.Arrays.fill(slots, "B available");
        slots[0] = "A available";
        slots[1] = "B unready 1 exits=4 recorded=0";

        assertThat(app(slots).stable("A").asks("B").actions()).doesNotContain("mark B failed CRASHED_AFTER_READY");
        slots[1] = "B unready 1 exits=5 recorded=0";
        assertThat(app(slots).stable("A").asks("B").actions()).contains("mark B failed CRASHED_AFTER_READY");
    }

    @Test
    void norAreThoseThatAreNotRecordedYet() {
        World world = app("A available", "B available exits=2", "B available exits=2")
                .stable("A")
                .asks("B");

        assertThat(world.actions())
                .containsExactly(
                        "record 1/B#1 available after 2", "record 2/B#1 available after 2", "create 0/B#2 OUTDATED");
    }

    @Test
    void whatTellsTheTwoApartIsRecordedWhenAWorkerIsAvailable() {
        World world = app("B available exits=2").stable("B").asks("B");

        assertThat(world.actions()).containsExactly("record 0/B#1 available after 2");
    }

    @Test
    void theFirstCrashOfAWorkerThatHadServedIsRecorded() {
        World world = app("B unready 1 exits=1").stable("B").asks("B");

        assertThat(world.actions()).containsExactly("record 0/B#1 available after 0");
    }

    @Test
    void nothingIsRecordedWhereNothingFailed() {
        World world = app("B available").stable("B").asks("B");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aRestartIsNotGoneBackFrom() {
        World world = app("B late", "B running 5")
                .stable("A")
                .token("B", "1")
                .sameContent("B", "A")
                .asks("B");

        assertThat(world.actions()).isEmpty();
        assertThat(world.report().word()).isEqualTo(Report.Word.HALTED);
    }

    @Test
    void manyThatStartTogetherAndAreLateBlameNobody() {
        World world = app("B late", "B running 5").stable("A").asks("B");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void oneThatStartsAloneAndIsLateFails() {
        World world = app("B late").stable("A").asks("B");

        assertThat(world.actions()).containsExactly("mark B failed NOT_READY_IN_TIME", "delete 0/B#1 REVISION_FAILED");
    }

    @Test
    void oneThatStartsBesideASlotThatWaitsFailsToo() {
        World world = app("B late", "B evicted 0 attempt=5").stable("A").asks("B");

        assertThat(world.actions()).contains("mark B failed NOT_READY_IN_TIME");
    }

    @Test
    void aNodesClockThatIsBehindExpiresNothingOfAWorkerThatStarts() {
        Worker behind = behind(PodWords.worker(0, 2, "B running 5"));

        List<String> actions =
                app("A available").stable("A").asks("B").with(behind).actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void norOfOneThatIsNotReadySinceAMoment() {
        Worker behind = behind(PodWords.worker(1, 1, "B unready 5"));

        Plan plan = app("A available", "").stable("A").asks("B").with(behind).plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.wakeAt()).contains(World.NOW.plusSeconds(55));
    }

    /** On a node whose clock is two hours behind. */
    private static Worker behind(Worker worker) {
        return new Worker(
                worker.name(),
                worker.uid(),
                worker.slot(),
                worker.revision(),
                worker.incarnation(),
                worker.createdAt(),
                worker.firstRanAt().map(ran -> ran.minusSeconds(7200)),
                worker.ready(),
                worker.readyChangedAt().minusSeconds(7200),
                false,
                false,
                false,
                false,
                Set.of(),
                false,
                0,
                worker.history(),
                worker.recycling(),
                worker.problem());
    }
}
