package dev.workerapp.planner;

import static dev.workerapp.planner.World.NOW;
import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.ReloadReport.Phase;
import dev.workerapp.planner.ReloadReport.Trigger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said about the present or last reload. */
class ReloadReportTest {

    @Test
    void beforeTheFirstReloadNothingIsSaid() {
        World world = app("A available").stable("A");

        Report report = world.report();

        assertThat(report.reload()).isEmpty();
    }

    @Test
    void aFirstInstallIsAReloadToo() {
        World world = app("", "");

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.INSTALL, "A", Phase.RUNNING, NOW, Optional.empty(), 0, 2, Reason.RELOADING));
    }

    @Test
    void aChangeBegins() {
        World world = app("A available", "A available").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.CHANGE, "B", Phase.RUNNING, NOW, Optional.empty(), 0, 2, Reason.RELOADING));
    }

    @Test
    void aChangeWithANewTokenIsARestart() {
        World world = app("A available").stable("A").token("B", "now").asks("B");

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.RESTART, "B", Phase.RUNNING, NOW, Optional.empty(), 0, 1, Reason.RELOADING));
    }

    @Test
    void aChangeWithTheSameTokenIsNone() {
        World world = app("A available")
                .stable("A")
                .token("A", "now")
                .token("B", "now")
                .asks("B");

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.CHANGE, "B", Phase.RUNNING, NOW, Optional.empty(), 0, 1, Reason.RELOADING));
    }

    @Test
    void aRollbackBegins() {
        World world = app("A available, B crashing")
                .stable("A")
                .asks("B")
                .lastReload(Trigger.CHANGE, "B", Phase.RUNNING, false);

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.ROLLBACK, "A", Phase.RUNNING, NOW, Optional.empty(), 1, 1, Reason.RELOADING));
    }

    @Test
    void theSameReloadKeepsItsBeginning() {
        World world = app("A available", "B available")
                .stable("A")
                .asks("B")
                .lastReload(Trigger.RESTART, "B", Phase.RUNNING, false);

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.RESTART, "B", Phase.RUNNING, World.BEGAN, Optional.empty(), 1, 2, Reason.RELOADING));
    }

    @Test
    void anotherReloadBeginsAnew() {
        World world = app("A available", "B available")
                .stable("A")
                .asks("C")
                .lastReload(Trigger.CHANGE, "B", Phase.RUNNING, false);

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.CHANGE, "C", Phase.RUNNING, NOW, Optional.empty(), 0, 2, Reason.RELOADING));
    }

    @Test
    void aRollbackToTheRevisionOfTheLastReloadIsAnotherReload() {
        World world = app("A available", "B available")
                .stable("A")
                .asks("B")
                .failed("B")
                .lastReload(Trigger.CHANGE, "A", Phase.COMPLETE, true);

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.ROLLBACK, "A", Phase.RUNNING, NOW, Optional.empty(), 1, 2, Reason.RELOADING));
    }

    @Test
    void aReloadCompletesNow() {
        World world = app("B available", "B available")
                .stable("A")
                .asks("B")
                .lastReload(Trigger.CHANGE, "B", Phase.RUNNING, false);

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.CHANGE,
                        "B",
                        Phase.COMPLETE,
                        World.BEGAN,
                        Optional.of(NOW),
                        2,
                        2,
                        Reason.RELOAD_COMPLETE));
    }

    @Test
    void aReloadThatIsNotMarkedYetKeepsItsEnd() {
        World world = app("B available").stable("A").asks("B").lastReload(Trigger.CHANGE, "B", Phase.COMPLETE, true);

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.CHANGE,
                        "B",
                        Phase.COMPLETE,
                        World.BEGAN,
                        Optional.of(World.ENDED),
                        1,
                        1,
                        Reason.RELOAD_COMPLETE));
    }

    @Test
    void aCompleteReloadIsNotTouchedAnyMore() {
        World world = app("B available", "")
                .stable("A")
                .stable("B")
                .asks("B")
                .lastReload(Trigger.CHANGE, "B", Phase.COMPLETE, true);

        Report report = world.report();

        assertThat(report.reload()).isEqualTo(world.observed().lastReload());
    }

    @Test
    void aRollbackEndsNow() {
        World world = app("A available")
                .stable("A")
                .asks("B")
                .failed("B")
                .lastReload(Trigger.ROLLBACK, "A", Phase.RUNNING, false);

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.ROLLBACK,
                        "A",
                        Phase.ROLLED_BACK,
                        World.BEGAN,
                        Optional.of(NOW),
                        1,
                        1,
                        Reason.ROLLED_BACK));
    }

    @Test
    void anEndedRollbackIsNotTouchedAnyMore() {
        World world = app("A running 5")
                .stable("A")
                .asks("B")
                .failed("B")
                .lastReload(Trigger.ROLLBACK, "A", Phase.ROLLED_BACK, true);

        Report report = world.report();

        assertThat(report.reload()).isEqualTo(world.observed().lastReload());
    }

    @Test
    void goingBackInTheMiddleCompletes() {
        World world = app("A available").stable("A").asks("A").lastReload(Trigger.CHANGE, "B", Phase.RUNNING, false);

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.CHANGE, "A", Phase.COMPLETE, NOW, Optional.of(NOW), 1, 1, Reason.RELOAD_COMPLETE));
    }

    @Test
    void aHaltedReloadNamesTheDeadline() {
        World world = app("A available", "A available, B crashing")
                .stable("A")
                .asks("B")
                .onFailure(OnFailure.HALT);

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.CHANGE, "B", Phase.HALTED, NOW, Optional.empty(), 0, 2, Reason.CRASH_LOOP));
    }

    @Test
    void aPausedReload() {
        World world = app("A available", "B available").stable("A").asks("B").paused();

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.CHANGE, "B", Phase.PAUSED, NOW, Optional.empty(), 1, 2, Reason.PAUSED));
    }

    @Test
    void aPausedReloadWithAReplacementUnderWayStillRuns() {
        World world = app("A available", "A available, B running 5")
                .stable("A")
                .asks("B")
                .paused();

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.CHANGE, "B", Phase.RUNNING, NOW, Optional.empty(), 0, 2, Reason.RELOADING));
    }

    @Test
    void aReloadThatThePartitionHolds() {
        World world = app("A available", "B available").stable("A").asks("B").partition(1);

        Report report = world.report();

        assertThat(report.reload())
                .contains(new ReloadReport(
                        Trigger.CHANGE, "B", Phase.PAUSED, NOW, Optional.empty(), 1, 1, Reason.PAUSED));
    }

    @Test
    void whileSuspendedTheLastReloadStands() {
        World world = app("").stable("A").asks("B").suspended().lastReload(Trigger.CHANGE, "A", Phase.COMPLETE, true);

        Report report = world.report();

        assertThat(report.reload()).isEqualTo(world.observed().lastReload());
    }
}
