package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Recycle;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecyclePolicy.Schedule;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AskedScheduleTest {

    @Test
    void aScheduleIsThatOfUtcIfNothingElseIsSaid() {
        assertThat(asked("30 4 * * 1-5", null).schedule().map(Schedule::text)).contains("30 4 * * 1-5 UTC");
        assertThat(asked("@daily", "Europe/Berlin").schedule().map(Schedule::text))
                .contains("@daily Europe/Berlin");
        assertThat(asked("@daily", null).schedule().map(Schedule::startingDeadline))
                .contains(Duration.ofHours(1));
    }

    @Test
    void withoutAScheduleThereIsNoneAndNoProblem() {
        assertThat(AskedSchedule.of(null)).isEqualTo(new AskedSchedule(Optional.empty(), Optional.empty()));
        assertThat(asked(null, null)).isEqualTo(new AskedSchedule(Optional.empty(), Optional.empty()));
    }

    @Test
    void whatCanNotBeUnderstoodIsAProblemThatNamesTheField() {
        AskedSchedule never = asked("0 0 30 2 *", null);
        AskedSchedule nowhere = asked("@daily", "Europe/Atlantis");

        assertThat(never.schedule()).isEmpty();
        assertThat(never.problem()).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.SCHEDULE_INVALID);
            assertThat(problem.message()).startsWith("recycle.schedule: ");
        });
        assertThat(nowhere.schedule()).isEmpty();
        assertThat(nowhere.problem())
                .contains(new Problem(
                        Reason.SCHEDULE_INVALID,
                        "recycle.timeZone: the operator knows no time zone Europe/Atlantis. Give a name of the IANA"
                                + " database, such as Europe/Berlin."));
    }

    @SuppressWarnings("NullAway") // The canonical constructor fills in the others.
    private static AskedSchedule asked(@Nullable String schedule, @Nullable String zone) {
        return AskedSchedule.of(new Recycle(null, null, null, schedule, zone, null, null, null));
    }
}
