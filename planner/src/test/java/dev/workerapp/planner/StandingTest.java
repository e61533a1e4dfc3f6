package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How an app is said to stand while all goes well. */
class StandingTest {

    @Test
    void everythingAsAsked() {
        World world = app("A available", "A available").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.READY);
        assertThat(report.isReady().holds()).isTrue();
        assertThat(report.isReady().reason()).isEqualTo(Reason.AS_ASKED);
        assertThat(report.isReady().message()).isEqualTo("Everything runs as asked.");
        assertThat(report.isAvailable().holds()).isTrue();
        assertThat(report.isAvailable().reason()).isEqualTo(Reason.SLOTS_AVAILABLE);
        assertThat(report.isAvailable().message()).isEqualTo("Every slot has an available worker.");
        assertThat(report.reconciling().holds()).isFalse();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.AS_ASKED);
        assertThat(report.reconciling().message()).isEqualTo("");
        assertThat(report.stalled().holds()).isFalse();
        assertThat(report.stalled().reason()).isEqualTo(Reason.AS_ASKED);
        assertThat(report.stalled().message()).isEqualTo("");
        assertThat(report.slots()).isEmpty();
    }

    @Test
    void aNewApp() {
        World world = app("A running 5", "A pending 5");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.SCALING);
        assertThat(report.isReady().holds()).isFalse();
        assertThat(report.isReady().reason()).isEqualTo(Reason.SCALING);
        assertThat(report.isAvailable().holds()).isFalse();
        assertThat(report.isAvailable().reason()).isEqualTo(Reason.SLOTS_UNAVAILABLE);
        assertThat(report.isAvailable().message()).isEqualTo("No available worker in slot 0, 1.");
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.SCALING);
        assertThat(report.reconciling().message()).isEqualTo("Slots are being filled or emptied.");
        assertThat(report.stalled().holds()).isFalse();
        assertThat(report.stalled().reason()).isEqualTo(Reason.AS_ASKED);
        assertThat(report.stalled().message()).isEqualTo("");
    }

    @Test
    void aNewAppThatIsPaused() {
        World world = app("A available", "").paused();

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.SCALING);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.SCALING);
    }

    @Test
    void aNewAppThatIsChangedBeforeItServes() {
        World world = app("A available").asks("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.RELOADING);
    }

    @Test
    void anAppThatGrows() {
        World world = app("A available").stable("A").wants(2);

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.SCALING);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.SCALING);
        assertThat(report.isReady().holds()).isFalse();
        assertThat(report.isReady().reason()).isEqualTo(Reason.SCALING);
    }

    @Test
    void anAppThatShrinks() {
        World world = app("A available", "A available").stable("A").wants(1);

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.SCALING);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.SCALING);
        assertThat(report.instances()).isEqualTo(2);
        assertThat(report.available()).isOne();
    }

    @Test
    void anAppWithoutInstances() {
        World world = app().stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.READY);
        assertThat(report.isReady().holds()).isTrue();
        assertThat(report.isReady().reason()).isEqualTo(Reason.AS_ASKED);
        assertThat(report.isAvailable().holds()).isTrue();
        assertThat(report.isAvailable().reason()).isEqualTo(Reason.SLOTS_AVAILABLE);
    }

    @Test
    void anAppThatStops() {
        World world = app("A available", "A available").stable("A").suspended();

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.SUSPENDED);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.SUSPENDED);
        assertThat(report.reconciling().message()).isEqualTo("The app is suspended.");
        assertThat(report.isReady().holds()).isFalse();
        assertThat(report.isReady().reason()).isEqualTo(Reason.SUSPENDED);
        assertThat(report.isAvailable().holds()).isFalse();
        assertThat(report.isAvailable().reason()).isEqualTo(Reason.SUSPENDED);
    }

    @Test
    void anAppThatHasStopped() {
        World world = app("A ending", "").stable("A").suspended();

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.SUSPENDED);
        assertThat(report.reconciling().holds()).isFalse();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.AS_ASKED);
        assertThat(report.isReady().holds()).isTrue();
        assertThat(report.isReady().reason()).isEqualTo(Reason.SUSPENDED);
        assertThat(report.isAvailable().holds()).isFalse();
        assertThat(report.isAvailable().reason()).isEqualTo(Reason.SUSPENDED);
        assertThat(report.isAvailable().message()).isEqualTo("The app is suspended.");
        assertThat(report.instances()).isZero();
    }

    @Test
    void aReloadThatIsAboutToStart() {
        World world = app("A available", "A available").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.RELOADING);
        assertThat(report.reconciling().message()).isEqualTo("Workers are being replaced.");
        assertThat(report.isReady().holds()).isFalse();
        assertThat(report.isReady().reason()).isEqualTo(Reason.RELOADING);
        assertThat(report.isAvailable().holds()).isTrue();
        assertThat(report.isAvailable().reason()).isEqualTo(Reason.SLOTS_AVAILABLE);
    }

    @Test
    void aReload() {
        World world = app("A available", "A available, B running 5").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.updated()).isOne();
        assertThat(report.instances()).isEqualTo(2);
        assertThat(report.available()).isEqualTo(2);
        assertThat(report.stableRevision()).contains("A");
        assertThat(report.targetRevision()).isEqualTo("B");
        assertThat(report.slots()).isEmpty();
    }

    @Test
    void theLastWorkerOfAReload() {
        World world = app("B available", "B running 5").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.RELOADING);
    }

    @Test
    void aReloadOfWhichAllWorkersServe() {
        World world = app("B available").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.READY);
        assertThat(report.isReady().holds()).isTrue();
        assertThat(report.isReady().reason()).isEqualTo(Reason.AS_ASKED);
    }

    @Test
    void aPausedReload() {
        World world = app("A available", "A available").stable("A").asks("B").paused();

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.isReady().holds()).isFalse();
        assertThat(report.isReady().reason()).isEqualTo(Reason.PAUSED);
        assertThat(report.isReady().message()).isEqualTo("The reload is paused.");
        assertThat(report.reconciling().holds()).isFalse();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.AS_ASKED);
        assertThat(report.reconciling().message()).isEqualTo("");
        assertThat(report.stalled().holds()).isFalse();
        assertThat(report.stalled().reason()).isEqualTo(Reason.AS_ASKED);
        assertThat(report.stalled().message()).isEqualTo("");
    }

    @Test
    void aPausedReloadWithAReplacementUnderWay() {
        World world = app("A available", "A available, B running 5")
                .stable("A")
                .asks("B")
                .paused();

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.RELOADING);
    }

    @Test
    void aPausedReloadWithASlotThatDoesNotServe() {
        World world = app("A available", "A unready 59").stable("A").asks("B").paused();

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.SLOTS_UNAVAILABLE);
    }

    @Test
    void aReloadThatThePartitionHolds() {
        World world = app("A available", "B available").stable("A").asks("B").partition(1);

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.READY);
        assertThat(report.isReady().holds()).isTrue();
        assertThat(report.isReady().reason()).isEqualTo(Reason.AS_ASKED);
        assertThat(report.reconciling().holds()).isFalse();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.AS_ASKED);
    }

    @Test
    void aReloadAboveThePartition() {
        World world = app("A available", "A available").stable("A").asks("B").partition(1);

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.RELOADING);
    }

    @Test
    void anAppOfWhichAWorkerIsNotReadyForAMoment() {
        World world = app("A available", "A unready 5").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.isReady().holds()).isFalse();
        assertThat(report.isReady().reason()).isEqualTo(Reason.SLOTS_UNAVAILABLE);
        assertThat(report.isReady().message()).isEqualTo("A slot has no available worker.");
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.SLOTS_UNAVAILABLE);
        assertThat(report.isAvailable().holds()).isFalse();
        assertThat(report.isAvailable().reason()).isEqualTo(Reason.SLOTS_UNAVAILABLE);
        assertThat(report.isAvailable().message()).isEqualTo("No available worker in slot 1.");
        assertThat(report.stalled().holds()).isFalse();
        assertThat(report.stalled().reason()).isEqualTo(Reason.AS_ASKED);
    }

    @Test
    void anAppOfWhichAWorkerStartsAgain() {
        World world = app("A available", "A running 5").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.SCALING);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.SCALING);
    }

    @Test
    void anAppOfWhichOneWorkerStartsAndAnotherDoesNotServe() {
        World world = app("A unready 5", "A running 5").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
    }

    @Test
    void anAppOfWhichSomebodyDeletesAWorkerThatServes() {
        World world = app("A available", "A ending 1 was-ready, A running 1").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
    }

    @Test
    void anAppOfWhichAWorkerStopsBeforeItsReplacementStartsAsAsked() {
        World world =
                app("A available", "A ending 1 was-ready").stable("A").asks("B").withoutOverlap();

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
    }

    @Test
    void anAppThatIsRestarted() {
        World world =
                app("A ending 1 was-ready, B running 1").stable("A").asks("B").token("B", "now");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
    }

    @Test
    void aReloadDuringWhichAnotherSlotLosesItsWorker() {
        World world = app("A unready 5", "A available, B running 5").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.isAvailable().message()).isEqualTo("No available worker in slot 0.");
    }

    @Test
    void aSlotIsReadyBeforeItIsAvailable() {
        World world = app("A ready 5").minReady(10).stable("A");

        Report report = world.report();

        assertThat(report.ready()).isOne();
        assertThat(report.available()).isZero();
    }

    @Test
    void endedAndEndingPodsFillNoSlot() {
        World world = app("A ended", "A ending", "A available").stable("A");

        Report report = world.report();

        assertThat(report.instances()).isOne();
        assertThat(report.ready()).isOne();
    }

    @Test
    void theRestartsOfAllWorkersAreCounted() {
        World world = app("A crashing", "A crashing").stable("A");

        Report report = world.report();

        assertThat(report.restarts()).isEqualTo(6);
    }

    @Test
    void beforeTheFirstInstallIsCompleteNoRevisionIsCurrent() {
        World world = app("A running 5");

        Report report = world.report();

        assertThat(report.stableRevision()).isEmpty();
        assertThat(report.targetRevision()).isEqualTo("A");
    }

    @Test
    void onlyTheFirstTenSlotsThatDoNotServeAreNamed() {
        World world = app("", "", "", "", "", "", "", "", "", "", "", "");

        Report report = world.report();

        assertThat(report.isAvailable().holds()).isFalse();
        assertThat(report.isAvailable().reason()).isEqualTo(Reason.SLOTS_UNAVAILABLE);
        assertThat(report.isAvailable().message())
                .isEqualTo("No available worker in slot 0, 1, 2, 3, 4, 5, 6, 7, 8, 9.");
    }
}
