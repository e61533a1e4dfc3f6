package dev.workerapp.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.SlotMark.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 9: workers that say by their exit code that they are not to be started again. */
class StoppedSlotsTest {

    private static World serving(String... slots) {
        return World.app(slots).stable("A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A running 5 crashed=1 code=3 lasted=5000", "A crashing crashed=1 code=3"})
    void aWorkerThatSaysSoByItsExitCodeIsNotStartedAgain(String worker) {
        World world = serving(worker + " was-ready recorded=0").stopExitCodes(0, 3);

        assertThat(world.actions())
                .containsExactly("mark 0/A STOPPED 0 tries 1 STOP_EXIT_CODE", "delete 0/A#1 STOP_EXIT_CODE");
    }

    /** Zero too, which an app that has nothing more to do ends with. */
    @Test
    void eachCodeThatIsListedIsSuchAWordAndNoOther() {
        for (int code = 0; code <= 255; code++) {
            World world =
                    serving("A crashing crashed=1 code=" + code + " recorded=0").stopExitCodes(0, 3, 143);

            assertThat(world.actions().contains("delete 0/A#1 STOP_EXIT_CODE"))
                    .as("code %s", code)
                    .isEqualTo(code == 0 || code == 3 || code == 143);
        }
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
                .isEqualTo("The worker ended with one of restartPolicy.stopExitCodes. container worker exited."));
    }
}
