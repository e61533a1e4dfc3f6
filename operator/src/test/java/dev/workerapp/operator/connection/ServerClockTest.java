package dev.workerapp.operator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ServerClockTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final ServerClock clock = new ServerClock(InstantSource.fixed(NOW));

    private void answers(Duration... offsets) {
        for (Duration offset : offsets) {
            clock.answered(NOW.plus(offset));
        }
    }

    @Test
    void it_is_this_machines_while_the_server_has_said_nothing() {
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void what_whole_seconds_and_the_way_can_explain_is_no_offset() {
        answers(Duration.ofMillis(-1900), Duration.ofMillis(900), Duration.ofMillis(-500));

        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void a_machine_that_is_an_hour_ahead_has_the_servers_time_from_the_first_answer_on() {
        answers(Duration.ofHours(-1));

        assertThat(clock.instant()).isBetween(NOW.minusSeconds(3600), NOW.minusSeconds(3599));
    }

    @Test
    void one_odd_answer_among_several_moves_nothing() {
        answers(Duration.ZERO, Duration.ZERO, Duration.ofHours(2), Duration.ZERO);

        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void a_clock_that_was_set_right_meanwhile_is_believed_again() {
        answers(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
        answers(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        assertThat(clock.instant()).isEqualTo(NOW);
    }
}
