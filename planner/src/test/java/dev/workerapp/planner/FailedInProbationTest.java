package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rule 5: a revision that fails in the probation after its reload is not stable any more, nor when it is tried again. */
class FailedInProbationTest {

    /** A is stable, B has completed its reload and failed in the probation after it, and its mark is gone. */
    private static World afterB(String... slots) {
        return app(slots).stable("A").stable("B").failed("B").cleared("B").probation(10);
    }

    @Test
    void theFormerOneIsStableFromTheMarkOn() {
        World world = app("B unready 1 exits=3 recorded=0")
                .stable("A")
                .stable("B")
                .stableSince("B", 9)
                .asks("B")
                .probation(10);

        assertThat(world.report().stableRevision()).contains("A");
        assertThat(world.report().targetRevision()).isEqualTo("A");
    }

    @Test
    void theFormerOneStaysStableWhenAnotherOneIsAskedFor() {
        World world =
                app("A available").stable("A").stable("B").failed("B").asks("C").probation(10);

        assertThat(world.actions()).containsExactly("clear B ASKED_ANEW", "create 0/C#2 OUTDATED");
        assertThat(world.report().stableRevision()).contains("A");
        assertThat(afterB("A available").asks("C").report().stableRevision()).contains("A");
    }

    @Test
    void aWorkerOfTheFormerOneThatFlapsIsKeptThen() {
        World world = afterB("A available", "A unready 5").asks("C");

        assertThat(world.actions()).containsExactly("create 1/C#2 OUTDATED");
    }

    @Test
    void emptySlotsTakeTheFormerOneThen() {
        World world = afterB("A available", "").asks("C");

        assertThat(world.actions()).startsWith("create 1/A#1 EMPTY_SLOT");
    }

    @Test
    void theNextOneThatFailsGoesBackToTheFormerOne() {
        World world = afterB("A available", "A available, C crashing").asks("C");

        assertThat(world.actions()).containsExactly("mark C failed CRASH_LOOP", "delete 1/C#2 REVISION_FAILED");
        assertThat(world.report().targetRevision()).isEqualTo("A");
    }

    @Test
    void whatIsTriedAgainUnderAnotherPolicyIsTriedByOneWorkerOnTrial() {
        World world = afterB("A available", "A available, B ready 9").asks("B").parallel(2);

        assertThat(world.actions()).isEmpty();
        assertThat(world.report().stableRevision()).contains("A");
    }

    @Test
    void whatIsTriedAgainGoesBackWhenItFailsAgain() {
        World world = afterB("A available", "A available, B crashing").asks("B");

        assertThat(world.actions()).containsExactly("mark B failed CRASH_LOOP", "delete 1/B#2 REVISION_FAILED");
    }

    @Test
    void whatIsTriedAgainIsStableWhenItHasCompletedAReload() {
        World world = afterB("B available", "B available").asks("B");

        assertThat(world.actions()).containsExactly("mark B stable 2");
    }

    @Test
    void aReloadByRequestGoesBackToTheFormerOneWhenItFails() {
        World world = app("A available", "A available, C crashing")
                .stable("A")
                .stable("B")
                .failed("B")
                .sameContent("C", "B")
                .asks("C")
                .probation(10);

        assertThat(world.actions())
                .containsExactly("mark C failed CRASH_LOOP", "clear B ASKED_ANEW", "delete 1/C#2 REVISION_FAILED");
    }

    @Test
    void itsWorkersThatServeAreKeptUntilTheyAreReplacedThoughItsMarkIsGone() {
        World world = afterB("B ready 3").asks("C");

        assertThat(world.actions()).containsExactly("create 0/C#2 OUTDATED");
    }
}
