package dev.workerapp.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.SlotMark.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 9: how long a worker that has crashed waits. */
class CrashBackOffTest {
    private static final CrashBackOff BACK_OFF = new CrashBackOff(Duration.ofSeconds(10), Duration.ofSeconds(60), 150);

    private static World waiting(String... slots) {
        return World.app(slots).stable("A").backOff(2, 1000, 200);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 15", "3, 22.5", "5, 50.625", "6, 60", "1000, 60", "2147483647, 60"})
    void theWaitGrowsUpToALimitAndIsWithinATenth(int crashes, double seconds) {
        double wait = BACK_OFF.after(crashes, "uid").toMillis() / 1000.0;

        assertThat(wait).isBetween(0.9 * seconds - 0.001, 1.1 * seconds);
        assertThat(BACK_OFF.after(crashes, "uid")).isEqualTo(BACK_OFF.after(crashes, "uid"));
    }

    @Test
    void podsThatCrashedTogetherDoNotComeBackTogether() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(pod -> BACK_OFF.after(1, "uid-" + pod))
                        .distinct())
                .hasSizeGreaterThan(15)
                .contains(Duration.ofSeconds(9), Duration.ofSeconds(11));
    }

    @Test
    void theLongestWaitIsATenthMoreThanThePolicySays() {
        assertThat(BACK_OFF.longest()).isEqualTo(Duration.ofSeconds(66));
        assertThat(IntStream.range(0, 100).mapToObj(pod -> BACK_OFF.after(1000, "uid-" + pod)))
                .contains(BACK_OFF.longest())
                .allMatch(wait -> wait.compareTo(BACK_OFF.longest()) <= 0);
    }

    @Test
    void aWorkerThatIsToWaitForLongerThanTheKubeletLetsItIsDeletedAndItsSlotWaits() {
        World world = waiting("A available", "A crashing crashed=5 since=5 pause=10");

        Plan plan = world.plan();

        assertThat(world.actions())
                .containsExactly("mark 1/A BACK_OFF 5 tries 1 CRASH_BACK_OFF", "delete 1/A#1 CRASH_BACK_OFF");
        Action.MarkSlot mark = (Action.MarkSlot) plan.actions().getFirst();
        Instant ended = World.NOW.minusSeconds(5);
        assertThat(mark.until()).hasValue(ended.plus(waitOf(world, 5)));
        assertThat(mark.until().orElseThrow()).isBetween(World.NOW.plusSeconds(23), World.NOW.plusSeconds(31));
        assertThat(mark.words()).isEqualTo("container worker exited with code 1");
    }

    @Test
    void aWorkerThatIsToWaitForLessLongIsLeftUntilThen() {
        World world = waiting("A crashing crashed=2 since=3 pause=300");

        assertThat(world.actions()).isEmpty();
        assertThat(world.plan().wakeAt()).hasValue(World.NOW.minusSeconds(3).plus(waitOf(world, 2)));
    }

    @Test
    void andIsReplacedThen() {
        World world = waiting("A crashing crashed=2 since=5 pause=300");

        assertThat(world.actions())
                .containsExactly("mark 0/A BACK_OFF 2 tries 1 CRASH_BACK_OFF", "delete 0/A#1 CRASH_BACK_OFF");
    }

    @Test
    void whereTheKubeletDoesNotSayHowLongItWaitsTheSlotWaits() {
        assertThat(waiting("A crashing crashed=2 since=5").actions()).contains("delete 0/A#1 CRASH_BACK_OFF");
    }

    @Test
    void theKubeletsFirstRestartStays() {
        assertThat(waiting("A running 1 crashed=1 was-ready recorded=0").actions())
                .isEmpty();
    }

    @Test
    void aSidecarThatTheKubeletLetsWaitDoesNotMakeTheWorkerWait() {
        World world = waiting("A crashing crashed=1 since=5 sidecar");

        assertThat(world.actions()).isEmpty();
        assertThat(waiting("A crashing crashed=1 since=5").actions()).contains("delete 0/A#1 CRASH_BACK_OFF");
    }

    @Test
    void anEndThatNobodyKnowsTheTimeOfIsLeftToTheKubelet() {
        assertThat(waiting("A crashing crashed=2 unseen pause=10").actions()).isEmpty();
    }

    @Test
    void withoutBackOffTheKubeletDecides() {
        assertThat(World.app("A crashing crashed=2 pause=10").stable("A").actions())
                .isEmpty();
    }

    @Test
    void aSlotIsEmptyUntilItsWaitIsOver() {
        World world = waiting("A available", "").marked(1, "A", Kind.BACK_OFF, 1, -30);

        assertThat(world.actions()).isEmpty();
        assertThat(world.plan().wakeAt()).hasValue(World.NOW.plusSeconds(30));
    }

    @Test
    void theNextWorkerCarriesTheCrashesOn() {
        assertThat(waiting("A available", "")
                        .marked(1, "A", Kind.BACK_OFF, 1, 0)
                        .actions())
                .containsExactly("create 1/A#1 EMPTY_SLOT crashes 3");
    }

    @Test
    void workersThatStillEndDoNotPileUp() {
        World one = waiting("A ending", "A available").marked(0, "A", Kind.BACK_OFF, 1, 5);
        World two = waiting("A ending,A ending", "A available").marked(0, "A", Kind.BACK_OFF, 1, 5);

        assertThat(one.actions()).containsExactly("create 0/A#2 EMPTY_SLOT crashes 3");
        assertThat(two.actions()).isEmpty();
        assertThat(two.report().slots()).singleElement().satisfies(slot -> assertThat(slot.message())
                .endsWith("Another worker is started when those before it have ended."));
    }

    @Test
    void slotsDoNotWaitForEachOther() {
        assertThat(waiting("", "A running 5", "A available")
                        .marked(0, "A", Kind.BACK_OFF, 1, 5)
                        .marked(1, "A", Kind.BACK_OFF, 1, 5)
                        .actions())
                .containsExactly("create 0/A#1 EMPTY_SLOT crashes 3");
    }

    @Test
    void theCrashesOfTheNextPodAreMarkedAnew() {
        World world = waiting("A crashing crashes=3 crashed=2").marked(0, "A", Kind.BACK_OFF, 1, 5);

        assertThat(world.actions())
                .containsExactly("mark 0/A BACK_OFF 5 tries 2 CRASH_BACK_OFF", "delete 0/A#1 CRASH_BACK_OFF");
    }

    @Test
    void aMarkOfAnEarlierWaitDoesNotHideALaterOne() {
        assertThatTheWaitIsMarkedAnew(
                waiting("A available", "A crashing crashed=1 since=1 pause=1").marked(1, "A", Kind.BACK_OFF, 1, 100));
    }

    @Test
    void norDoesOneThatWasSetBeforeTheClockWasSetBack() {
        assertThatTheWaitIsMarkedAnew(
                waiting("A available", "A crashing crashed=1 since=1 pause=1").marked(1, "A", Kind.BACK_OFF, 1, -3600));
    }

    private static void assertThatTheWaitIsMarkedAnew(World world) {
        Plan plan = world.plan();

        assertThat(world.actions())
                .containsExactly("mark 1/A BACK_OFF 1 tries 2 CRASH_BACK_OFF", "delete 1/A#1 CRASH_BACK_OFF");
        assertThat(((Action.MarkSlot) plan.actions().getFirst()).until())
                .hasValue(World.NOW.minusSeconds(1).plus(waitOf(world, 1)));
    }

    @Test
    void aMarkThatIsFurtherAheadThanTheLongestWaitHoldsNoSlot() {
        World longest = waiting("A available", "").marked(1, "A", Kind.BACK_OFF, 1, -1100);
        World longer = waiting("A available", "").marked(1, "A", Kind.BACK_OFF, 1, -1101);
        World ending = waiting("A available", "A ending,A ending").marked(1, "A", Kind.BACK_OFF, 1, -1101);

        assertThat(longest.actions()).isEmpty();
        assertThat(longer.actions()).containsExactly("create 1/A#1 EMPTY_SLOT crashes 3");
        assertThat(ending.report().slots()).singleElement().satisfies(slot -> assertThat(slot.message())
                .endsWith("Another worker is started when those before it have ended."));
    }

    @Test
    void nothingIsDoneBeforeTheClockSaysThatTheWorkerHasEnded() {
        World world = waiting("A crashing crashed=2 since=-30");

        assertThat(world.actions()).isEmpty();
        assertThat(world.plan().wakeAt()).hasValue(World.NOW.plusSeconds(30));
    }

    @Test
    void aWorkerThatIsStillThereAfterTheMarkIsDeletedWithoutAnotherOne() {
        World world = waiting("A crashing crashed=3").marked(0, "A", Kind.BACK_OFF, 1, -30);

        assertThat(world.actions()).containsExactly("delete 0/A#1 CRASH_BACK_OFF");
    }

    @Test
    void aStableRunForgetsTheWaitOfItsSlotAlone() {
        World world = waiting("A ready 10 crashes=3", "")
                .marked(0, "A", Kind.BACK_OFF, 1, 20)
                .marked(1, "A", Kind.BACK_OFF, 1, -20);

        assertThat(world.actions())
                .containsExactly("clear slots [0] of A RECOVERED", "forget crashes of 0/A#1 up to 1 RECOVERED");
    }

    @Test
    void aStableWorkerThatHadToWaitDoesNotFreeErroredSlots() {
        World world = waiting("A ready 10 crashes=3", "")
                .maxRestarts(5, 600)
                .marked(0, "A", Kind.BACK_OFF, 1, 20)
                .marked(1, "A", Kind.ERRORED, 1, 20);

        assertThat(world.actions()).contains("clear slots [0] of A RECOVERED");
    }

    @Test
    void theLimitIsLookedAtFirst() {
        World world = waiting("A crashing crashed=3 pause=10").maxRestarts(2, 600);

        assertThat(world.actions())
                .containsExactly("mark 0/A ERRORED 3 tries 1 CRASHED_TOO_OFTEN", "delete 0/A#1 CRASHED_TOO_OFTEN");
    }

    @Test
    void aNewRevisionDoesNotWait() {
        World world =
                waiting("", "A available").marked(0, "A", Kind.BACK_OFF, 1, -30).asks("B");

        assertThat(world.actions()).containsExactly("create 0/B#1 EMPTY_SLOT");
    }

    @Test
    void aReplacementThatCrashesIsLeftToTheReload() {
        World world =
                waiting("A available,B crashing crashed=2 pause=10").asks("B").onFailure(OnFailure.HALT);

        assertThat(world.actions()).noneMatch(action -> action.contains("CRASH_BACK_OFF"));
    }

    @Test
    void aPolicyThatIsRemovedEndsTheWait() {
        World world = World.app("A available", "").stable("A").marked(1, "A", Kind.BACK_OFF, 1, -30);

        assertThat(world.actions()).containsExactly("clear slots [1] of A LIMIT_REMOVED", "create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void aSlotThatWaitsIsReportedWithHowItsWorkerEndedAndWhenTheNextOneIsStarted() {
        Report report =
                waiting("A available", "").marked(1, "A", Kind.BACK_OFF, 1, -30).report();

        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.CRASH_BACK_OFF);
        assertThat(report.slots()).singleElement().satisfies(slot -> assertThat(slot.message())
                .isEqualTo("Its workers crashed 3 times in a row, the last one before it had been ready for 10 s."
                        + " container worker exited. Another worker is started at "
                        + World.NOW.plusSeconds(30) + "."));
    }

    @Test
    void theNextWorkerIsReportedAsStillCrashingUntilItServes() {
        Report starting = waiting("A available", "A running 5 crashes=3")
                .marked(1, "A", Kind.BACK_OFF, 1, 5)
                .report();
        Report serving = waiting("A available", "A available crashes=3")
                .marked(1, "A", Kind.BACK_OFF, 1, 5)
                .report();

        assertThat(starting.stalled().reason()).isEqualTo(Reason.CRASH_BACK_OFF);
        assertThat(starting.slots()).singleElement().satisfies(slot -> assertThat(slot.message())
                .endsWith("Another worker is being started."));
        assertThat(serving.stalled().holds()).isFalse();
    }

    @Test
    void anAppWhoseFirstWorkersCrashIsDegradedFromTheFirstWaitOn() {
        World looping =
                World.app("A crashing crashed=2 exits=2 since=1 pause=10").backOff(20, 60, 200);
        World empty = World.app("").backOff(20, 60, 200).marked(0, "A", Kind.BACK_OFF, 1, -30);
        World next = World.app("A running 5 crashes=2").backOff(20, 60, 200).marked(0, "A", Kind.BACK_OFF, 1, 5);

        assertThat(looping.actions())
                .containsExactly("mark 0/A BACK_OFF 2 tries 1 CRASH_BACK_OFF", "delete 0/A#1 CRASH_BACK_OFF");
        assertThat(Stream.of(looping, empty, next).map(world -> world.report().word()))
                .containsOnly(Report.Word.DEGRADED);
    }

    private static Duration waitOf(World world, int crashes) {
        String uid = world.observed().workers().getLast().uid();
        return world.desired().restart().backOff().orElseThrow().after(crashes, uid);
    }
}
