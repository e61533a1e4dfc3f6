package dev.workerapp.worker.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.worker.testing.ChildJvm;
import dev.workerapp.worker.testing.Client;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A signal by request, in a JVM of its own. */
@Timeout(120)
class SignalAppTest {

    @Test
    void theAppDoesWhatItHasSaidAndNoOtherSignalEndsIt() throws IOException {
        int port = ChildJvm.freePort();
        try (ChildJvm app = ChildJvm.start(
                Map.of("WORKERAPP_CONTROL_PORT", String.valueOf(port), "WORKERAPP_CONTROL_TOKEN", "s3cret"),
                List.of("-cp", System.getProperty("java.class.path"), SignalApp.class.getName()))) {
            app.awaitLine("started");

            assertThat(status(port, "USR1")).isEqualTo(200);
            app.awaitLine("reads its settings again");
            assertThat(status(port, "HUP")).isEqualTo(409);
            assertThat(status(port, "TERM")).isEqualTo(400);

            assertThat(Client.once(port, "/ready", "").status()).isEqualTo(200);
        }
    }

    private static int status(int port, String signal) throws IOException {
        try (var client = new Client(port)) {
            client.send("POST /signal/" + signal + "/1 HTTP/1.1\r\nAuthorization: Bearer s3cret\r\n\r\n");
            return client.read().status();
        }
    }
}
