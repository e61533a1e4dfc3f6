package dev.workerapp.planner;

import static dev.workerapp.planner.World.NOW;
import static dev.workerapp.planner.World.app;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.SlotMark.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 8: all workers are replaced by a schedule. */
class ScheduleTest {

    /** Half an hour before now. */
    private static final String LATELY = "30 23 * * *";

    private static final long HALF_AN_HOUR = 1800;
    private static final long DAY = 86_400;
    private static final Instant TICK = NOW.minusSeconds(HALF_AN_HOUR);

    @Test
    void workersFromBeforeTheTickAreReplacedBeginningWithTheHighest() {
        World world = app(old(), old(), old()).stable("A").parallel(3).schedule(LATELY);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 2/A#2 SCHEDULED since " + TICK);
    }

    @Test
    void workersThatWereThereBeforeTheScheduleAreReplacedToo() {
        World world = app("A available").stable("A").schedule(LATELY);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 SCHEDULED since " + TICK);
    }

    @Test
    void asManyAreReplacedAtOnceAsHaveBeenUpToParallel() {
        World world = app(old(), old(), old(), fresh(), fresh(), fresh())
                .stable("A")
                .parallel(2)
                .schedule(LATELY)
                .begun(HALF_AN_HOUR);

        List<String> actions = world.actions();

        assertThat(actions)
                .containsExactly("create 2/A#2 SCHEDULED since " + TICK, "create 1/A#2 SCHEDULED since " + TICK);
    }

    @Test
    void theNextOneStartsBesideThoseUnderWay() {
        World world = app(old(), old(), old() + ", A running 5 for=SCHEDULED tick=1800", fresh(), fresh())
                .stable("A")
                .parallel(2)
                .schedule(LATELY)
                .begun(HALF_AN_HOUR);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 SCHEDULED since " + TICK);
    }

    @Test
    void aSlotThatIsDownHoldsTheRunUp() {
        World world = app(old(), "A unready 5 tick=1800", fresh())
                .stable("A")
                .schedule(LATELY)
                .begun(HALF_AN_HOUR);

        List<String> actions = world.actions();

        assertThat(actions).isEmpty();
    }

    @Test
    void moreUrgentReasonsComeBetween() {
        World world =
                app(old(), "A available tick=1800 over=MAX_HEAP").stable("A").schedule(LATELY);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 1/A#2 MAX_HEAP since " + TICK);
    }

    @Test
    void nobodyIsReplacedTwiceByOneTick() {
        World world = app(fresh(), fresh()).stable("A").schedule(LATELY).begun(HALF_AN_HOUR);

        Plan plan = world.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.report().schedule().map(ScheduleReport::replaced)).contains(2);
        assertThat(plan.wakeAt()).contains(NOW.plusSeconds(DAY - HALF_AN_HOUR));
    }

    @Test
    void aNewScheduleHasNoTicksInThePast() {
        World world = app(old()).stable("A").schedule(LATELY).hadNoSchedule();

        Plan plan = world.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.report().schedule())
                .contains(new ScheduleReport(
                        LATELY + " Z",
                        NOW,
                        Optional.of(NOW.plusSeconds(DAY - HALF_AN_HOUR)),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"1800, true", "1799, false"})
    void theTickIsOneIfTheScheduleWasInForce(long since, boolean isOne) {
        World world = app(old()).stable("A").schedule(LATELY).since(since);

        List<String> actions = world.actions();

        assertThat(actions).hasSize(isOne ? 1 : 0);
    }

    @Test
    void aRunThatCanNotBeginYetWaitsUntilItsDeadline() {
        World world = app(old()).stable("A").paused().schedule(LATELY);

        Plan plan = world.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.report().schedule()).hasValueSatisfying(report -> {
            assertThat(report.tick()).contains(TICK);
            assertThat(report.startedAt()).isEmpty();
            assertThat(report.skipped()).isEmpty();
        });
        assertThat(plan.wakeAt()).contains(NOW.plusSeconds(HALF_AN_HOUR));
    }

    @Test
    void whatCouldNotBeginIsSkippedAndSaysWhy() {
        World well = app(old()).stable("A").schedule("0 23 * * *");
        World paused = app(old()).stable("A").paused().schedule("0 23 * * *");
        World suspended = app("").stable("A").suspended().schedule("0 23 * * *");
        World reloading = app(old()).stable("A").asks("B").schedule("0 23 * * *");
        World down = app(old(), "A unready 5").stable("A").schedule("0 23 * * *");

        assertThat(well.actions()).isEmpty();
        assertThat(skipped(well)).contains(Reason.RUN_MISSED);
        assertThat(skipped(paused)).contains(Reason.PAUSED);
        assertThat(skipped(suspended)).as("no worker is there to be replaced").isEmpty();
        assertThat(skipped(reloading)).contains(Reason.RELOADING);
        assertThat(skipped(down)).contains(Reason.SLOTS_UNAVAILABLE);
    }

    @Test
    void whatWasSkippedIsNotMadeUp() {
        World world = app(old()).stable("A").schedule(LATELY).skipped(HALF_AN_HOUR, Reason.PAUSED);

        assertThat(world.actions()).isEmpty();
        assertThat(skipped(world)).contains(Reason.PAUSED);
    }

    @Test
    void aRunThatHasBegunIsFinishedAfterItsDeadline() {
        World world = app(old()).stable("A").schedule("0 20 * * *").begun(4 * 3600);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 SCHEDULED since " + NOW.minusSeconds(4 * 3600));
    }

    @Test
    void thatARunHasBegunIsKnownByTheWorkersThatItHasStarted() {
        World world =
                app(old(), "A available for=SCHEDULED tick=14400").stable("A").schedule("0 20 * * *");

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 SCHEDULED since " + NOW.minusSeconds(4 * 3600));
    }

    @Test
    void ofSeveralTicksOnlyTheLatestIsRun() {
        World world =
                app("A available tick=864000").stable("A").schedule(LATELY).begun(5 * DAY + HALF_AN_HOUR);

        assertThat(world.actions()).containsExactly("create 0/A#2 SCHEDULED since " + TICK);
        assertThat(world.report().schedule().flatMap(ScheduleReport::tick)).contains(TICK);
    }

    @Test
    void aClockThatIsSetBackMakesNoRunAndNoLoop() {
        World world = app("A available tick=-3600 over=MAX_HEAP")
                .stable("A")
                .schedule("0 1 * * *")
                .begun(-3600);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("create 0/A#2 MAX_HEAP since " + NOW.plusSeconds(3600));
    }

    @Test
    void aYoungWorkerWaits() {
        World world = app("A ready 599 tick=90000").stable("A").schedule(LATELY);

        Plan plan = world.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.wakeAt()).contains(NOW.plusSeconds(1));
    }

    @Test
    void withoutOverlapSlotsAreEmptiedOneByOneAtFirst() {
        World world = app(old(), old()).stable("A").parallel(2).withoutOverlap().schedule(LATELY);

        List<String> actions = world.actions();

        assertThat(actions).containsExactly("delete 1/A#1 SCHEDULED");
    }

    @Test
    void aRunForWhichNoWorkerIsLeftIsDoneAndNotSkipped() {
        World world = app(fresh(), fresh()).stable("A").paused().schedule("0 23 * * *");

        ScheduleReport report = world.report().schedule().orElseThrow();

        assertThat(report.skipped()).isEmpty();
        assertThat(report.startedAt()).contains(NOW);
        assertThat(report.replaced()).isEqualTo(2);
    }

    @Test
    void aSlotThatIsStoppedOnPurposeHoldsNoRunUp() {
        World world = app(old(), "")
                .stable("A")
                .stopExitCodes(3)
                .marked(1, "A", Kind.STOPPED, 1, 99_999)
                .schedule(LATELY);

        assertThat(world.actions()).containsExactly("create 0/A#2 SCHEDULED since " + TICK);
    }

    private static Optional<Reason> skipped(World world) {
        return world.report().schedule().flatMap(ScheduleReport::skipped);
    }

    private static String old() {
        return "A available tick=" + (DAY + HALF_AN_HOUR);
    }

    private static String fresh() {
        return "A available tick=" + HALF_AN_HOUR;
    }
}
