package dev.workerapp.planner.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.Planner;
import dev.workerapp.planner.search.PlannerModel.Policy;
import dev.workerapp.planner.search.Setting.Change;
import dev.workerapp.planner.search.Setting.Start;
import org.junit.jupiter.api.Test;

/** The search finds what people get wrong, and says which invariant it breaks. */
class MistakesTest {
    private static final Setting RELOAD = Setting.of(2, 2, OnFailure.ROLL_BACK, true, Behavior.SOUND, Behavior.BROKEN)
            .budget(1, 1, 0);
    private static final Setting SOUND_RELOAD = Setting.of(
                    2, 2, OnFailure.ROLL_BACK, true, Behavior.SOUND, Behavior.SOUND)
            .budget(1, 1, 0);

    @Test
    void deletingTheOldWorkerWhenTheNewOneOnlyRunsLosesAWorker() {
        assertCaught(Misreadings.runningIsTakenForAvailable(), SOUND_RELOAD, KeepsAvailability.class);
    }

    @Test
    void deletingTheOldWorkerWithoutALiveLookLosesAWorker() {
        assertCaught(Mistakes.onlyIfIsForgotten(), SOUND_RELOAD, KeepsAvailability.class);
    }

    @Test
    void takingATerminatingPodForGonePutsTwoIntoASlotOfOne() {
        Setting locked = Setting.of(2, 1, OnFailure.ROLL_BACK, false, Behavior.SOUND, Behavior.SOUND)
                .budget(0, 1, 0);

        assertCaught(Mistakes.terminatingPodsAreIgnored(), locked, KeepsBounds.class);
    }

    @Test
    void startingTheNextReplacementBeforeTheFirstIsProvedPassesTheBound() {
        assertCaught(Mistakes.nobodyWaitsForTheFirst(), SOUND_RELOAD, KeepsBounds.class);
    }

    @Test
    void deletingWithoutRememberingTheFailureStartsItAgain() {
        assertCaught(Mistakes.theFailureIsNotRemembered(), RELOAD, StartsNoFailure.class);
    }

    @Test
    void rememberingTheFailureLastStartsItAgainAfterACrash() {
        assertCaught(Mistakes.theFailureIsRememberedLast(), RELOAD, StartsNoFailure.class);
    }

    @Test
    void fillingAnEmptySlotWithWhatIsAskedStartsAFailedRevision() {
        assertCaught(Mistakes.emptySlotsTakeWhatIsAsked(), RELOAD, StartsNoFailure.class);
    }

    @Test
    void retiringTheLowestSlotNeverComesToAnEnd() {
        Setting scaled = Setting.of(3, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND)
                .budget(0, 1, 0)
                .changing(Change.INSTANCES);

        assertCaught(Mistakes.theLowestSlotIsRetired(), scaled, Converges.class);
    }

    @Test
    void fillingAStoppedSlotLeavesAWorkerThatNobodyWants() {
        Setting stopped = Setting.of(2, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND)
                .budget(0, 1, 0)
                .changing(Change.STOP);

        assertCaught(Mistakes.stoppedSlotsAreFilled(), stopped, Converges.class);
    }

    @Test
    void leavingOrphansAloneLeavesSlotsEmpty() {
        Setting orphaned = SOUND_RELOAD.budget(0, 0, 0).starting(Start.ORPHANS);

        assertCaught(Mistakes.nobodyIsAdopted(), orphaned, Converges.class);
    }

    @Test
    void deletingByNameTouchesWhatWasNotSeen() {
        assertCaught(Mistakes.theUidIsNotLookedAt(), SOUND_RELOAD, TouchesItsOwn.class);
    }

    @Test
    void blamingALostNodeFailsAVersionThatDidNothingWrong() {
        assertCaught(Misreadings.lostNodesAreNotSeen(), SOUND_RELOAD, StartsNoFailure.class);
    }

    @Test
    void endingAnInitContainerThatRunsFailsAVersionThatDidNothingWrong() {
        Setting migrating = reloadTo(Behavior.MIGRATING).failingLateStarts();

        assertCaught(Misreadings.initContainersAreNotSeen(), migrating, StartsNoFailure.class);
    }

    @Test
    void goingBackToTheSameTemplateGainsNothing() {
        Setting restarted = reloadTo(Behavior.FLAKY).tokens("", "1").withSameContent();

        assertCaught(Misreadings.tokensAreTakenForContent(), restarted, StartsNoFailure.class);
    }

    @Test
    void forgettingTheCountWhenThePodIsReplacedGoesOnForEver() {
        assertCaught(Mistakes.theCountIsForgotten(), reloadTo(Behavior.ENDING), Converges.class);
    }

    @Test
    void completingOverACrashGivesUpTheWayBack() {
        Setting falling = reloadTo(Behavior.FALLING).withProbation();

        assertCaught(Mistakes.readyCompletesTheReload(), falling, Converges.class);
    }

    @Test
    void takingWhatFailedForStableStartsItAgainWhenTheNextOneFails() {
        Setting falling = Setting.of(
                        1, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND, Behavior.FALLING_LATE, Behavior.BROKEN)
                .budget(0, 2, 0)
                .withProbation();

        assertCaught(Planner::plan, falling.whereFailedStayStable(), StartsNoFailure.class);
    }

    @Test
    void replacingBeforeTheTimeOfTrialIsOverLosesAWorker() {
        Setting falling = reloadTo(Behavior.FALLING).withProbation();

        assertCaught(Misreadings.nobodyIsOnTrial(), falling, KeepsAvailability.class);
    }

    @Test
    void tryingAtOnceWhatFailedHasNoBackOff() {
        assertCaught(Misreadings.nobodyWaits(), reloadTo(Behavior.REFUSED), BacksOff.class);
    }

    @Test
    void tryingAtOnceWhatWasRefusedHasNoBackOff() {
        Setting refused = reloadTo(Behavior.SOUND).withBrokenWebhook();

        assertCaught(Misreadings.refusalsAreTriedAtOnce(), refused, BacksOff.class);
    }

    @Test
    void forgettingTheAttemptHasNoBackOff() {
        assertCaught(Mistakes.theAttemptIsForgotten(), reloadTo(Behavior.REFUSED), BacksOff.class);
    }

    @Test
    void deletingThePodThatHasEndedBeforeItsSuccessorIsThereHasNoBackOff() {
        assertCaught(Mistakes.deadPodsAreDeletedAtOnce(), reloadTo(Behavior.REFUSED), BacksOff.class);
    }

    @Test
    void grantingAnEvictionAtOnceLosesAWorker() {
        assertCaught(Mistakes.requestsAreGrantedAtOnce(), evictions(), KeepsAvailability.class);
    }

    @Test
    void forgettingARequestToEvictNeverComesToAnEnd() {
        assertCaught(Misreadings.requestsAreNotSeen(), evictions(), Converges.class);
    }

    @Test
    void forgettingThatARequestWasAnsweredUndoesTheNextRevisionToo() {
        assertCaught(Mistakes.theAnswerIsNotRemembered(), undone(), Converges.class);
    }

    @Test
    void takingARemovedTokenForAnotherUndoesWhatNobodyAskedToUndo() {
        assertCaught(Mistakes.anAbsentTokenIsAnother(), undone(), StartsNoFailure.class);
    }

    private static Setting undone() {
        return Setting.of(1, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND, Behavior.SOUND)
                .budget(0, 2, 0)
                .changing(Change.REVISION, Change.UNDO);
    }

    @Test
    void deletingBeforeTheSlotIsMarkedForgetsThatItIsErrored() {
        assertCaught(Mistakes.theSlotIsMarkedLast(), crashing(1), LimitsCrashes.class);
    }

    @Test
    void forgettingCrashesWhenThePodIsReplacedStartsTheCountAnew() {
        Setting deleted = Setting.of(1, 1, OnFailure.ROLL_BACK, true, Behavior.FALLING)
                .budget(1, 0, 0)
                .starting(Start.NOTHING)
                .withMinReady()
                .limitingCrashes();

        assertCaught(Mistakes.crashesAreForgotten(), deleted, LimitsCrashes.class);
    }

    @Test
    void tryingEveryErroredSlotTriesTwoAtOnce() {
        assertCaught(Misreadings.everySlotIsTried(), crashing(2), LimitsCrashes.class);
    }

    @Test
    void blamingTheVersionOfAReplacementThatNobodyNeededFailsIt() {
        assertCaught(Mistakes.aFailedReplacementIsAFailedRevision(), old(1, Behavior.FLAKY), StartsNoFailure.class);
    }

    @Test
    void forgettingThatAReplacementFailedHasNoBackOff() {
        assertCaught(Mistakes.aFailedReplacementIsForgotten(), old(1, Behavior.BROKEN), BacksOff.class);
    }

    @Test
    void replacingAnOldWorkerWhileAnotherSlotIsDownIsNotGentle() {
        assertCaught(Mistakes.oldWorkersAreReplacedAtAnyTime(), old(2, Behavior.SOUND), RecyclesGently.class);
    }

    @Test
    void countingNothingReplacesWorkersForEver() {
        assertCaught(Mistakes.nothingIsCounted(), limited(1), BacksOff.class);
    }

    @Test
    void forgettingOnReplacementHowOftenALimitWasExceededStartsTheRowAgain() {
        assertCaught(Mistakes.theRowIsForgotten(), limited(1), KeepsTheRow.class);
    }

    @Test
    void forgettingInAnEmptySlotHowOftenALimitWasExceededStartsTheRowAgain() {
        assertCaught(Mistakes.onlyReplacementsRememberTheRow(), limited(2), KeepsTheRow.class);
    }

    @Test
    void notRecordingThatAWorkerIsOverItsLimitSettlesNothing() {
        assertCaught(Mistakes.whatIsOverIsNotRecorded(), limited(1), Converges.class);
    }

    @Test
    void forgettingTheTickReplacesWorkersForEver() {
        assertCaught(
                Mistakes.theTickIsForgotten(),
                Setting.of(1, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND)
                        .budget(0, 0, 0)
                        .withSchedule(),
                BacksOff.class);
    }

    private static Setting limited(int instances) {
        return Setting.of(instances, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND)
                .budget(instances - 1, 0, 0)
                .withMemoryLimit();
    }

    private static Setting old(int instances, Behavior behavior) {
        return Setting.of(instances, 1, OnFailure.ROLL_BACK, true, behavior)
                .budget(2, 0, 0)
                .withAge();
    }

    @Test
    void deletingBeforeTheWaitIsRememberedForgetsIt() {
        assertCaught(Mistakes.theSlotIsMarkedLast(), waiting(), LimitsCrashes.class);
    }

    @Test
    void fillingASlotThatWaitsIsTooEarly() {
        assertCaught(Misreadings.nobodyWaitsAfterACrash(), waiting(), LimitsCrashes.class);
    }

    private static Setting waiting() {
        return Setting.of(1, 1, OnFailure.ROLL_BACK, true, Behavior.BROKEN)
                .budget(0, 0, 0)
                .starting(Start.NOTHING)
                .backingOff();
    }

    private static Setting crashing(int instances) {
        return Setting.of(instances, 1, OnFailure.ROLL_BACK, true, Behavior.BROKEN)
                .budget(0, 0, 0)
                .starting(Start.NOTHING)
                .limitingCrashes();
    }

    private static Setting evictions() {
        return Setting.of(1, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND)
                .budget(1, 0, 0)
                .withEvictions();
    }

    private static Setting reloadTo(Behavior behavior) {
        return Setting.of(1, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND, behavior)
                .budget(0, 1, 0);
    }

    private static void assertCaught(Policy mistake, Setting setting, Class<? extends Invariant> invariant) {
        assertThatExceptionOfType(Trace.class)
                .isThrownBy(() -> Search.all(setting, mistake))
                .satisfies(trace -> assertThat(trace.invariant).isInstanceOf(invariant))
                .withMessageContaining("by these steps:");
    }
}
