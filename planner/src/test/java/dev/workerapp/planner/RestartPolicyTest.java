package dev.workerapp.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.SlotMark.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule 9: what is a crash, and when one is too many. */
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
    void runsThatNobodySawAreTakenForWhatTheLastOneWas() {
        Duration stable = Duration.ofSeconds(70);
        Runs.End brief = new Runs.End(1, false, Duration.ofSeconds(1), "", Optional.empty());
        Runs.End lasting = new Runs.End(1, false, stable, "", Optional.empty());

        assertThat(new Runs(2, 1, 4, Optional.of(brief), true, false, Optional.empty()).crashes(stable))
                .isEqualTo(5);
        assertThat(new Runs(2, 1, 4, Optional.of(lasting), true, false, Optional.empty()).crashes(stable))
                .isZero();
        assertThat(new Runs(2, 4, 4, Optional.of(lasting), true, false, Optional.empty()).crashes(stable))
                .isEqualTo(2);
        assertThat(new Runs(2, 5, 4, Optional.of(brief), true, false, Optional.empty()).crashes(stable))
                .isEqualTo(2);
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
