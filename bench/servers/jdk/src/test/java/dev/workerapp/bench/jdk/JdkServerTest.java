package dev.workerapp.bench.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.bench.contract.ServerContract;
import dev.workerapp.worker.testing.ChildJvm;
import dev.workerapp.worker.testing.Client;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JdkServerTest extends ServerContract {
    JdkServerTest() {
        super("jdk");
    }

    @Test
    void theBrokenVersionRunsAndNeverGetsReady() throws IOException {
        int control = ChildJvm.freePort();
        var environment = Map.of("BROKEN", "true", "WORKERAPP_CONTROL_PORT", Integer.toString(control));
        try (var server = startLibrary(environment)) {
            assertThat(Client.once(server.awaitPort(), "/", "").status()).isEqualTo(200);
            assertThat(Client.once(server.awaitPort(), "/ready", "").status()).isEqualTo(503);
            var controlled = await().ignoreExceptions().until(() -> Client.once(control, "/ready", ""), any -> true);
            assertThat(controlled.status()).isEqualTo(503);
        }
    }

    @Test
    void theSlotThatCrashesEndsAsItStarts() throws IOException, InterruptedException {
        var environment = Map.of("CRASHES_IN_SLOT", "3", "WORKER_INSTANCE", "3", "WORKERAPP_CONTROL_PORT", "0");
        try (var server = startLibrary(environment)) {
            assertThat(server.exitCode()).isEqualTo(1);
        }
    }
}
