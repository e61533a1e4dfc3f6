package dev.workerapp.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private final WorkerState state = new WorkerState();

    @Test
    void aRequestIsInFlightUntilItsFirstEnd() {
        var one = state.beginRequest();
        var other = state.beginRequest();

        one.run();
        one.run();

        assertThat(state.requests().inFlight()).isEqualTo(1);
        assertThat(state.requests().latencies().count()).isEqualTo(1);
        other.run();
        assertThat(state.requests().inFlight()).isZero();
    }

    @Test
    void aResponseClosesItsConnectionOnlyWhileDrainingAndIsCountedOnce() {
        var request = (BooleanSupplier) state.beginRequest();

        assertThat(request.getAsBoolean()).isFalse();
        state.draining().begin();
        assertThat(request.getAsBoolean()).isTrue();
        assertThat(request.getAsBoolean()).isTrue();
        assertThat(state.requests().closing()).isEqualTo(1);
    }

    @Test
    void theWarmUpsRequestsAreCountedApart() {
        state.requests().warming(true);
        var warmUp = state.beginRequest();
        state.requests().warming(false);

        warmUp.run();

        assertThat(state.requests().warmUps()).isEqualTo(1);
        assertThat(state.requests().latencies().count()).isZero();
    }

    @Test
    void aDurationFallsIntoTheBucketWhoseBoundItDoesNotPass() {
        var latencies = new Latencies();

        latencies.add(Duration.ofMillis(1).toNanos());
        latencies.add(Duration.ofMillis(2).toNanos());
        latencies.add(Duration.ofSeconds(31).toNanos());

        assertThat(latencies.counts()).startsWith(1L, 1L, 0L).endsWith(0L, 1L).hasSize(Latencies.BOUNDS.size() + 1);
        assertThat(latencies.seconds()).isEqualTo(31.003);
    }
}
