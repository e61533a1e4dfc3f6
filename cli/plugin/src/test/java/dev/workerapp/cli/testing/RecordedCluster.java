package dev.workerapp.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.kubectl.Cluster;
import dev.workerapp.cli.kubectl.Forward;
import dev.workerapp.cli.kubectl.Reply;
import dev.workerapp.cli.kubectl.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster that answers as one was recorded to, and remembers what it was asked to write. */
public final class RecordedCluster implements Cluster {

    private final Map<String, Reply> answers = new HashMap<>();
    private final Map<String, byte[]> printed = new HashMap<>();
    private final List<Request> writes = Collections.synchronizedList(new ArrayList<>());
    private final List<List<String>> commands = new ArrayList<>();
    private int exit;

    /** Answers this path with the resource {@code recorded/NAME}. */
    public RecordedCluster answer(String path, String resource) {
        return answer("GET", path, 200, read("/recorded/" + resource));
    }

    /** Answers such a request. */
    public RecordedCluster answer(String method, String path, int status, byte[] body) {
        return answer(method, path, status, Map.of(), body);
    }

    /** Answers such a request, with headers. */
    public RecordedCluster answer(String method, String path, int status, Map<String, String> headers, byte[] body) {
        answers.put(method + " " + path, new Reply(status, headers, new ByteArrayInputStream(body)));
        return this;
    }

    /** Answers such a write with what was written, as far as it matters. */
    public RecordedCluster accept(String method, String path) {
        return answer(method, path, 200, "{}".getBytes(UTF_8));
    }

    /** What kubectl prints for such a command. */
    public RecordedCluster print(String command, String text) {
        printed.put(command, text.getBytes(UTF_8));
        return this;
    }

    /** The exit code of kubectl where it has the streams of the plug-in. */
    public RecordedCluster ends(int code) {
        exit = code;
        return this;
    }

    /** What it was asked to write, in order. */
    public List<Request> writes() {
        return List.copyOf(writes);
    }

    /** The commands that kubectl was run with. */
    public List<List<String>> commands() {
        return List.copyOf(commands);
    }

    private static byte[] read(String resource) {
        try (InputStream in = RecordedCluster.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("no resource " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String namespace() {
        return "default";
    }

    @Override
    public Json get(String path) {
        try (Api api = open()) {
            return api.get(path);
        }
    }

    @Override
    public Api open() {
        return new Api() {
            @Override
            public Reply exchange(Request request) {
                if (!request.method().equals("GET")) {
                    writes.add(request);
                }
                return reply(request.method() + " " + request.path());
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }

    /** What was not recorded is not there. A recorded answer may be asked for again and again. */
    private Reply reply(String request) {
        Reply reply = answers.get(request);
        if (reply == null) {
            String message =
                    "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"message\":\"not recorded: " + request + "\"}";
            return new Reply(404, Map.of(), new ByteArrayInputStream(message.getBytes(UTF_8)));
        }
        try {
            reply.body().reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reply(reply.status(), reply.headers(), reply.body());
    }

    @Override
    public Forward forward(String namespace, String pod, int port) {
        throw new ApiFailure("", "error: not recorded: kubectl port-forward pod/" + pod);
    }

    @Override
    public int run(List<String> arguments) {
        commands.add(arguments);
        return exit;
    }

    @Override
    public byte[] output(List<String> arguments) {
        commands.add(arguments);
        byte[] text = printed.get(String.join(" ", arguments));
        if (text == null) {
            throw new ApiFailure("", "error: not recorded: kubectl " + String.join(" ", arguments));
        }
        return text;
    }

    /** A JSON text, with ' in the place of ". */
    public static Json json(String text) {
        try {
            return JsonText.read(text.replace('\'', '"').getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
