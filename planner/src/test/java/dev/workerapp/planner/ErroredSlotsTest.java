package dev.workerapp.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.SlotMark.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 9: how long an errored slot stays empty, and what is tried. */
class ErroredSlotsTest {

    private static World serving(String... slots) {
        return World.app(slots).stable("A");
    }

    private static World limited(String... slots) {
        return serving(slots).maxRestarts(2, 600);
    }

    @Test
    void anErroredSlotStaysEmptyAndTheOthersAreFilled() {
        World world = limited("", "", "A available").marked(1, "A", Kind.ERRORED, 1, 10);

        assertThat(world.actions()).containsExactly("create 0/A#1 EMPTY_SLOT");
    }

    @ParameterizedTest
    @CsvSource({"1, 600", "2, 1200", "3, 2400", "4, 3600", "99, 3600"})
    void theNextTryIsMadeLaterEachTimeUpToAnHour(int tries, long seconds) {
        World early = limited("", "A available").marked(0, "A", Kind.ERRORED, tries, seconds - 1);
        World due = limited("", "A available").marked(0, "A", Kind.ERRORED, tries, seconds);

        assertThat(early.actions()).isEmpty();
        assertThat(early.plan().wakeAt()).hasValue(World.NOW.plusSeconds(1));
        assertThat(due.actions()).containsExactly("create 0/A#1 RETRY crashes 2");
    }

    @Test
    void aLongerWaitThanAnHourStaysAsItIs() {
        World world = serving("").maxRestarts(2, 7200).marked(0, "A", Kind.ERRORED, 1, 7199);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void withoutRetriesASlotStaysErrored() {
        World world = serving("").maxRestarts(2, 0).marked(0, "A", Kind.ERRORED, 1, 99_999);

        assertThat(world.plan().actions()).isEmpty();
        assertThat(world.plan().wakeAt()).isEmpty();
    }

    @Test
    void onlyTheLowestErroredSlotIsTried() {
        World world = limited("A available", "", "")
                .marked(1, "A", Kind.ERRORED, 1, 700)
                .marked(2, "A", Kind.ERRORED, 1, 700);

        assertThat(world.actions()).containsExactly("create 1/A#1 RETRY crashes 2");
    }

    @Test
    void aSlotIsNotTriedWhileTwoWorkersThatWereTriedStillEnd() {
        World one = limited("A ending", "A available").marked(0, "A", Kind.ERRORED, 1, 700);
        World two = limited("A ending,A ending", "A available").marked(0, "A", Kind.ERRORED, 1, 700);

        assertThat(one.actions()).containsExactly("create 0/A#2 RETRY crashes 2");
        assertThat(two.actions()).isEmpty();
    }

    @Test
    void whileASlotIsTriedNoOtherOneIs() {
        World world =
                limited("", "A running 5").marked(0, "A", Kind.ERRORED, 1, 700).marked(1, "A", Kind.ERRORED, 1, 700);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void noSlotIsTriedWhileAnotherOneIsStopped() {
        World world = limited("", "A crashing crashed=3 recorded=0").marked(0, "A", Kind.ERRORED, 1, 700);

        assertThat(world.actions())
                .containsExactly("mark 1/A ERRORED 3 tries 1 CRASHED_TOO_OFTEN", "delete 1/A#1 CRASHED_TOO_OFTEN");
    }

    @Test
    void aTryThatCrashesMarksTheSlotAgain() {
        World world = limited("A crashing crashes=2 crashed=1").marked(0, "A", Kind.ERRORED, 1, 700);

        assertThat(world.actions())
                .containsExactly("mark 0/A ERRORED 3 tries 2 CRASHED_TOO_OFTEN", "delete 0/A#1 CRASHED_TOO_OFTEN");
    }

    @Test
    void aWorkerThatIsStillThereAfterTheMarkIsDeletedWithoutAnotherOne() {
        World world = limited("A crashing crashed=3").marked(0, "A", Kind.ERRORED, 1, 2);

        assertThat(world.actions()).containsExactly("delete 0/A#1 CRASHED_TOO_OFTEN");
    }

    @Test
    void aTryThatIsStableFreesAllErroredSlotsOfItsRevision() {
        World world = limited("A ready 10 crashes=2", "", "")
                .marked(0, "A", Kind.ERRORED, 1, 2000)
                .marked(1, "A", Kind.ERRORED, 1, 2000)
                .marked(2, "A", Kind.STOPPED, 1, 2000)
                .stopExitCodes(0);

        assertThat(world.actions())
                .containsExactly("clear slots [0, 1] of A RECOVERED", "forget crashes of 0/A#1 up to 1 RECOVERED");
    }

    @Test
    void noWorkerIsStoppedForMarksThatAreRemoved() {
        World world = limited("A ready 10 crashes=2", "A crashing crashed=3")
                .marked(0, "A", Kind.ERRORED, 1, 2000)
                .marked(1, "A", Kind.ERRORED, 1, 2);

        assertThat(world.actions())
                .containsExactly("clear slots [0, 1] of A RECOVERED", "forget crashes of 0/A#1 up to 1 RECOVERED");
    }

    @Test
    void aTryThatIsOnlyReadyFreesNothing() {
        World world = limited("A ready 9 crashes=2", "").marked(0, "A", Kind.ERRORED, 1, 2000);

        assertThat(world.actions()).noneMatch(action -> action.startsWith("clear"));
        assertThat(world.plan().wakeAt()).hasValue(World.NOW.plusSeconds(1));
    }

    @Test
    void anotherWorkerThatIsStableFreesNothing() {
        World world = limited("A available", "").marked(1, "A", Kind.ERRORED, 1, 5);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aNewRevisionTakesAnErroredSlotFirst() {
        World world = limited("", "A available", "", "A available")
                .marked(0, "A", Kind.ERRORED, 1, 5)
                .marked(2, "A", Kind.ERRORED, 1, 5)
                .asks("B");

        assertThat(world.actions()).containsExactly("create 2/B#1 EMPTY_SLOT");
    }

    @Test
    void theNextErroredSlotsWaitUntilTheNewRevisionIsProved() {
        World world = limited("", "A available", "B running 5")
                .marked(0, "A", Kind.ERRORED, 1, 5)
                .asks("B");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void errorOfTheOldRevisionHoldsNobodyUpOnceTheNewOneIsProved() {
        World world = limited("", "", "B available", "A available")
                .marked(0, "A", Kind.ERRORED, 1, 5)
                .marked(1, "A", Kind.ERRORED, 1, 5)
                .asks("B");

        assertThat(world.actions()).contains("create 0/B#1 EMPTY_SLOT", "create 1/B#1 EMPTY_SLOT");
    }

    @Test
    void withoutOverlapToo() {
        World world = limited("", "A available")
                .withoutOverlap()
                .marked(0, "A", Kind.ERRORED, 1, 5)
                .asks("B");

        assertThat(world.actions()).containsExactly("create 0/B#1 EMPTY_SLOT");
    }

    @Test
    void whilePausedAnErroredSlotTakesNothing() {
        World world = limited("", "A available")
                .marked(0, "A", Kind.ERRORED, 1, 5)
                .asks("B")
                .paused();

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void marksOfARevisionThatNobodyAsksForAreRemoved() {
        World world = limited("A available", "B available")
                .marked(1, "C", Kind.ERRORED, 1, 5)
                .marked(0, "B", Kind.ERRORED, 1, 5);

        assertThat(world.actions()).contains("clear slots [1] of C ASKED_ANEW", "clear slots [0] of B ASKED_ANEW");
    }

    @Test
    void aSlotThatIsNotWantedIsForgotten() {
        World world = limited("A available", "").wants(1).marked(1, "A", Kind.ERRORED, 1, 5);

        assertThat(world.actions()).containsExactly("clear slots [1] of A SURPLUS_SLOT");
    }

    @Test
    void suspendingForgetsAllMarks() {
        World world = limited("").marked(0, "A", Kind.ERRORED, 1, 5).suspended();

        assertThat(world.actions()).containsExactly("clear slots [0] of A SUSPENDED");
    }

    @Test
    void aLimitThatIsRemovedFreesItsSlots() {
        World world = serving("", "").marked(0, "A", Kind.ERRORED, 1, 5).marked(1, "A", Kind.STOPPED, 1, 5);

        assertThat(world.actions())
                .containsExactly(
                        "clear slots [0, 1] of A LIMIT_REMOVED", "create 0/A#1 EMPTY_SLOT", "create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void aResetForgetsMarksAndCrashes() {
        World world = limited("", "A crashing crashed=2 recorded=0", "")
                .marked(0, "A", Kind.ERRORED, 1, 5)
                .marked(2, "A", Kind.STOPPED, 1, 5)
                .stopExitCodes(3)
                .resetRequested("now");

        assertThat(world.actions())
                .containsExactly(
                        "forget crashes of 1/A#1 up to 2 RESET_REQUESTED",
                        "clear slots [0, 2] of A RESET_REQUESTED for now");
    }

    @Test
    void aResetIsTakenUpOnce() {
        World world = limited("")
                .marked(0, "A", Kind.ERRORED, 1, 5)
                .resetRequested("now")
                .wasReset("A", "now");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aResetThatIsTakenAwayAsksForNothing() {
        World world = limited("")
                .marked(0, "A", Kind.ERRORED, 1, 5)
                .resetRequested("")
                .wasReset("A", "now");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aResetDuringAReloadForgetsTheMarksOfTheStableRevisionToo() {
        World world = limited("", "A available")
                .marked(0, "A", Kind.ERRORED, 1, 5)
                .asks("B")
                .resetRequested("now");

        assertThat(world.actions())
                .startsWith("clear slots [0] of A RESET_REQUESTED", "clear slots [] of B RESET_REQUESTED for now");
    }

    @Test
    void anErroredSlotIsReportedWithHowItsWorkerEndedAndWhenItIsTried() {
        Report report =
                limited("A available", "").marked(1, "A", Kind.ERRORED, 1, 100).report();

        assertThat(report.word()).isEqualTo(Report.Word.ERRORED);
        assertThat(report.isAvailable().holds()).isFalse();
        assertThat(report.stalled().reason()).isEqualTo(Reason.SLOTS_ERRORED);
        assertThat(report.slots()).singleElement().satisfies(slot -> {
            assertThat(slot.reason()).isEqualTo(Reason.CRASHED_TOO_OFTEN);
            assertThat(slot.message())
                    .isEqualTo("Its workers crashed 3 times in a row, the last one before it had been ready for 10 s."
                            + " container worker exited. Another worker is tried at "
                            + World.NOW.plusSeconds(500) + ".");
        });
        assertThat(report.stalled().message())
                .contains("Errored: slot 1. Slot 1: Its workers crashed 3 times")
                .endsWith("request a reset, or a reload.");
    }

    @Test
    void aSlotThatIsTriedIsErroredUntilItsWorkerServes() {
        World world = limited("A available", "A running 5").marked(1, "A", Kind.ERRORED, 1, 700);

        assertThat(world.report().word()).isEqualTo(Report.Word.ERRORED);
        assertThat(world.report().stalled().reason()).isEqualTo(Reason.SLOTS_ERRORED);
    }
}
