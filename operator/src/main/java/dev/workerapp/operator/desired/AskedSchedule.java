package dev.workerapp.operator.desired;

import dev.workerapp.crd.Recycle;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecyclePolicy.Schedule;
import dev.workerapp.planner.cron.CronSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schedule by which an app asks for its workers to be replaced. The API server sees only its form; one that can't be understood
 * replaces nobody, and holds nothing else of the app up.
 *
 * @param schedule the schedule; empty if there is none, or it can't be understood
 * @param problem why it can't be understood
 */
public record AskedSchedule(Optional<Schedule> schedule, Optional<Problem> problem) {

    private static final String UTC = "UTC";

    /** That of an app. */
    public static AskedSchedule by(WorkerApp app) {
        return of(app.getSpec().recycle());
    }

    static AskedSchedule of(@Nullable Recycle recycle) {
        String cron = recycle == null ? null : recycle.schedule();
        if (recycle == null || cron == null) {
            return new AskedSchedule(Optional.empty(), Optional.empty());
        }
        String zone = recycle.timeZone() == null ? UTC : recycle.timeZone();
        try {
            return new AskedSchedule(
                    Optional.of(new Schedule(
                            CronSchedule.parse(cron),
                            ZoneId.of(zone),
                            Duration.ofSeconds(recycle.startingDeadlineSeconds()))),
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            return invalid("recycle.schedule: " + e.getMessage());
        } catch (DateTimeException e) {
            return invalid("recycle.timeZone: the operator knows no time zone " + zone
                    + ". Give a name of the IANA database, such as Europe/Berlin.");
        }
    }

    private static AskedSchedule invalid(String why) {
        return new AskedSchedule(Optional.empty(), Optional.of(new Problem(Reason.SCHEDULE_INVALID, why)));
    }
}
