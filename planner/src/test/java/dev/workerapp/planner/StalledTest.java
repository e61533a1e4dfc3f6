package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How an app is said to stand when somebody must act. */
class StalledTest {

    @Test
    void aRollbackIsStalledFromItsFirstMoment() {
        World world = app("A available, B crashing").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.ROLLED_BACK);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.ROLLED_BACK);
        assertThat(report.stalled().message())
                .isEqualTo(
                        "Revision B failed. Worker shop-0-2 in slot 0 ended 3 times before it was available: back-off restarting. The app runs A. Change the spec, or request a reload to try the same again.");
        assertThat(report.isAvailable().holds()).isTrue();
        assertThat(report.isAvailable().reason()).isEqualTo(Reason.SLOTS_AVAILABLE);
        assertThat(report.reconciling().holds()).isFalse();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.AS_ASKED);
        assertThat(report.isReady().holds()).isFalse();
        assertThat(report.isReady().reason()).isEqualTo(Reason.ROLLED_BACK);
        assertThat(report.targetRevision()).isEqualTo("A");
    }

    @Test
    void aRollbackSaysWhyAsItIsRemembered() {
        World world = app("A available").stable("A").asks("B").failed("B", "It was too slow.");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.ROLLED_BACK);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.ROLLED_BACK);
        assertThat(report.stalled().message())
                .isEqualTo(
                        "Revision B failed. It was too slow. The app runs A. Change the spec, or request a reload to try the same again.");
        assertThat(report.updated()).isZero();
    }

    @Test
    void aRollbackNamesTheImagesBesideTheRevisions() {
        World world = app("A available")
                .stable("A")
                .image("A", "shop:1")
                .asks("B")
                .image("B", "shop:2")
                .failed("B", "It was too slow.");

        Report report = world.report();

        assertThat(report.stalled().message())
                .isEqualTo(
                        "Revision B (image shop:2) failed. It was too slow. The app runs A (image shop:1). Change the spec, or request a reload to try the same again.");
        assertThat(report.isAvailable().message()).isEqualTo("Every slot has an available worker.");
    }

    @Test
    void aRollbackOfWhichAWorkerDoesNotServe() {
        World world = app("A running 5", "A available").stable("A").asks("B").failed("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.isAvailable().holds()).isFalse();
    }

    @Test
    void aRollbackWhoseReasonNobodyRemembers() {
        World world = app("A available").stable("A").asks("B").failed("B");

        Report report = world.report();

        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.ROLLED_BACK);
        assertThat(report.stalled().message())
                .isEqualTo(
                        "Revision B failed. The app runs A. Change the spec, or request a reload to try the same again.");
    }

    @Test
    void aFailedRevisionWithNothingToGoBackTo() {
        World world = app("").asks("B").failed("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.ROLLED_BACK);
        assertThat(report.stalled().message())
                .isEqualTo(
                        "Revision B failed. No other revision has ever served. Change the spec, or request a reload to try the same again.");
    }

    @Test
    void whileSuspendedAFailureStallsNothing() {
        World world = app("").stable("A").asks("B").failed("B").suspended();

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.SUSPENDED);
        assertThat(report.stalled().holds()).isFalse();
        assertThat(report.stalled().reason()).isEqualTo(Reason.AS_ASKED);
    }

    @Test
    void aFirstStartThatFailsIsNoReload() {
        World world = app("B late").asks("B");

        assertThat(world.report().stalled().message()).startsWith("The first start of B has stopped. ");
    }

    @Test
    void aHaltedReload() {
        World world = app("A available, B late").stable("A").asks("B").onFailure(OnFailure.HALT);

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.HALTED);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.HALTED);
        assertThat(report.stalled().message())
                .isEqualTo(
                        "The reload to B has stopped. Worker shop-0-2 in slot 0 was not available within 60 s. It goes on when that worker becomes available; or change the spec.");
        assertThat(report.isReady().holds()).isFalse();
        assertThat(report.isReady().reason()).isEqualTo(Reason.HALTED);
        assertThat(report.reconciling().holds()).isFalse();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.AS_ASKED);
    }

    @Test
    void aRollbackThatWouldStartTheSame() {
        World world = app("A available, B late").stable("A").asks("B").sameContent("B", "A");

        assertThat(world.report().stalled().message())
                .isEqualTo(
                        "The reload to B has stopped. Worker shop-0-2 in slot 0 was not available within 60 s. It is not rolled back: stable revision A differs in nothing but a token, or content of ConfigMaps and Secrets of which no copy is kept, so going back would start the same. It goes on when that worker becomes available; or change the spec.");
    }

    @Test
    void aReloadHaltedByARefusal() {
        World world = app("A available")
                .stable("A")
                .asks("B")
                .refused(0, "B", Reason.CREATE_REFUSED, 300)
                .onFailure(OnFailure.HALT)
                .failsLateStarts();

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.HALTED);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.HALTED);
        assertThat(report.stalled().message())
                .isEqualTo(
                        "The reload to B has stopped. Slot 0 could not be filled since 2029-12-31T23:55:00Z, after 1 tries: pods \"shop\" is forbidden. It goes on when that worker becomes available; or change the spec.");
    }

    @Test
    void aReplacementInACrashLoopThatProceeds() {
        World world = app("A available, B crashing").stable("A").asks("B").onFailure(OnFailure.PROCEED);

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.CRASH_LOOP);
        assertThat(report.stalled().message()).isEqualTo("Slot 0: back-off restarting");
    }

    @Test
    void anImageThatIsMissing() {
        World world = app("A available, B pulling 300").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.IMAGE_PULL);
        assertThat(report.stalled().message()).isEqualTo("Slot 0: manifest unknown");
        assertThat(report.isAvailable().holds()).isTrue();
        assertThat(report.isAvailable().reason()).isEqualTo(Reason.SLOTS_AVAILABLE);
    }

    @Test
    void whatTheClusterDoesIsReportedAtOnceAndStallsOnlyAfterTheStartTimeout() {
        World world = app("A available, B pulling 299").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(
                        new Report.SlotReport(0, Optional.of("shop-0-2"), "B", Reason.IMAGE_PULL, "manifest unknown"));
        assertThat(report.stalled().holds()).isFalse();
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
    }

    @Test
    void aConfigurationThatIsMissing() {
        World world = app("A misconfigured 300");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.CONTAINER_CONFIG);
        assertThat(report.stalled().message()).isEqualTo("Slot 0: no such secret");
    }

    @Test
    void aQuotaThatIsUsedUp() {
        World world = app("A available").stable("A").asks("B").refused(0, "B", Reason.QUOTA_EXCEEDED, 300);

        Report report = world.report();

        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
        assertThat(report.stalled().message()).isEqualTo("Slot 0: pods \"shop\" is forbidden");
        assertThat(report.isAvailable().message()).isEqualTo("Every slot has an available worker.");
        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
    }

    @Test
    void aPolicyThatRefuses() {
        World world = app("A available").stable("A").asks("B").refused(0, "B", Reason.CREATE_REFUSED, 300);

        Report report = world.report();

        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.CREATE_REFUSED);
    }

    @Test
    void aRefusalOfTheGoodRevisionInAnEmptySlot() {
        World world =
                app("A available, B running 5", "").stable("A").asks("B").refused(1, "A", Reason.QUOTA_EXCEEDED, 300);

        Report report = world.report();

        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
    }

    @Test
    void aWorkerThatNoNodeTakes() {
        World world = app("A unschedulable 300");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.UNSCHEDULABLE);
    }

    @Test
    void aNewWorkerThatNoNodeTakesAfterItsTime() {
        World world = app("A available", "A unschedulable 300").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.UNSCHEDULABLE);
        assertThat(report.stalled().message()).isEqualTo("Slot 1: 0/3 nodes fit");
    }

    @Test
    void anAutoscalerGetsItsTime() {
        World world = app("A available", "A unschedulable 299").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.SCALING);
        assertThat(report.stalled().holds()).isFalse();
        assertThat(report.stalled().reason()).isEqualTo(Reason.AS_ASKED);
        assertThat(report.reconciling().holds()).isTrue();
        assertThat(report.reconciling().reason()).isEqualTo(Reason.SCALING);
    }

    @Test
    void aWorkerThatIsNotReadyForLong() {
        World world = app("A unready 60").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.NOT_READY_AGAIN);
        assertThat(report.stalled().message())
                .isEqualTo(
                        "Slot 0: A worker that had been available is not ready for longer than readiness.timeoutSeconds.");
    }

    @Test
    void aWorkerThatCouldNotStartInTime() {
        World world = app("A pending 300").stable("A");

        Report report = world.report();

        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.NOT_STARTED_IN_TIME);
        assertThat(report.stalled().message())
                .isEqualTo("Slot 0: The worker could not run within reload.startTimeoutSeconds.");
    }

    @Test
    void anOldWorkersTroubleIsAboutToEndWithIt() {
        World world = app("A crashing, B running 5").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.RELOADING);
        assertThat(report.stalled().holds()).isFalse();
        assertThat(report.stalled().reason()).isEqualTo(Reason.AS_ASKED);
    }

    @Test
    void anOldWorkersTroubleStaysWhilePaused() {
        World world = app("A crashing").stable("A").asks("B").paused();

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.CRASH_LOOP);
    }

    @Test
    void anOldWorkersTroubleStaysBelowThePartition() {
        World world = app("A crashing", "A available").stable("A").asks("B").partition(1);

        Report report = world.report();

        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.CRASH_LOOP);
    }

    @Test
    void aFirstInstallThatFailsIsHalted() {
        World world = app("A crashing");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.HALTED);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.HALTED);
        assertThat(report.isAvailable().holds()).isFalse();
        assertThat(report.isAvailable().reason()).isEqualTo(Reason.SLOTS_UNAVAILABLE);
    }

    @Test
    void aRollbackThatWouldGainNothingIsHalted() {
        World world = app("A unready 5, B crashing").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.HALTED);
    }

    @Test
    void afterTheReloadACrashLoopIsNotAHaltedReload() {
        World world = app("A crashing").stable("A");

        Report report = world.report();

        assertThat(report.word()).isEqualTo(Report.Word.DEGRADED);
        assertThat(report.stalled().holds()).isTrue();
        assertThat(report.stalled().reason()).isEqualTo(Reason.CRASH_LOOP);
    }
}
