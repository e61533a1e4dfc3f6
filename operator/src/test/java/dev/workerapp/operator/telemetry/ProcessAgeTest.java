package dev.workerapp.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ProcessAgeTest {

    @Test
    void it_is_the_time_since_the_tick_in_which_the_kernel_started_the_process() {
        String stat = "4242 (a) b (c) S 1 4242 4242 0 -1 4194560 1 0 0 0 3 4 0 0 20 0 30 0 123456 5 6 7";

        assertThat(ProcessAge.millis(stat, "1235.81 2000.00\n")).isEqualTo(1250);
    }

    @Test
    void a_process_is_older_than_its_virtual_machine() {
        long machine = ManagementFactory.getRuntimeMXBean().getUptime();

        assertThat(ProcessAge.millis()).isGreaterThan(machine - 20);
    }
}
