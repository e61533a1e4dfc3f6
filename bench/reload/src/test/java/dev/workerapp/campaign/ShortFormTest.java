package dev.workerapp.campaign;

import static dev.workerapp.campaign.plan.Contender.WORKER_APP;
import static dev.workerapp.campaign.plan.Server.JDK;
import static dev.workerapp.campaign.plan.Variant.LIBRARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.campaign.plan.Combination;
import dev.workerapp.campaign.plan.Event;
import dev.workerapp.campaign.report.Row;
import dev.workerapp.cluster.Kubernetes;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The campaign in a few minutes, by the same code: what is promised to lose nothing loses nothing, on a real cluster, with
 * GET and POST, slow requests and streams. What takes how long is not asserted: the machine may be busy.
 */
class ShortFormTest {

    private static final Kubernetes CLUSTER = new Kubernetes(System.getenv().getOrDefault("CLUSTER", "campaign"));

    /** A request may wait long on a busy machine: that is slow, but not lost. */
    private static final Campaign.Pace PACE = new Campaign.Pace(
            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(30));

    private static final int RATE = 200;
    private static final Campaign CAMPAIGN = new Campaign(CLUSTER, PACE, 20_261_124);

    @BeforeAll
    static void start() {
        // A run that was killed may have left one behind, with another version of the operator in it.
        CLUSTER.down();
        Main.start(CLUSTER, 1, "jdk");
    }

    @AfterAll
    static void stop() {
        CLUSTER.down();
    }

    @ParameterizedTest(name = "keep-alive: {0}")
    @ValueSource(booleans = {true, false})
    void reloads_lose_no_request_and_cut_no_stream(boolean keepAlive) {
        Row row = measure(keepAlive, Event.RELOAD, 3, 2);

        assertNothingLost(row);
        assertThat(row.streams().sent()).as("streams that the drain ended").isPositive();
        assertThat(row.slow().sent()).isPositive();
    }

    @Test
    void the_operator_dies_in_the_middle_of_a_reload_and_no_request_is_lost() {
        assertNothingLost(measure(false, Event.OPERATOR_KILLED, 3, 1));
    }

    @Test
    void workers_come_and_go_by_number_and_no_request_is_lost() {
        assertNothingLost(measure(true, Event.SCALE, 2, 1));
    }

    @Test
    void what_was_reloaded_is_undone_and_no_request_is_lost() {
        assertNothingLost(measure(true, Event.UNDONE, 2, 1));
    }

    @Test
    void a_worker_is_replaced_by_request_and_no_request_is_lost() {
        assertNothingLost(measure(false, Event.RECYCLED, 2, 1));
    }

    @Test
    void configuration_changes_and_no_request_is_lost() {
        assertNothingLost(measure(false, Event.CONFIG_CHANGED, 2, 1));
    }

    @Test
    void workers_are_replaced_by_a_schedule_and_no_request_is_lost() {
        assertNothingLost(measure(true, Event.SCHEDULED, 2, 1));
    }

    @Test
    void a_slot_is_errored_and_tried_again_and_no_request_is_lost() {
        assertNothingLost(measure(true, Event.ERRORED, 2, 1));
    }

    @Test
    void a_worker_that_is_killed_takes_with_it_what_was_in_flight_in_it() {
        Row row = measure(true, Event.WORKER_KILLED, 3, 1);

        assertThat(row.trouble()).isEmpty();
        assertThat(row.lostByKill()).as(() -> row.failures().toString()).containsEntry("other", 0L);
        assertThat(row.lost()).isLessThan(row.sent() / 2);
    }

    private static Row measure(boolean keepAlive, Event event, int instances, int times) {
        var combination = new Combination(WORKER_APP, JDK, LIBRARY, keepAlive, event, instances, times, RATE, 0);
        Row row = CAMPAIGN.measure(combination);
        System.out.println(row.key() + ": sent " + row.sent() + ", lost " + row.lost() + ", seconds " + row.seconds()
                + ", p99 steady " + row.steady().p99() + " ms, during "
                + row.during().p99() + " ms");
        assertThat(row.sent()).as("requests in one second and more").isGreaterThan(RATE);
        assertThat(row.seconds()).isNotEmpty();
        return row;
    }

    private static void assertNothingLost(Row row) {
        assertThat(row.trouble()).isEmpty();
        assertThat(row.lost()).as(() -> row.failures().toString()).isZero();
        assertThat(row.streams().failedSum())
                .as(() -> row.failures().toString())
                .isZero();
    }
}
