package dev.workerapp.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.SlotMark.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 9: what crashes lead to. */
class RestartPolicyTest {

    private static World serving(String... slots) {
        return World.app(slots).stable("A");
    }

    private static World limited(String... slots) {
        return serving(slots).maxRestarts(2, 600);
    }

    @Test
    void withoutALimitNothingIsStopped() {
        World world = serving("A available", "A crashing crashed=99 was-ready recorded=0");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aCrashMoreThanIsAllowedMarksTheSlotAndThenDeletesTheWorker() {
        World world = limited("A available", "A crashing crashed=3 was-ready recorded=0");

        assertThat(world.actions())
                .containsExactly("mark 1/A ERRORED 3 tries 1 CRASHED_TOO_OFTEN", "delete 1/A#1 CRASHED_TOO_OFTEN");
    }

    @Test
    void asManyCrashesAsAreAllowedAreLeftToTheKubelet() {
        assertThat(limited("A available", "A crashing crashed=2 was-ready recorded=0")
                        .actions())
                .isEmpty();
    }

    @Test
    void withNoRestartAllowedTheFirstCrashIsOneTooMany() {
        World world = serving("A running 5 crashed=1 was-ready recorded=0").maxRestarts(0, 600);

        assertThat(world.actions()).contains("mark 0/A ERRORED 1 tries 1 CRASHED_TOO_OFTEN");
    }

    @Test
    void aWorkerThatRunsAgainIsLeftAloneWhereMoreThanOneRestartIsAllowed() {
        World world = limited("A running 5 crashed=3 was-ready recorded=0");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void theEndOfALongRunIsNoCrash() {
        // 60 s to become ready and 10 s of uptime
        World world = serving("A crashing crashed=1 lasted=70 recorded=0").maxRestarts(0, 600);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void theEndOfARunThatIsShorterIsACrash() {
        World world = serving("A crashing crashed=1 lasted=69 recorded=0").maxRestarts(0, 600);

        assertThat(world.actions()).contains("delete 0/A#1 CRASHED_TOO_OFTEN");
    }

    @Test
    void whatPodsBeforeHaveCrashedIsCounted() {
        assertThat(limited("A crashing crashes=2 crashed=1 recorded=0").actions())
                .contains("mark 0/A ERRORED 3 tries 1 CRASHED_TOO_OFTEN");
    }

    @Test
    void endsThatWereRecordedAreNotCountedAgain() {
        assertThat(limited("A crashing crashed=5 dealt-with=3 recorded=0").actions())
                .isEmpty();
    }

    @Test
    void aStableRunIsRecordedWithTheEndThatItWillHave() {
        assertThat(limited("A recovered 10 crashed=2 recorded=0").actions())
                .containsExactly("forget crashes of 0/A#1 up to 3 RECOVERED");
    }

    @Test
    void aRunIsNotStableBeforeItsTime() {
        assertThat(limited("A recovered 9 crashed=2 recorded=0").plan().wakeAt())
                .hasValue(World.NOW.plusSeconds(1));
    }

    @Test
    void nothingIsRecordedOfAStableRunAfterNoCrash() {
        assertThat(limited("A available crashed=2 dealt-with=3 recorded=0").actions())
                .isEmpty();
    }

    @Test
    void nothingIsRecordedWithoutALimit() {
        assertThat(serving("A recovered 10 crashed=2 recorded=0").actions()).isEmpty();
    }

    @Test
    void aWorkerThatServesIsNotStopped() {
        World world = serving("A recovered 9 crashed=3 recorded=0").maxRestarts(1, 600);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aReplacementIsLeftToTheReload() {
        World world = limited("A available,B crashing crashed=3").asks("B");

        assertThat(world.actions()).doesNotContain("delete 0/B#2 CRASHED_TOO_OFTEN");
    }

    @Test
    void aWorkerOfARevisionThatIsTriedIsLeftToTheReload() {
        World world =
                limited("A available", "B crashing crashed=3 exits=0").asks("B").onFailure(OnFailure.HALT);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aWorkerIsLeftToTheReloadInTheProbationAfterIt() {
        World world = limited("B crashing crashed=3 recorded=3 exits=3")
                .stable("B")
                .asks("B")
                .probation(10)
                .stableSince("B", 5);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aFirstStartIsStopped() {
        World world = World.app("A crashing crashed=3").maxRestarts(2, 600);

        assertThat(world.actions()).contains("delete 0/A#1 CRASHED_TOO_OFTEN");
    }

    @Test
    void aWorkerThatIsToMoveIsLeftAlone() {
        assertThat(limited("A crashing! crashed=3 recorded=0").actions()).noneMatch(a -> a.startsWith("mark"));
    }

    @Test
    void aWorkerThatWasToBeDeletedForItsCrashesDoesNotMove() {
        World world = limited("A crashing! crashed=3 recorded=0", "A available").marked(0, "A", Kind.ERRORED, 1, 2);

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void aWorkerOnALostNodeIsLeftAlone() {
        assertThat(limited("A crashing crashed=3 recorded=0 was-ready lost").actions())
                .isEmpty();
    }

    @Test
    void whatReplacesAWorkerThatMovesBeginsWithItsCrashes() {
        assertThat(limited("A crashing! crashed=1 recorded=0", "A available").actions())
                .containsExactly("create 0/A#2 NODE_DRAINED crashes 1");
    }

    @Test
    void whatReplacesAnEvictedPodBeginsWithItsCrashes() {
        assertThat(limited("A evicted crashes=1 crashed=1").actions())
                .contains("create 0/A#2 EMPTY_SLOT attempt 1 crashes 2");
    }

    @Test
    void whatReplacesAPodThatSomebodyDeletesBeginsWithItsCrashes() {
        assertThat(limited("A ending crashed=2").actions()).containsExactly("create 0/A#2 EMPTY_SLOT crashes 2");
    }

    @Test
    void crashesOfAnotherRevisionAreNotCounted() {
        assertThat(limited("A ending crashed=2").asks("B").actions()).containsExactly("create 0/B#2 EMPTY_SLOT");
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

    @ParameterizedTest
    @ValueSource(strings = {"A running 5 crashed=1 code=3 lasted=5000", "A crashing crashed=1 code=3"})
    void aWorkerThatSaysSoByItsExitCodeIsNotStartedAgain(String worker) {
        World world = serving(worker + " was-ready recorded=0").stopExitCodes(0, 3);

        assertThat(world.actions())
                .containsExactly("mark 0/A STOPPED 0 tries 1 STOP_EXIT_CODE", "delete 0/A#1 STOP_EXIT_CODE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A crashing crashed=1 code=4 recorded=0",
                "A crashing crashed=1 code=3 oom recorded=0",
                "A recovered 10 crashed=1 code=3 recorded=0",
                "A running 5 recorded=0"
            })
    void anythingElseIsNoWordToStop(String worker) {
        assertThat(serving(worker).stopExitCodes(3).actions()).isEmpty();
    }

    @Test
    void aStoppedSlotIsNeverTried() {
        World world = serving("", "A available").stopExitCodes(3).marked(0, "A", Kind.STOPPED, 1, 99_999);

        assertThat(world.plan().actions()).isEmpty();
        assertThat(world.plan().wakeAt()).isEmpty();
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

    @Test
    void aStoppedSlotIsNotReadyAndNobodyHasToAct() {
        Report report = serving("A available", "")
                .stopExitCodes(3)
                .marked(1, "A", Kind.STOPPED, 1, 100)
                .report();

        assertThat(report.isReady().holds()).isFalse();
        assertThat(report.isReady().reason()).isEqualTo(Reason.SLOTS_STOPPED);
        assertThat(report.stalled().holds()).isFalse();
        assertThat(report.reconciling().holds()).isFalse();
        assertThat(report.slots()).singleElement().satisfies(slot -> assertThat(slot.message())
                .isEqualTo("The worker ended with one of restartPolicy.stopExitCodes, and container worker exited."
                        .replace(", and", ".")));
    }

    @Test
    void runsThatNobodySawAreTakenForWhatTheLastOneWas() {
        Duration stable = Duration.ofSeconds(70);
        Runs.End brief = new Runs.End(1, false, Duration.ofSeconds(1), "");
        Runs.End lasting = new Runs.End(1, false, stable, "");

        assertThat(new Runs(2, 1, 4, Optional.of(brief), true).crashes(stable)).isEqualTo(5);
        assertThat(new Runs(2, 1, 4, Optional.of(lasting), true).crashes(stable))
                .isZero();
        assertThat(new Runs(2, 4, 4, Optional.of(lasting), true).crashes(stable))
                .isEqualTo(2);
        assertThat(new Runs(2, 5, 4, Optional.of(brief), true).crashes(stable)).isEqualTo(2);
    }

    @Test
    void aMarkIsOfEveryWorkerThatWasThereBefore() {
        Worker worker = PodWords.worker(0, 1, "A running 10");
        Instant created = worker.createdAt();

        assertThat(new SlotMark(Kind.ERRORED, created, 1, 1, "").isOf(worker)).isTrue();
        assertThat(new SlotMark(Kind.ERRORED, created.minusSeconds(1), 1, 1, "").isOf(worker))
                .isFalse();
    }
}
