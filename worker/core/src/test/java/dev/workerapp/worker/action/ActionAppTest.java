package dev.workerapp.worker.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.worker.testing.ChildJvm;
import dev.workerapp.worker.testing.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Actions and messages as an app writes them, in a JVM of its own. */
@Timeout(120)
class ActionAppTest {
    private static final String TOKEN = "X-WorkerApp-Token: t0ken\r\n";

    @Test
    void theAppDoesWhatItIsAskedToAndEachCallIsALineOfTheLog(@TempDir Path folder) throws IOException {
        var token = Files.writeString(folder.resolve("token"), "t0ken");
        int port = ChildJvm.freePort();
        try (var app = start(Map.of(
                "WORKERAPP_CONTROL_PORT",
                String.valueOf(port),
                "WORKERAPP_ACTION_TOKEN_FILE",
                token.toString(),
                "WORKERAPP_PEERS",
                "localhost",
                "WORKERAPP_SLOT",
                "2"))) {
            app.awaitLine("started, Delivery[delivered=0, failed=0]");

            assertThat(Client.post(port, "/actions/greet", TOKEN, "[\"Ada\"]").body())
                    .isEqualTo("{\"hello\":[\"Ada\"]}");
            app.awaitLine("got Message[from=OptionalInt[2], json=Ada]");
            app.awaitLine("workerapp: action greet is done after ");
            assertThat(Client.post(port, "/actions/fail", TOKEN, "").body())
                    .isEqualTo(
                            "{\"reason\":\"Failed\",\"message\":\"Action fail failed: java.io.IOException: no disk\"}");
            app.awaitLine("workerapp: action fail failed after ");
            assertThat(Client.post(port, "/messages/greeted", TOKEN, "5").status())
                    .isEqualTo(202);
            app.awaitLine("workerapp: a message on greeted was taken");
            app.awaitLine("got Message[from=OptionalInt.empty, json=5]");
            assertThat(Client.post(port, "/signals/HUP", TOKEN, "").status()).isEqualTo(409);
            app.awaitLine("workerapp: signal by request: The app has no handler for signal HUP");
        }
    }

    @Test
    void onALaptopTheWorkerHasMessagesToItselfAlone() throws IOException {
        try (var app = start(Map.of())) {
            app.awaitLine("started, Delivery[delivered=0, failed=0]");
        }
    }

    private static ChildJvm start(Map<String, String> environment) throws IOException {
        return ChildJvm.start(
                environment, List.of("-cp", System.getProperty("java.class.path"), ActionApp.class.getName()));
    }
}
