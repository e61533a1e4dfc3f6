package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 5, Halt: stop and leave it to be looked at. */
class HaltTest {

    @Test
    void noFurtherReplacementStarts() {
        World world = app("A available", "A available, B crashing", "B available", "B available")
                .stable("A")
                .asks("B")
                .parallel(3)
                .onFailure(OnFailure.HALT);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void aBrokenSlotWaitsToo() {
        World world = app("A crashing", "A available, B running 60", "B available")
                .stable("A")
                .asks("B")
                .onFailure(OnFailure.HALT);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void whatIsRefusedIsAskedForAgainSinceNothingElseTellsThatItMayStart() {
        World world = app("A available", "A available")
                .stable("A")
                .asks("B")
                .refused(1, "B", Reason.CREATE_REFUSED, 400)
                .onFailure(OnFailure.HALT);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/B#2 OUTDATED");
    }

    @Test
    void theReloadGoesOnWhenTheReplacementBecomesAvailableAfterAll() {
        World world = app("A available", "A available, B available")
                .stable("A")
                .asks("B")
                .onFailure(OnFailure.HALT);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 REPLACED if 1/B#2");
    }

    @Test
    void whatIsAvailableIsFinished() {
        World world = app("A available, B available", "A available, B crashing")
                .stable("A")
                .asks("B")
                .onFailure(OnFailure.HALT);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/A#1 REPLACED if 0/B#2");
    }

    @Test
    void emptySlotsAreFilled() {
        World world = app("", "A available, B crashing").stable("A").asks("B").onFailure(OnFailure.HALT);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#1 EMPTY_SLOT");
    }

    @Test
    void anotherRevisionStartsAtOnce() {
        World world = app("A available, B crashing").stable("A").asks("C").onFailure(OnFailure.HALT);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 0/B#2 SUPERSEDED");
    }
}
