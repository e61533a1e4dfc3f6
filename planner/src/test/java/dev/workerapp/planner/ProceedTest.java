package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 5, Proceed: as PM2 does. */
class ProceedTest {

    @Test
    void aReplacementThatHadItsTimeCountsAsAvailable() {
        World world = app("A available, B running 60").stable("A").asks("B").onFailure(OnFailure.PROCEED);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 PROCEEDED");
    }

    @Test
    void aReplacementHasItsTime() {
        World world = app("A available, B running 59").stable("A").asks("B").onFailure(OnFailure.PROCEED);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void theReloadGoesOnAfterIt() {
        World world = app("A available", "B unready 60").stable("A").asks("B").onFailure(OnFailure.PROCEED);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @Test
    void theBudgetGrowsOnlyWithWorkersThatAreAvailable() {
        World world = app("A available", "A available", "B unready 60", "B unready 60")
                .stable("A")
                .asks("B")
                .parallel(2)
                .onFailure(OnFailure.PROCEED);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#2 OUTDATED");
    }

    @Test
    void theReloadCompletes() {
        World world = app("B unready 60").stable("A").asks("B").onFailure(OnFailure.PROCEED);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("mark B stable 2");
    }

    @Test
    void aReplacementThatIsAvailableIsAskedForAtTheLastMoment() {
        World world = app("A available, B available").stable("A").asks("B").onFailure(OnFailure.PROCEED);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 REPLACED if 0/B#2");
    }

    @Test
    void whatIsRefusedIsTriedForEver() {
        World world = app("A available")
                .stable("A")
                .asks("B")
                .refused(0, "B", Reason.CREATE_REFUSED, 400)
                .onFailure(OnFailure.PROCEED);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }
}
