package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.ReloadReport.Phase;
import dev.workerapp.planner.ReloadReport.Trigger;
import dev.workerapp.planner.Report.Word;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's request to go back. */
class UndoTest {

    private static World completed(String... slots) {
        return app(slots).stable("A").stable("B").asks("B");
    }

    private static String answer(World world) {
        return world.plan().actions().stream()
                .flatMap(action -> action instanceof Action.AnswerUndo answer ? Stream.of(answer) : Stream.of())
                .findFirst()
                .map(answer -> answer.answer().words())
                .orElseThrow();
    }

    @Test
    void whatHasCompletedGoesBackToWhatWasStableBeforeReplacementFirst() {
        World world = completed("B available", "B available").undo("1");

        assertThat(world.actions()).containsExactly("answer 1 on B UNDONE to A", "create 1/A#2 UNDONE");
    }

    @Test
    void aReloadUnderWayGoesBackAndWhatWasOnlyOnItsWayGoesAtOnce() {
        World world = app("A available", "A available, B running 5", "B available")
                .stable("A")
                .asks("B")
                .undo("1");

        assertThat(world.actions()).containsExactly("answer 1 on B UNDONE to A", "delete 1/B#2 UNDONE");
    }

    @ParameterizedTest
    @EnumSource(OnFailure.class)
    void itIsFollowedWhateverAFailureLeadsTo(OnFailure onFailure) {
        World world = app("A available", "A available, B crashing")
                .stable("A")
                .asks("B")
                .onFailure(onFailure)
                .undo("1");

        assertThat(world.actions()).containsExactly("answer 1 on B UNDONE to A", "delete 1/B#2 UNDONE");
    }

    @Test
    void itIsFollowedThoughNoWorkerOfTheOtherRevisionServes() {
        World world = app("A unready 5, B crashing").stable("A").asks("B").undo("1");

        assertThat(world.actions()).startsWith("answer 1 on B UNDONE to A", "delete 0/B#2 UNDONE");
    }

    @Test
    void itHeedsNeitherPauseNorPartition() {
        World world = completed("B available").undo("1").paused().partition(1);

        assertThat(world.actions()).containsExactly("answer 1 on B UNDONE to A", "create 0/A#2 UNDONE");
    }

    @Test
    void anotherTokenOfTheSameContentIsNoWayBack() {
        World world = app("C available")
                .stable("A")
                .stable("B")
                .stable("C")
                .sameContent("C", "B")
                .asks("C")
                .undo("1");

        assertThat(world.actions()).startsWith("answer 1 on C UNDONE to A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "65"})
    void aRevisionIsNamedByItsNameOrNumber(String to) {
        World world =
                app("C available").stable("A").stable("B").stable("C").asks("C").undo("1", to);

        assertThat(world.actions()).containsExactly("answer 1 on C UNDONE to A", "create 0/A#2 UNDONE");
    }

    @Test
    void oneThatWasNeverStableMayBeNamedAndIsStableWhenItServes() {
        World world =
                app("C available").stable("A").stable("C").asks("B").asks("C").undo("1", "B");

        assertThat(world.actions()).containsExactly("answer 1 on C UNDONE to B", "create 0/B#2 UNDONE");
        assertThat(app("B available")
                        .stable("A")
                        .asks("C")
                        .undone("C", "1", "B")
                        .undo("1")
                        .actions())
                .containsExactly("mark B stable 2");
    }

    @Test
    void aRequestIsAnsweredOnceAlsoWhenItsAnnotationIsRemoved() {
        World world = app("A available").stable("A").asks("B").undone("B", "1", "A");

        assertThat(world.undo("1").actions()).isEmpty();
        assertThat(world.undo("").actions()).isEmpty();
    }

    @Test
    void aRequestThatWasAnsweredAsksForNothingOfTheNextRevision() {
        World world =
                app("A available").stable("A").undone("B", "1", "A").asks("C").undo("1");

        assertThat(world.actions()).containsExactly("clear B ASKED_ANEW", "create 0/C#2 OUTDATED");
        assertThat(world.plan().neededRevisions()).containsExactlyInAnyOrder("A", "B", "C");
    }

    @Test
    void anotherRequestGoesElsewhere() {
        World world = app("B available")
                .stable("A")
                .stable("B")
                .asks("C")
                .undone("C", "1", "B")
                .undo("2", "A");

        assertThat(world.actions()).containsExactly("answer 2 on C UNDONE to A", "create 0/A#2 UNDONE");
    }

    @Test
    void whatIsSoAlreadyIsAnsweredAndNothingElseIsDone() {
        World failed =
                app("A available").stable("A").asks("B").failed("B", "crashed").undo("1");
        World undone =
                app("A available").stable("A").asks("B").undone("B", "1", "A").undo("2");
        World asked = app("A available").stable("A").undo("1", "A");

        assertThat(failed.actions()).containsExactly("answer 1 on B NOTHING_TO_UNDO");
        assertThat(undone.actions()).containsExactly("answer 2 on B NOTHING_TO_UNDO to A");
        assertThat(asked.actions()).containsExactly("answer 1 on A NOTHING_TO_UNDO");
        assertThat(answer(failed)).isEqualTo("The app runs revision A already, or goes back to it.");
        assertThat(undone.report().stalled().message()).contains("ann asked to undo it (1).");
    }

    @Test
    void whatIsNotKeptIsAnsweredInPlainWords() {
        World world = completed("B available").undo("1", "7").image("B", "shop:2");

        assertThat(world.actions()).containsExactly("answer 1 on B UNDO_NOT_POSSIBLE");
        assertThat(answer(world))
                .isEqualTo("workerapp.dev/undo-to is 7, which is neither the number nor the name of a revision that is"
                        + " kept. These are kept: 66 (B (image shop:2)), 65 (A).");
        assertThat(world.report().isReady().holds()).isTrue();
    }

    @Test
    void whatWasGivenUpIsTriedAgainByAReloadAlone() {
        World world =
                app("A available").stable("A").asks("B").undone("B", "1", "A").undo("2", "B");

        assertThat(world.actions()).containsExactly("answer 2 on B UNDO_NOT_POSSIBLE to A");
        assertThat(answer(world)).contains("request a reload");
    }

    @Test
    void aFirstStartHasNothingBeforeIt() {
        World world = app("A running 5").undo("1");

        assertThat(world.actions()).containsExactly("answer 1 on A UNDO_NOT_POSSIBLE");
        assertThat(answer(world)).startsWith("No other version than that of revision A has completed a reload.");
    }

    @Test
    void anAppThatIsSuspendedGoesBackWhenItIsResumed() {
        World world = app("").stable("A").stable("B").asks("B").undo("1");

        assertThat(world.suspended().actions()).containsExactly("answer 1 on B UNDONE to A");
        assertThat(app("").stable("A").asks("B").undone("B", "1", "A").actions())
                .containsExactly("create 0/A#1 EMPTY_SLOT");
    }

    @Test
    void theWayBackStopsWhereItFails() {
        World world = app("C available", "C available, B crashing")
                .stable("A")
                .stable("B")
                .asks("C")
                .undone("C", "1", "B");

        assertThat(world.actions()).isEmpty();
        assertThat(world.report().stalled().message())
                .contains("It goes back to revision B", "That has stopped. ", "request a reload");
    }

    @Test
    void theMarkFallsWhenTheAppAsksForSomethingElse() {
        World world = app("A available").stable("A").undone("B", "1", "A").asks("A");

        assertThat(world.actions()).containsExactly("clear B ASKED_ANEW");
    }

    @Test
    void whatIsGoneBackToAndWhatIsStableAreKept() {
        World world = app("C available").stable("A").stable("B").asks("C").undone("C", "1", "A");

        assertThat(world.plan().neededRevisions()).containsExactlyInAnyOrder("A", "B", "C");
    }

    @Test
    void whatIsGoneBackToAndIsNotKeptAnyMoreIsTheStableOne() {
        World world = app("A available").stable("A").asks("B").undone("B", "1", "Z");

        assertThat(world.actions()).isEmpty();
    }

    @Test
    void itIsReportedAsWhatItIs() {
        World world = app("A available").stable("A").image("A", "shop:1").image("B", "shop:2");
        Report report = world.asks("B").undone("B", "1", "A").report();

        assertThat(report.word()).isEqualTo(Word.ROLLED_BACK);
        assertThat(report.isAvailable().holds()).isTrue();
        assertThat(report.isReady().holds()).isFalse();
        assertThat(report.stalled().reason()).isEqualTo(Reason.ROLLED_BACK);
        assertThat(report.stalled().message())
                .isEqualTo("The app asks for revision B (image shop:2), but revision A (image shop:1) serves: ann asked"
                        + " to undo it (1). Change the spec, or request a reload to try the same again.");
    }

    @Test
    void goingBackIsAReloadOfItsOwn() {
        World world = completed("B available")
                .lastReload(Trigger.CHANGE, "B", Phase.COMPLETE, true)
                .undone("B", "1", "A");
        World back = completed("A available")
                .lastReload(Trigger.UNDO, "A", Phase.RUNNING, false)
                .undone("B", "1", "A");

        assertThat(world.report().reload().orElseThrow())
                .extracting(ReloadReport::trigger, ReloadReport::revision, ReloadReport::phase)
                .isEqualTo(List.of(Trigger.UNDO, "A", Phase.RUNNING));
        assertThat(back.report().reload().orElseThrow())
                .extracting(ReloadReport::trigger, ReloadReport::phase)
                .isEqualTo(List.of(Trigger.UNDO, Phase.ROLLED_BACK));
    }
}
