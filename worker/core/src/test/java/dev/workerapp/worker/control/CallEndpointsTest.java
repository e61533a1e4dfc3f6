package dev.workerapp.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.testing.Client;
import dev.workerapp.worker.testing.Client.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CallEndpointsTest {
    private static final String TOKEN = "X-WorkerApp-Token: t0ken\r\n";

    private final List<String> got = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private Path token = Path.of("");
    private TestControl worker;

    @BeforeEach
    void start() throws IOException {
        token = Files.writeString(folder.resolve("token"), "t0ken");
        worker = new TestControl(3, token);
        worker.actions.add("clear", "Empties the cache.", false, arguments -> Map.of("cleared", arguments.size()));
        worker.inbox.on("news", (from, text) -> got.add(from + " " + text));
    }

    @AfterEach
    void stop() throws IOException {
        worker.close();
    }

    @Test
    void theListTellsOfActionsAndTopicsAndEachAnswerOfTheSlot() throws IOException {
        var response = Client.once(worker.port(), "/actions", TOKEN);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("x-workerapp-slot", "3");
        assertThat(response.body())
                .contains("{\"name\":\"clear\",\"description\":\"Empties the cache.\",\"builtIn\":false")
                .endsWith("],\"topics\":[\"news\"]}");
    }

    @Test
    void anActionGetsItsArgumentsAndGivesItsResult() throws IOException {
        assertThat(post("/actions/clear", TOKEN, "[\"a\", \"b\"]").body()).isEqualTo("{\"cleared\":2}");
        assertThat(post("/actions/clear", TOKEN, "").body()).isEqualTo("{\"cleared\":0}");
        assertProblem(
                post("/actions/clear", TOKEN, "{}"),
                400,
                "Invalid",
                "The arguments of an action are a JSON array of strings, such as [\\\"a\\\",\\\"b\\\"].");
    }

    @ParameterizedTest
    @CsvSource({"/actions", "/actions/clear", "/messages/news", "/signals/WINCH"})
    void withoutTheRightTokenNothingIsDone(String path) throws IOException {
        for (var headers : List.of("", "X-WorkerApp-Token: t0ke\r\n", "Authorization: Bearer t0ken\r\n")) {
            assertProblem(
                    post(path, headers, "x".repeat(300_000)),
                    403,
                    "Forbidden",
                    "This needs the header X-WorkerApp-Token with the token for actions of this app.");
        }
        assertThat(got).isEmpty();
    }

    @Test
    void theTokenIsWhatTheFileHasNowAndWithoutItThereAreNoCalls() throws IOException {
        Files.writeString(token, "other");
        assertThat(Client.once(worker.port(), "/actions", TOKEN).status()).isEqualTo(403);
        assertThat(Client.once(worker.port(), "/actions", "X-WorkerApp-Token: other\r\n")
                        .status())
                .isEqualTo(200);

        var off = "This worker takes no actions and no messages: it has no token for them.";
        Files.writeString(token, " \n");
        assertProblem(Client.once(worker.port(), "/actions", "X-WorkerApp-Token: \r\n"), 404, "Off", off);
        Files.writeString(token, "x".repeat(5000));
        assertProblem(Client.once(worker.port(), "/actions", TOKEN), 404, "Off", off);
        Files.delete(token);
        assertProblem(post("/messages/news", TOKEN, "x"), 404, "Off", off);
    }

    @Test
    void aBodyMayHave256KibibytesAndHasALength() throws IOException {
        assertThat(post("/messages/news", TOKEN, "x".repeat(262_144)).status()).isEqualTo(202);
        assertProblem(
                post("/messages/news", TOKEN, "x".repeat(262_145)),
                413,
                "TooLarge",
                "The body has 262145 bytes; it may have 262144.");
        try (var client = new Client(worker.port())) {
            client.send("POST /messages/news HTTP/1.1\r\n" + TOKEN + "Transfer-Encoding: chunked\r\n\r\n");
            assertProblem(client.read(), 411, "LengthRequired", "This needs the header Content-Length.");
        }
    }

    @Test
    void aCallerThatWaitsForItsTurnToSendGetsIt() throws IOException {
        try (var client = new Client(worker.port())) {
            client.send(
                    "POST /messages/news HTTP/1.1\r\n" + TOKEN + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            client.send("[]");
            assertThat(client.read().status()).isEqualTo(202);
        }
        await().untilAsserted(() -> assertThat(got).containsExactly("OptionalInt.empty []"));
    }

    @Test
    void aMessageIsTakenAsItIsByTheSlotThatItIsFor() throws IOException {
        assertThat(post("/messages/news", TOKEN + "X-WorkerApp-Slot: 3\r\nX-WorkerApp-Sender: 1\r\n", "ä {")
                        .status())
                .isEqualTo(202);
        assertProblem(
                post("/messages/news", TOKEN + "X-WorkerApp-Slot: 2\r\n", "x"),
                421,
                "OtherSlot",
                "This worker is of slot 3, not of slot 2.");
        assertProblem(
                post("/messages/news", TOKEN + "X-WorkerApp-Slot: two\r\n", "x"),
                400,
                "Invalid",
                "The header x-workerapp-slot is a slot, a number from 0.");

        await().untilAsserted(() -> assertThat(got).containsExactly("OptionalInt[1] ä {"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/actions/no-such | 404 | NoSuchAction | There is no action",
                "/messages/prices | 404 | NoSuchTopic | This worker does not listen to topic",
                "/actions/a%20b | 400 | Invalid | The name",
                "/actions/ | 400 | Invalid | The name",
                "/actions | 405 | MethodNotAllowed | /actions is for GET alone.",
                "/signals/SIGKILL | 400 | Invalid | Signal KILL can't be handled by an app.",
                "/signals/SIGIO | 409 | NotHandled | The app has no handler for signal IO, so it is not raised"
            })
    void whatCannotBeDoneIsAnsweredWithAReasonAndASentence(String path, int status, String reason, String words)
            throws IOException {
        assertProblem(post(path, TOKEN, ""), status, reason, words);
    }

    @Test
    void anActionThatRunsHoldsNoDrainUp() throws IOException {
        worker.state.beginRequest().run();
        var running = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        worker.actions.add("slow", "", false, arguments -> {
            running.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        });
        try (var caller = new Client(worker.port())) {
            caller.send("POST /actions/slow HTTP/1.1\r\n" + TOKEN + "\r\n");
            await().until(() -> running.getCount() == 0);

            var drained = Client.once(worker.port(), "/drain", "Authorization: Bearer s3cret\r\n");

            assertThat(drained.body()).endsWith("0 requests in flight\n");
            end.countDown();
            assertThat(caller.read().status()).isEqualTo(200);
        }
    }

    private Response post(String path, String headers, String body) throws IOException {
        return Client.post(worker.port(), path, headers, body);
    }

    private static void assertProblem(Response response, int status, String reason, String words) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.headers()).containsEntry("x-workerapp-slot", "3");
        assertThat(response.body()).startsWith("{\"reason\":\"" + reason + "\",\"message\":\"" + words);
    }
}
