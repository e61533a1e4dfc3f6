package dev.workerapp.planner;

import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 8: a limit that every worker comes over again does not replace workers for ever. */
class RecycleBrakeTest {

    private static World limited(String... slots) {
        return app(slots).stable("A").limit(Reason.MAX_MEMORY, "512Mi");
    }

    @Test
    void aWorkerThatComesOverTheLimitSoonIsRecordedAndReplaced() {
        World world = limited("A available over=MAX_MEMORY");

        List<String> actions = world.actions();

        assertThat(actions)
                .containsExactly(
                        "record 0/A#1 over {MAX_MEMORY=512Mi} MAX_MEMORY",
                        "create 0/A#2 MAX_MEMORY MAX_MEMORY#1/512Mi");
    }

    @Test
    void itIsRecordedWhenItIsSeenThoughTheWorkerIsTooYoungToBeReplaced() {
        World world = limited("A ready 420 over=MAX_MEMORY");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("record 0/A#1 over {MAX_MEMORY=512Mi} MAX_MEMORY");
    }

    @Test
    void itIsRecordedOnce() {
        World world = limited("A ready 420 over=MAX_MEMORY row=MAX_MEMORY#0/512Mi@400");

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void whatIsRecordedInTimeCountsHoweverLateTheReplacementStarts() {
        World world = limited("A ready 90000 created=99999 over=MAX_MEMORY row=MAX_MEMORY#1/512Mi@400");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 MAX_MEMORY MAX_MEMORY#2/512Mi");
    }

    @Test
    void theThirdIsReplaced() {
        World world = limited("A available over=MAX_MEMORY row=MAX_MEMORY#2/512Mi@400");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 MAX_MEMORY MAX_MEMORY#3/512Mi");
    }

    @Test
    void theOneAfterThreeIsReportedAndStays() {
        World world = limited("A available over=MAX_MEMORY row=MAX_MEMORY#3/512Mi");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("record 0/A#1 over {MAX_MEMORY=512Mi} RECYCLE_FUTILE");
    }

    @Test
    void theSlotTellsWhyItsWorkerStays() {
        World world = limited("A available over=MAX_MEMORY row=MAX_MEMORY#3/512Mi@420");

        Report report = world.report();

        assertThat(world.actions()).isEmpty();
        assertThat(report.word()).isEqualTo(Report.Word.READY);
        assertThat(report.slots())
                .extracting(Report.SlotReport::reason, Report.SlotReport::message)
                .containsExactly(tuple(
                        Reason.RECYCLE_FUTILE,
                        "The worker came over recycle.maxMemory (512Mi) 7 min after it had become available, as the 3"
                                + " workers before it in its slot had come over it soon. Replacing it gains nothing, so it"
                                + " stays. Raise recycle.maxMemory, or run a version that keeps within it."));
    }

    @Test
    void theOneThatStaysHoldsNoOtherSlotUp() {
        World world = limited(
                "A available over=MAX_MEMORY row=MAX_MEMORY#3/512Mi@420",
                "A available over=MAX_MEMORY row=MAX_MEMORY#0/512Mi@420");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 MAX_MEMORY MAX_MEMORY#1/512Mi");
    }

    @ParameterizedTest
    @CsvSource({"1799, true", "1800, false"})
    void aWorkerThatComesOverTheLimitLaterEndsTheRow(long age, boolean isSoon) {
        World world = limited("A ready " + age + " created=99999 over=MAX_MEMORY row=MAX_MEMORY#2/512Mi");

        List<String> actions = world.actions();

        assertThat(actions).last().isEqualTo("create 0/A#2 MAX_MEMORY" + (isSoon ? " MAX_MEMORY#3/512Mi" : ""));
    }

    @Test
    void theOneAfterThreeIsReplacedIfItComesOverTheLimitLater() {
        World world = limited("A ready 1800 created=99999 over=MAX_MEMORY row=MAX_MEMORY#3/512Mi");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 MAX_MEMORY");
    }

    @ParameterizedTest
    @CsvSource({
        "A ready 599, true",
        "A ready 600, false",
        // It was unready meanwhile, so nobody knows how long its start took.
        "A recovered 900, false",
    })
    void requestsAreServedSoonWithinTenMinutesOrTwentyTimesTheStart(String worker, boolean isSoon) {
        World world = app(worker + " over=MAX_REQUESTS").stable("A").limit(Reason.MAX_REQUESTS, "1000");

        List<String> actions = world.actions();

        assertThat(actions.contains("record 0/A#1 over {MAX_REQUESTS=1000} MAX_REQUESTS"))
                .isEqualTo(isSoon);
    }

    @Test
    void timeCountsFromTheLastStartOfTheContainer() {
        World world = limited("A recovered 1700 created=99999 crashed=1 since=1705 over=MAX_MEMORY");

        List<String> actions = world.actions();

        assertThat(actions).contains("record 0/A#1 over {MAX_MEMORY=512Mi} MAX_MEMORY");
    }

    @Test
    void anotherLimitStartsTheCountAgain() {
        World world = app("A available over=MAX_MEMORY row=MAX_MEMORY#3/512Mi@420")
                .stable("A")
                .limit(Reason.MAX_MEMORY, "600Mi");

        List<String> actions = world.actions();

        assertThat(actions)
                .containsExactly(
                        "record 0/A#1 over {MAX_MEMORY=600Mi} MAX_MEMORY",
                        "create 0/A#2 MAX_MEMORY MAX_MEMORY#1/600Mi");
    }

    @Test
    void anotherRevisionStartsTheCountAgain() {
        World world = limited("A available over=MAX_MEMORY row=MAX_MEMORY#3/512Mi@420")
                .asks("B");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/B#2 OUTDATED");
    }

    @ParameterizedTest
    @CsvSource({
        "A ending 5 row=MAX_MEMORY#2/512Mi@420, MAX_MEMORY#3/512Mi",
        "A ending 5 row=MAX_MEMORY#2/512Mi, MAX_MEMORY#2/512Mi",
        "A ended 5 row=MAX_MEMORY#3/512Mi@420, attempt 1 MAX_MEMORY#3/512Mi",
    })
    void whateverFollowsInTheSlotRemembersIt(String before, String remembered) {
        World world = limited(before);

        List<String> actions = world.actions();

        assertThat(actions).anyMatch(action -> action.matches("create 0/A#2 EMPTY_SLOT(.*)" + remembered));
    }

    @Test
    void aReplacementThatFailsCountsNothing() {
        World world = limited("A available over=MAX_MEMORY row=MAX_MEMORY#1/512Mi@420 postponed=600,"
                + " A ending 5 for=MAX_MEMORY row=MAX_MEMORY#2/512Mi");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#3 MAX_MEMORY MAX_MEMORY#2/512Mi");
    }

    @Test
    void aWorkerThatStaysForOneLimitIsReplacedForAnother() {
        World world = limited("A available over=MAX_MEMORY+MAX_HEAP row=MAX_MEMORY#3/512Mi@420")
                .limit(Reason.MAX_HEAP, "85%");

        List<String> actions = world.actions();

        assertThat(actions)
                .containsExactly(
                        "record 0/A#1 over {MAX_HEAP=85%} MAX_HEAP",
                        "create 0/A#2 MAX_HEAP MAX_HEAP#1/85% MAX_MEMORY#3/512Mi");
    }

    @Test
    void aWorkerThatStaysForALimitIsReplacedForItsAge() {
        World world = limited("A available over=MAX_MEMORY row=MAX_MEMORY#3/512Mi@420")
                .maxAge(1000);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 MAX_AGE MAX_MEMORY#3/512Mi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A available over=MAX_MEMORY", "A available over=MAX_MEMORY row=MAX_MEMORY#3/512Mi@420"})
    void withoutALimitNothingIsCounted(String worker) {
        World world = app(worker).stable("A");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 MAX_MEMORY");
    }
}
