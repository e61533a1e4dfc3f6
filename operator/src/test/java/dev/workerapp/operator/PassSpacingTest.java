package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PassSpacingTest {

    // A clock that has just come to its end and goes on below zero, as System.nanoTime may.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    private final PassSpacing spacing = new PassSpacing(Duration.ofMillis(100), nanos::get);
    private final PassSpacing.LastPass app = spacing.initState();

    @Test
    void the_first_event_is_not_delayed() {
        assertThat(spacing.isLimited(app)).isEmpty();
    }

    @Test
    void the_next_pass_waits_for_what_is_left_of_the_time() {
        assertThat(spacing.isLimited(app)).isEmpty();

        pass(Duration.ofMillis(30));

        assertThat(spacing.isLimited(app)).contains(Duration.ofMillis(70));
    }

    @Test
    void events_that_come_meanwhile_do_not_make_it_longer() {
        assertThat(spacing.isLimited(app)).isEmpty();

        pass(Duration.ofMillis(60));
        assertThat(spacing.isLimited(app)).contains(Duration.ofMillis(40));
        pass(Duration.ofMillis(40));

        assertThat(spacing.isLimited(app)).isEmpty();
        assertThat(spacing.isLimited(app)).contains(Duration.ofMillis(100));
    }

    @Test
    void apps_do_not_wait_for_each_other() {
        assertThat(spacing.isLimited(app)).isEmpty();

        assertThat(spacing.isLimited(spacing.initState())).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
