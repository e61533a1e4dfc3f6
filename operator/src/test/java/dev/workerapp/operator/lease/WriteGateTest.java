package dev.workerapp.operator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteGateTest {

    private final TestClock clock = new TestClock();
    private final WriteGate gate = WriteGate.leased(clock::nanoTime, clock);

    @Test
    void without_a_lease_nothing_leaves() {
        assertThat(gate.closed()).hasValue("this operator does not hold the lease");
    }

    @Test
    void a_renewal_opens_it_for_less_than_eight_seconds() {
        gate.renewed(gate.now());

        clock.pass(Duration.ofMillis(7_999));
        assertThat(gate.closed()).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(gate.closed())
                .hasValueSatisfying(reason -> assertThat(reason).contains("8000 ms ago"));
    }

    @Test
    void a_renewal_counts_from_the_moment_in_which_it_was_sent() {
        WriteGate.Moment sent = gate.now();
        clock.pass(Duration.ofSeconds(6));
        gate.renewed(sent);

        clock.pass(Duration.ofSeconds(2));

        assertThat(gate.closed()).isPresent();
    }

    @Test
    void a_machine_that_slept_writes_nothing_when_it_wakes() {
        gate.renewed(gate.now());

        clock.sleep(Duration.ofMinutes(1));

        assertThat(gate.closed()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("0 ms ago by the monotonic clock")
                .contains("60000 ms ago by the wall clock"));
    }

    @Test
    void a_wall_clock_that_was_set_back_closes_it_until_the_next_renewal() {
        gate.renewed(gate.now());

        clock.set(Duration.ofHours(-1));
        assertThat(gate.closed()).isPresent();

        gate.renewed(gate.now());
        assertThat(gate.closed()).isEmpty();
    }

    @Test
    void an_operator_that_is_alone_needs_no_lease() {
        assertThat(WriteGate.open().closed()).isEmpty();
    }
}
