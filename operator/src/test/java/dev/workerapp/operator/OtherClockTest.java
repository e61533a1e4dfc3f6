package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.lease.WriteGate;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's machine has another time than the API server's. */
@ExtendWith(ControlPlane.class)
class OtherClockTest {

    private final ControlPlane.Running plane;

    OtherClockTest(ControlPlane.Running plane) {
        this.plane = plane;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void an_operator_that_is_an_hour_off_reloads_and_fails_no_version(int hours) throws IOException {
        TestApp app = TestApp.in(plane.admin(), hours > 0 ? "clock-ahead" : "clock-behind");
        Settings settings = new Settings(
                Set.of(app.namespace()),
                Optional.empty(),
                Optional.empty(),
                "test",
                true,
                "example/runtime:1",
                0,
                Optional.empty(),
                Set.of(Kind.CONFIG_MAP),
                10,
                Optional.empty());
        Clock local = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
        app.apply("readiness: {timeoutSeconds: 30, minReadySeconds: 1}");

        try (Connection connection = Connection.to(plane.operatorConfig(), WriteGate.open(), local);
                OperatorProcess _ = OperatorProcess.start(settings, connection)) {
            app.awaitCondition("Ready", "True");
            app.image("v2");
            WorkerAppStatus status = app.await(
                    "the reload ends",
                    seen -> seen.reload() != null && seen.reload().finishedAt() != null);

            assertThat(status.reload()).extracting("phase").isEqualTo("Complete");
            app.awaitTags("v2", "v2");
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }
}
