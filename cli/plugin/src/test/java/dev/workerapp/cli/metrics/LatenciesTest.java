package dev.workerapp.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void interpolatesWithinTheBucket() {
        // 10 up to 0.1 s, 90 from there to 0.5 s.
        Latencies latencies = Latencies.of(Map.of(0.1, 10.0, 0.5, 100.0, 1.0, 100.0, INFINITY, 100.0));

        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.quantile(0.05).orElseThrow()).isEqualTo(0.05, within(1e-9));
        assertThat(latencies.quantile(0.5).orElseThrow()).isEqualTo(0.1 + 0.4 * 40 / 90, within(1e-9));
        assertThat(latencies.quantile(1).orElseThrow()).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void isInfiniteAboveTheLastBound() {
        Latencies latencies = Latencies.of(Map.of(30.0, 98.0, INFINITY, 100.0));

        assertThat(latencies.quantile(0.99)).hasValue(INFINITY);
        assertThat(latencies.quantile(0.5).orElseThrow()).isLessThan(30);
    }

    @Test
    void hasNoQuantileOfNoRequest() {
        assertThat(Latencies.NONE.quantile(0.99)).isEmpty();
        assertThat(Latencies.of(Map.of(0.1, 0.0, INFINITY, 0.0)).quantile(0.5)).isEmpty();
    }

    @Test
    void isAddedBeforeAQuantileIsTaken() {
        Latencies quick = Latencies.of(Map.of(0.1, 99.0, 1.0, 99.0, INFINITY, 99.0));
        Latencies slow = Latencies.of(Map.of(0.1, 0.0, 1.0, 1.0, INFINITY, 1.0));

        Latencies both = Latencies.NONE.plus(quick).plus(slow);

        assertThat(both.count()).isEqualTo(100);
        assertThat(both.quantile(0.99).orElseThrow()).isEqualTo(0.1, within(1e-9));
        assertThat(both.quantile(0.995).orElseThrow()).isEqualTo(0.1 + 0.9 * 0.5, within(1e-9));
    }

    @Test
    void leavesOutWhatWasThereBefore() {
        Latencies before = Latencies.of(Map.of(0.1, 50.0, INFINITY, 60.0));
        Latencies after = Latencies.of(Map.of(0.1, 51.0, INFINITY, 63.0));

        assertThat(after.since(before)).isEqualTo(Latencies.of(Map.of(0.1, 1.0, INFINITY, 3.0)));
    }
}
