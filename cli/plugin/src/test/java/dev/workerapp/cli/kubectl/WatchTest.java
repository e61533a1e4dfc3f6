package dev.workerapp.cli.kubectl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WatchTest {

    private final List<String> asked = new ArrayList<>();
    private final Queue<Reply> answers = new ArrayDeque<>();
    private final Api api = new Api() {
        @Override
        public Reply exchange(Request request) throws IOException {
            asked.add(request.path());
            Reply reply = answers.poll();
            if (reply == null) {
                throw new IOException("lost");
            }
            return reply;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @Test
    void tellsWhatIsThereAfterEachChange() {
        answer(200, list("5", "a", "b"));
        answer(200, event("ADDED", "c") + event("BOOKMARK", "x") + event("DELETED", "a"));

        assertThat(follow(3)).containsExactly("[/a, /b]", "[/a, /b, /c]", "[/b, /c]");
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1)).startsWith("/pods?watch=1&").endsWith("&resourceVersion=5");
    }

    @Test
    void listsAnewWhenTheWatchIsOver() {
        answer(200, list("5", "a"));
        answer(200, event("ERROR", "x"));
        answer(200, list("9", "b"));

        assertThat(follow(2)).containsExactly("[/a]", "[/b]");
    }

    @Test
    void listsAnewWhenTheWatchIsRefused() {
        answer(200, list("5", "a"));
        answer(410, "{}");
        answer(200, list("9", "b"));

        assertThat(follow(2)).containsExactly("[/a]", "[/b]");
    }

    @Test
    void listsAnewWhenAnEventIsCutOff() {
        answer(200, list("5", "a"));
        answer(200, "{\"type\":\"ADD");
        answer(200, list("9", "b"));

        assertThat(follow(2)).containsExactly("[/a]", "[/b]");
    }

    @Test
    void refusesWhatIsRefusedAtFirst() {
        answer(403, "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"message\":\"you may not\"}");

        assertThatThrownBy(() -> follow(1)).hasMessage("Error from server (Forbidden): you may not");
    }

    /** What a watch tells, until it has done so this often. */
    private List<String> follow(int times) {
        List<String> told = new ArrayList<>();
        try (Watch watch = new Watch(api, "/pods")) {
            watch.follow(objects -> {
                told.add(objects.keySet().toString());
                if (told.size() == times) {
                    watch.end();
                }
            });
        }
        return told;
    }

    private void answer(int status, String body) {
        answers.add(new Reply(status, Map.of(), new ByteArrayInputStream(body.getBytes(UTF_8))));
    }

    private static String list(String version, String... names) {
        List<String> items = new ArrayList<>();
        for (String name : names) {
            items.add("{\"metadata\":{\"name\":\"" + name + "\"}}");
        }
        return "{\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"items\":" + items + "}";
    }

    private static String event(String type, String name) {
        return "{\"type\":\"" + type + "\",\"object\":{\"metadata\":{\"name\":\"" + name + "\"}}}\n";
    }
}
