package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.Report.SlotReport;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said about single slots. */
class SlotReportTest {

    @Test
    void aWorkerThatIsNotReadyYetSaysWhatItsProbeAnswers() {
        World world = app("A unanswered 59");

        assertThat(world.report().slots())
                .containsExactly(new Report.SlotReport(
                        0, Optional.of("shop-0-1"), "A", Reason.STARTING, "readiness probe: HTTP 503"));
    }

    @Test
    void aWorkerThatIsNotReadyInTimeSaysThatWithTheAnswerOfItsProbe() {
        World world = app("A unanswered 60");

        assertThat(world.report().slots())
                .containsExactly(new Report.SlotReport(
                        0, Optional.of("shop-0-1"), "A", Reason.NOT_READY_IN_TIME, "readiness probe: HTTP 503"));
    }

    @Test
    void aSlotThatServesIsNotTalkedAbout() {
        World world = app("A available, B running 5", "A available").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.slots()).isEmpty();
    }

    @Test
    void anEmptySlot() {
        World world = app("A available", "").stable("A");

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(
                        new SlotReport(1, Optional.empty(), "A", Reason.EMPTY_SLOT, "The slot had no worker."));
    }

    @Test
    void aSlotThatWaitsForAnEndingPodOverlapping() {
        World world = app("A ending").stable("A");

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(
                        new SlotReport(0, Optional.empty(), "A", Reason.EMPTY_SLOT, "The slot had no worker."));
    }

    @Test
    void aWorkerThatStarts() {
        World world = app("A running 5").stable("A");

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(new SlotReport(
                        0, Optional.of("shop-0-1"), "A", Reason.STARTING, "The worker is not available yet."));
    }

    @Test
    void aWorkerInTroubleInTheClustersOwnWords() {
        World world = app("A pulling 5").stable("A");

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(
                        new SlotReport(0, Optional.of("shop-0-1"), "A", Reason.IMAGE_PULL, "manifest unknown"));
    }

    @Test
    void aReplacementInTroubleBesideAWorkerThatServes() {
        World world = app("A available, B pulling 5").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(
                        new SlotReport(0, Optional.of("shop-0-2"), "B", Reason.IMAGE_PULL, "manifest unknown"));
    }

    @Test
    void theReplacementsTroubleGoesBeforeThatOfTheOldWorker() {
        World world = app("A crashing, B pulling 5").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(
                        new SlotReport(0, Optional.of("shop-0-2"), "B", Reason.IMAGE_PULL, "manifest unknown"));
    }

    @Test
    void theTroubleOfAWorkerThatServesIsNotTalkedAbout() {
        World world = app("A available, A crashing").stable("A");

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(
                        new SlotReport(0, Optional.of("shop-0-2"), "A", Reason.CRASH_LOOP, "back-off restarting"));
    }

    @Test
    void aReplacementThatIsLate() {
        World world = app("A available, B running 60").stable("A").asks("B").onFailure(OnFailure.HALT);

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(new SlotReport(
                        0,
                        Optional.of("shop-0-2"),
                        "B",
                        Reason.NOT_READY_IN_TIME,
                        "The worker was not available within readiness.timeoutSeconds + minReadySeconds."));
    }

    @Test
    void anOldWorkerThatIsLate() {
        World world = app("A unready 60, B running 5").stable("A").asks("B");

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(new SlotReport(
                        0,
                        Optional.of("shop-0-1"),
                        "A",
                        Reason.NOT_READY_AGAIN,
                        "A worker that had been available is not ready for longer than readiness.timeoutSeconds."));
    }

    @Test
    void aRefusalInTheServersOwnWords() {
        World world = app("A available").stable("A").asks("B").refused(0, "B", Reason.QUOTA_EXCEEDED, 5);

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(
                        new SlotReport(0, Optional.empty(), "B", Reason.QUOTA_EXCEEDED, "pods \"shop\" is forbidden"));
    }

    @Test
    void aRefusalThatWorkersHaveMadeMeaningless() {
        World world = app("A available").stable("A").asks("B").paused().refused(0, "B", Reason.QUOTA_EXCEEDED, 5);

        Report report = world.report();

        assertThat(report.slots()).isEmpty();
    }

    @Test
    void aRefusalOfAnotherRevisionInAnEmptySlot() {
        World world = app("A available", "").stable("A").asks("B").refused(1, "A", Reason.CREATE_REFUSED, 5);

        Report report = world.report();

        assertThat(report.slots())
                .containsExactly(
                        new SlotReport(1, Optional.empty(), "A", Reason.CREATE_REFUSED, "pods \"shop\" is forbidden"));
    }

    @Test
    void slotsAreReportedFromTheLowest() {
        World world = app("", "", "");

        Report report = world.report();

        assertThat(report.slots()).extracting(SlotReport::slot).containsExactly(0, 1, 2);
    }
}
