package dev.workerapp.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LongSummaryStatistics;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OwnLimitTest {

    @Test
    void workers_reach_a_limit_one_after_the_other_and_none_goes_over_it() {
        LongSummaryStatistics own = LongStream.range(0, 1000)
                .map(number -> OwnLimit.of(10_000, new UUID(0, number).toString()))
                .summaryStatistics();

        assertThat(own.getMax()).isBetween(9_980L, 10_000L);
        assertThat(own.getMin()).isBetween(9_000L, 9_020L);
        assertThat(own.getAverage()).isBetween(9_450.0, 9_550.0);
    }

    @Test
    void it_is_always_the_same_for_a_worker() {
        assertThat(OwnLimit.of(10_000, "one")).isEqualTo(OwnLimit.of(10_000, "one"));
    }
}
