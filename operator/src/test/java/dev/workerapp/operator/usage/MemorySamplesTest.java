package dev.workerapp.operator.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemorySamplesTest {

    private static final Instant START = Instant.parse("2026-01-02T03:00:00Z");

    private final MemorySamples samples = new MemorySamples();

    @Test
    void three_in_a_row_over_a_minute_are_over_a_limit() {
        add(0, 11);
        add(30, 11);
        assertThat(samples.stayAbove(10)).isFalse();

        add(60, 11);

        assertThat(samples.stayAbove(10)).isTrue();
        assertThat(samples.stayAbove(11)).isFalse();
    }

    @Test
    void three_within_less_than_a_minute_wait_for_a_fourth() {
        add(0, 11);
        add(15, 11);
        add(30, 11);
        assertThat(samples.stayAbove(10)).isFalse();

        add(60, 11);

        assertThat(samples.stayAbove(10)).isTrue();
    }

    @Test
    void two_over_a_minute_are_too_few() {
        add(0, 11);
        add(60, 11);

        assertThat(samples.stayAbove(10)).isFalse();
    }

    @Test
    void one_below_the_limit_begins_anew() {
        add(0, 11);
        add(30, 10);
        add(60, 11);
        add(90, 11);
        assertThat(samples.stayAbove(10)).isFalse();

        add(120, 11);

        assertThat(samples.stayAbove(10)).isTrue();
    }

    @Test
    void the_same_sample_again_is_no_other_one() {
        add(0, 11);
        add(0, 11);
        add(0, 11);
        add(60, 11);

        assertThat(samples.stayAbove(10)).isFalse();
    }

    @Test
    void what_is_not_measured_any_more_is_unknown_and_begins_anew() {
        add(0, 11);
        add(30, 11);
        add(60, 11);
        for (int i = 0; i < MemorySamples.MOST_ROUNDS; i++) {
            samples.missed();
        }
        assertThat(samples.isUnknown()).isFalse();
        assertThat(samples.stayAbove(10)).isTrue();

        add(60, 11);
        assertThat(samples.isUnknown()).isTrue();
        assertThat(samples.stayAbove(10)).isFalse();

        add(300, 11);
        assertThat(samples.isUnknown()).isFalse();
        assertThat(samples.stayAbove(10)).isFalse();
    }

    private void add(int seconds, long bytes) {
        samples.add(START.plusSeconds(seconds), bytes);
    }
}
