package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which revisions must be kept though nothing runs them. */
class NeededRevisionsTest {

    private static World reloaded(long secondsAgo) {
        return app("C available")
                .stable("A")
                .stable("B")
                .stable("C")
                .stableSince("C", secondsAgo)
                .asks("C")
                .probation(10);
    }

    @Test
    void whatIsAskedForAndWhatIsStableAreNeeded() {
        World world = app("").wants(0).stable("A").stable("B").asks("C");

        assertThat(world.plan().neededRevisions()).containsExactlyInAnyOrder("B", "C");
    }

    @Test
    void inTheProbationAfterAReloadWhatIsGoneBackToIsNeeded() {
        assertThat(reloaded(9).plan().neededRevisions()).containsExactlyInAnyOrder("B", "C");
    }

    @Test
    void afterTheProbationItIsNot() {
        assertThat(reloaded(10).plan().neededRevisions()).containsExactly("C");
    }

    @Test
    void whatHasFailedAndIsNotAskedForIsNotNeeded() {
        World world = app("A available").stable("A").stable("B").failed("B").asks("A");

        assertThat(world.plan().neededRevisions()).containsExactly("A");
    }
}
