package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo does what it says, also when it is run a second time. */
@ExtendWith(Cluster.class)
class DemoTest {

    @Test
    void the_demo_ends_well_and_loses_no_request() {
        String out = Cluster.SHELL.must(Duration.ofMinutes(8), "demo/run");

        assertThat(out)
                .containsPattern("hello\\s+4\\s+4\\s+4\\s+Ready")
                .contains("RolledBack")
                .containsPattern("reload v1 to v2\\s+\\d+\\s+0 ")
                .containsPattern("v3, rolled back\\s+\\d+\\s+0 ");
    }
}
