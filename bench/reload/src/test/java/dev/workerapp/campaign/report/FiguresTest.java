package dev.workerapp.campaign.report;

import static dev.workerapp.campaign.report.Exchanges.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.campaign.load.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void percentiles_are_the_smallest_values_that_so_many_do_not_exceed() {
        long[] hundred = LongStream.rangeClosed(1, 100).map(n -> n * 1000).toArray();

        assertThat(Figures.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Figures.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Figures.percentile(hundred, 100)).isEqualTo(100);
        assertThat(Figures.percentile(new long[] {7000}, 50)).isEqualTo(7);
        assertThat(Figures.percentile(new long[0], 99)).isZero();
    }

    @Test
    void failures_are_counted_by_kind() {
        var all = List.of(
                exchange(0, 1, Outcome.OK),
                exchange(1, 2, Outcome.REFUSED),
                exchange(2, 3, Outcome.REFUSED),
                exchange(3, 4, Outcome.TIMEOUT));

        Figures figures = Figures.of(all, exchange -> exchange.due() < 3_000_000);

        assertThat(figures.sent()).isEqualTo(3);
        assertThat(figures.failed()).isEqualTo(Map.of("REFUSED", 2L));
        assertThat(figures.failedSum()).isEqualTo(2);
        assertThat(figures.max()).isEqualTo(1000);
    }
}
