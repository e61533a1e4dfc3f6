package dev.workerapp.cli.app;

import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.Reply;
import dev.workerapp.cli.kubectl.Request;
import dev.workerapp.cli.output.Escapes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The last lines of the log of a worker. */
public final class LastLines {

    private static final int LINES = 5;

    /** Of one line that never ends, no more than a screen or two. */
    private static final int BYTES = 8 * 1024;

    private LastLines() {}

    /**
     * Without control characters. Of the run before, if there was one: the present one has just begun. None if there are
     * none, or the user may not read them.
     */
    public static List<String> of(Api api, String namespace, String pod) {
        String path = Paths.pods(namespace) + "/" + pod + "/log?container=" + Worker.CONTAINER + "&tailLines=" + LINES
                + "&limitBytes=" + BYTES;
        List<String> before = read(api, path + "&previous=true");
        return before.isEmpty() ? read(api, path) : before;
    }

    private static List<String> read(Api api, String path) {
        try (Reply reply = api.exchange(Request.get(path))) {
            if (!reply.ok()) {
                return List.of();
            }
            return new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8))
                    .lines()
                    .map(Escapes::none)
                    .toList();
        } catch (IOException | UncheckedIOException _) {
            return List.of();
        }
    }
}
