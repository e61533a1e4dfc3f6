package dev.workerapp.worker.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.testing.ChildJvm;
import dev.workerapp.worker.testing.Client;
import dev.workerapp.worker.testing.Users;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TomcatUnderLoadTest {
    @Test
    @Timeout(60)
    void aWorkerOnTomcatIsDrainedAndEndedUnderLoadWithoutAFailedRequest() throws Exception {
        int control = ChildJvm.freePort();
        try (var old = start("old", control);
                var replacement = start("new", ChildJvm.freePort());
                var users = new Users(old.awaitPort())) {
            int newPort = replacement.awaitPort();
            await().until(() -> users.servedBy("old") > 300);
            try (var hook = new Client(control)) {
                hook.send("GET /drain HTTP/1.1\r\nAuthorization: Bearer s3cret\r\n\r\n");
                await().until(() -> closed(control) > 20);
                users.pointTo(newPort);

                var drained = hook.read();
                old.terminate();
                int exitCode = old.exitCode();
                await().until(() -> users.servedBy("new") > 300);

                assertThat(users.failed()).isEmpty();
                assertThat(drained.body()).contains("0 requests in flight");
                assertThat(exitCode).isEqualTo(143);
                assertThat(old.lines()).anyMatch(line -> line.contains("0 requests in flight at the signal"));
            }
        }
    }

    private static ChildJvm start(String name, int control) throws IOException {
        var environment = Map.of(
                "WORKERAPP_CONTROL_PORT", Integer.toString(control),
                "WORKERAPP_CONTROL_TOKEN", "s3cret",
                "WORKERAPP_DRAIN_SECONDS", "5");
        return ChildJvm.start(
                environment, List.of("-cp", System.getProperty("java.class.path"), TomcatApp.class.getName(), name));
    }

    private static double closed(int control) throws IOException {
        return Client.once(control, "/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith("workerapp_closing_responses_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
