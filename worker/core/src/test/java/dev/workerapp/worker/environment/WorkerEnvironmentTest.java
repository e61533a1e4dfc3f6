package dev.workerapp.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.worker.environment.WorkerEnvironment.ReadyOn;
import dev.workerapp.worker.environment.WorkerEnvironment.WarmUpCalls;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerEnvironmentTest {
    @Test
    void onALaptopNothingIsSetAndNothingIsOpened() {
        var environment = WorkerEnvironment.of(Map.of());

        assertThat(environment.inCluster()).isFalse();
        assertThat(environment.slot()).isZero();
        assertThat(environment.drain()).isEqualTo(Duration.ofSeconds(3));
        assertThat(environment.quiet()).isEqualTo(Duration.ofSeconds(3));
        assertThat(environment.stop()).isEqualTo(Duration.ofSeconds(25));
        assertThat(environment.readyOn()).isEqualTo(ReadyOn.READY);
        assertThat(environment.warmUp()).isEmpty();
    }

    @Test
    void everyVariableIsRead() {
        var environment = WorkerEnvironment.of(Map.ofEntries(
                Map.entry("WORKERAPP_CONTROL_PORT", "9404"),
                Map.entry("WORKERAPP_CONTROL_TOKEN", "s3cret"),
                Map.entry("WORKERAPP_SLOT", "4"),
                Map.entry("WORKERAPP_DRAIN_SECONDS", "7"),
                Map.entry("WORKERAPP_QUIET_SECONDS", "2"),
                Map.entry("WORKERAPP_STOP_SECONDS", "11"),
                Map.entry("WORKERAPP_READY_ON", "Listen"),
                Map.entry("WORKERAPP_PORT", "8080"),
                Map.entry("WORKERAPP_WARM_UP_PATH", "/catalog?page=1"),
                Map.entry("WORKERAPP_WARM_UP_REQUESTS", "500"),
                Map.entry("WORKERAPP_WARM_UP_TIMEOUT_SECONDS", "20")));

        assertThat(environment.controlPort()).hasValue(9404);
        assertThat(environment.token()).contains("s3cret");
        assertThat(environment.slot()).isEqualTo(4);
        assertThat(environment.drain()).isEqualTo(Duration.ofSeconds(7));
        assertThat(environment.quiet()).isEqualTo(Duration.ofSeconds(2));
        assertThat(environment.stop()).isEqualTo(Duration.ofSeconds(11));
        assertThat(environment.readyOn()).isEqualTo(ReadyOn.LISTEN);
        assertThat(environment.appPort()).hasValue(8080);
        assertThat(environment.warmUp()).contains(new WarmUpCalls("/catalog?page=1", 500, Duration.ofSeconds(20)));
    }

    @Test
    void theAppsOwnVariableTellsTheSlotWhereTheRuntimesIsMissing() {
        var environment = WorkerEnvironment.of(Map.of("WORKER_INSTANCE", "3"));

        assertThat(environment.slot()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "-1", "3601", "99999999999", "1.5"})
    void aValueThatMakesNoSenseLeavesTheDefault(String value) {
        var environment = WorkerEnvironment.of(Map.of(
                "WORKERAPP_DRAIN_SECONDS", value, "WORKERAPP_READY_ON", value, "WORKERAPP_CONTROL_PORT", "0" + "x"));

        assertThat(environment.drain()).isEqualTo(Duration.ofSeconds(3));
        assertThat(environment.readyOn()).isEqualTo(ReadyOn.READY);
        assertThat(environment.controlPort()).isEmpty();
    }

    @Test
    void withoutThePortNeitherListenNorAWarmUpIsPossible() {
        var environment = WorkerEnvironment.of(Map.of("WORKERAPP_READY_ON", "Listen", "WORKERAPP_WARM_UP_PATH", "/"));

        assertThat(environment.readyOn()).isEqualTo(ReadyOn.READY);
        assertThat(environment.warmUp()).isEmpty();
    }
}
