package dev.workerapp.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.SlotMark.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 2: slots that somebody keeps without a worker. */
class StopRequestTest {

    private static World serving(String... slots) {
        return World.app(slots).stable("A");
    }

    @Test
    void theWorkerOfAStoppedSlotIsDeletedAndTheOthersStay() {
        assertThat(serving("A available", "A available", "A available")
                        .stopping(1)
                        .actions())
                .containsExactly("delete 1/A#1 STOP_REQUESTED");
    }

    @Test
    void aStoppedSlotStaysEmpty() {
        assertThat(serving("A available", "", "A available").stopping(1).actions())
                .isEmpty();
    }

    @Test
    void aSlotThatIsNotStoppedAnyMoreIsFilled() {
        assertThat(serving("A available", "", "A available").actions()).containsExactly("create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void bothWorkersOfASlotThatIsReloadedAreDeleted() {
        assertThat(serving("A available", "A available,B running 5")
                        .asks("B")
                        .stopping(1)
                        .actions())
                .contains("delete 1/A#1 STOP_REQUESTED", "delete 1/B#2 STOP_REQUESTED");
    }

    @Test
    void aReloadLeavesAStoppedSlotEmptyAndIsCompleteWithoutIt() {
        World begun = serving("A available", "", "A available").stopping(1).asks("B");
        World complete = serving("B available", "", "B available").stopping(1).asks("B");

        assertThat(begun.actions()).containsExactly("create 2/B#2 OUTDATED");
        assertThat(complete.actions()).containsExactly("mark B stable 2");
    }

    @Test
    void aSlotThatTheAppDoesNotHaveIsIgnoredAndNamed() {
        World world = serving("A available").stopping(7);

        assertThat(world.actions()).isEmpty();
        assertThat(world.report().word()).isEqualTo(Report.Word.READY);
        assertThat(world.report().slots()).singleElement().satisfies(slot -> {
            assertThat(slot.slot()).isEqualTo(7);
            assertThat(slot.reason()).isEqualTo(Reason.STOP_REQUESTED);
            assertThat(slot.message())
                    .isEqualTo("The annotation workerapp.dev/stopped-slots names the slot, which the app does not have:"
                            + " it has 1 slot, 0.");
        });
    }

    @Test
    void aStoppedSlotSaysThatItsWorkerIsBeingStopped() {
        Report report = serving("A available", "A ending").stopping(1).report();

        assertThat(report.slots()).singleElement().satisfies(slot -> {
            assertThat(slot.worker()).isPresent();
            assertThat(slot.message())
                    .isEqualTo(
                            "The annotation workerapp.dev/stopped-slots names the slot, so its worker is being stopped.");
        });
    }

    @Test
    void workersAreRecycledBesideAStoppedSlot() {
        World world = serving("", "A available", "A available over=MAX_HEAP").stopping(0);

        assertThat(world.actions()).containsExactly("create 2/A#2 MAX_HEAP");
    }

    @Test
    void aSlotThatIsScaledAwayIsSurplusWhetherItIsStoppedOrNot() {
        assertThat(serving("A available", "A available").wants(1).stopping(1).actions())
                .containsExactly("delete 1/A#1 SURPLUS_SLOT");
    }

    @Test
    void theMarkOfAStoppedSlotIsRemoved() {
        assertThat(serving("A available", "")
                        .maxRestarts(2, 600)
                        .marked(1, "A", Kind.ERRORED, 1, 5)
                        .stopping(1)
                        .actions())
                .containsExactly("clear slots [1] of A STOP_REQUESTED");
    }

    @Test
    void anAppWithAStoppedSlotIsReadyAndSaysWhichSlotIsStopped() {
        Report report = serving("A available", "", "A available").stopping(1).report();

        assertThat(report.word()).isEqualTo(Report.Word.READY);
        assertThat(report.isAvailable().holds()).isTrue();
        assertThat(report.available()).isEqualTo(2);
        assertThat(report.slots()).singleElement().satisfies(slot -> {
            assertThat(slot.slot()).isEqualTo(1);
            assertThat(slot.reason()).isEqualTo(Reason.STOP_REQUESTED);
        });
    }

    @Test
    void stoppedSlotsAreReportedAmongTheOthersByTheirNumber() {
        Report report = serving("", "A available", "").stopping(1).report();

        assertThat(report.slots()).extracting(Report.SlotReport::slot).containsExactly(0, 1, 2);
    }

    @Test
    void suspendingGoesFirst() {
        World world = serving("A available").stopping(0).suspended();

        assertThat(world.actions()).containsExactly("delete 0/A#1 SUSPENDED");
        assertThat(world.report().slots()).isEmpty();
    }

    @Test
    void anAppOfWhichAllSlotsAreStoppedIsAsAskedAndServesNobody() {
        Report report = serving("", "").stopping(0, 1).report();

        assertThat(report.word()).isEqualTo(Report.Word.SUSPENDED);
        assertThat(report.stalled().holds()).isFalse();
        assertThat(report.isReady().holds()).isTrue();
        assertThat(report.isAvailable().holds()).isFalse();
        assertThat(List.of(report.isReady(), report.isAvailable())).allSatisfy(verdict -> {
            assertThat(verdict.reason()).isEqualTo(Reason.STOP_REQUESTED);
            assertThat(verdict.message())
                    .isEqualTo("The annotation workerapp.dev/stopped-slots names all slots, so the app has no worker.");
        });
    }

    @Test
    void aScaleToZeroStopsNothing() {
        assertThat(World.app().stopping(0).report().isAvailable().holds()).isTrue();
    }
}
