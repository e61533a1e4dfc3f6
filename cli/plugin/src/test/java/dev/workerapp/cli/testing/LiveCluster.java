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
import java.net.URLDecoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A cluster whose apps, pods and logs change while it is watched. Logs are read by the rules of the API server:
 * {@code tailLines}, {@code sinceTime} by whole seconds, {@code previous}, {@code follow}. Thread-safe.
 */
public final class LiveCluster implements Cluster {

    private static final String APPS = "/apis/workerapp.dev/v1/namespaces/default/workerapps";
    private static final String PODS = "/api/v1/namespaces/default/pods";

    private record Stamped(Instant time, String text) {
        byte[] bytes() {
            return (time + " " + text + "\n").getBytes(UTF_8);
        }
    }

    private final Map<String, Map<String, Json>> objects =
            new HashMap<>(Map.of(APPS, new LinkedHashMap<>(), PODS, new LinkedHashMap<>()));
    /** The changes of each path, of which the number is the version. */
    private final Map<String, List<byte[]>> changes = new HashMap<>();

    private final Map<String, List<Stamped>> logs = new HashMap<>();
    private final Map<String, List<Stamped>> before = new HashMap<>();
    private final Map<String, List<Stream>> open = new HashMap<>();
    private final Map<String, Function<Request, Reply>> others = new HashMap<>();
    private final List<Request> asked = Collections.synchronizedList(new ArrayList<>());

    /** Puts an app there, or changes it. */
    public LiveCluster app(Json app) {
        return put(APPS, app);
    }

    /** Puts a pod there, or changes it. */
    public LiveCluster pod(Json pod) {
        return put(PODS, pod);
    }

    private synchronized LiveCluster put(String path, Json object) {
        Json had = at(path).put(name(object), object);
        tell(path, had == null ? "ADDED" : "MODIFIED", object);
        return this;
    }

    /** Deletes an app. */
    public synchronized void deleteApp(String name) {
        tell(APPS, "DELETED", removed(APPS, name));
    }

    /** Deletes a pod; its log ends. */
    public synchronized void deletePod(String name) {
        end(name);
        logs.remove(name);
        tell(PODS, "DELETED", removed(PODS, name));
    }

    private Json removed(String path, String name) {
        Json object = at(path).remove(name);
        if (object == null) {
            throw new AssertionError("there is no " + name);
        }
        return object;
    }

    private Map<String, Json> at(String path) {
        return objects.getOrDefault(path, Map.of());
    }

    private void tell(String path, String type, Json object) {
        byte[] event = (JsonText.compact(Json.object("type", type, "object", object)) + "\n").getBytes(UTF_8);
        changes(path).add(event);
        streams(path).forEach(stream -> stream.add(event));
    }

    private List<byte[]> changes(String path) {
        return changes.computeIfAbsent(path, _ -> new ArrayList<>());
    }

    /** A worker writes a line. */
    public synchronized LiveCluster say(String pod, String time, String text) {
        Stamped line = new Stamped(Instant.parse(time), text);
        logs.computeIfAbsent(pod, _ -> new ArrayList<>()).add(line);
        streams(pod).forEach(stream -> stream.add(line.bytes()));
        return this;
    }

    /** The log of a pod ends, with its container. */
    public synchronized void end(String pod) {
        streams(pod).forEach(Stream::end);
        streams(pod).clear();
    }

    /** The container of a pod is started again: its log is that of the run before now. */
    public synchronized void restart(String pod) {
        end(pod);
        before.put(pod, logs.getOrDefault(pod, List.of()));
        logs.put(pod, new ArrayList<>());
    }

    /** The connections of a log, or of the watch of a path, are lost, within a line. */
    public synchronized void cut(String what) {
        streams(what).forEach(stream -> {
            stream.add("2026-11-27T12:00:09Z a line that is cut o".getBytes(UTF_8));
            stream.lose();
        });
        streams(what).clear();
    }

    /** How many connections read a log, or watch a path. */
    public synchronized int readers(String what) {
        return streams(what).size();
    }

    /** Answers requests for this path, with any query, so. */
    public LiveCluster answer(String path, Function<Request, Reply> answer) {
        others.put(path, answer);
        return this;
    }

    /** An answer. */
    public static Reply reply(int status, String body) {
        return new Reply(status, Map.of(), new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    /** What was asked, in order. */
    public List<Request> asked() {
        return List.copyOf(asked);
    }

    private List<Stream> streams(String what) {
        return open.computeIfAbsent(what, _ -> new ArrayList<>());
    }

    private static String name(Json object) {
        return object.at("metadata", "name").text();
    }

    private synchronized Reply exchange(Request request) {
        asked.add(request);
        String[] parts = request.path().split("\\?", 2);
        String path = parts[0];
        Map<String, String> query = query(parts.length > 1 ? parts[1] : "");
        Function<Request, Reply> other = others.get(path);
        if (other != null) {
            return other.apply(request);
        }
        if (request.method().equals("GET") && objects.containsKey(path)) {
            return query.containsKey("watch") ? watch(path, query.getOrDefault("resourceVersion", "0")) : list(path);
        }
        if (path.startsWith(PODS) && path.endsWith("/log")) {
            return log(path.substring(PODS.length() + 1, path.length() - "/log".length()), query);
        }
        int slash = path.lastIndexOf('/');
        Json one = at(path.substring(0, slash)).get(path.substring(slash + 1));
        return one == null
                ? reply(404, "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"message\":\"not there: " + request + "\"}")
                : reply(200, JsonText.compact(one));
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String part : text.split("&", -1)) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair.length > 1 ? URLDecoder.decode(pair[1], UTF_8) : "");
        }
        return query;
    }

    private Reply list(String path) {
        String version = Integer.toString(changes(path).size());
        return reply(
                200,
                JsonText.compact(
                        Json.object("metadata", Json.object("resourceVersion", version), "items", at(path).values())));
    }

    /** What has changed since a version, and will. */
    private Reply watch(String path, String version) {
        Reply reply = stream(path);
        changes(path).stream().skip(Integer.parseInt(version)).forEach(((Stream) reply.body())::add);
        return reply;
    }

    private Reply stream(String what) {
        Stream stream = new Stream();
        streams(what).add(stream);
        return new Reply(200, Map.of(), stream);
    }

    private Reply log(String pod, Map<String, String> query) {
        Map<String, List<Stamped>> from = query.containsKey("previous") ? before : logs;
        List<Stamped> all = from.get(pod);
        if (all == null) {
            return reply(404, "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"message\":\"no log of " + pod + "\"}");
        }
        int tail = Integer.parseInt(query.getOrDefault("tailLines", "" + all.size()));
        Instant since = query.containsKey("sinceTime")
                ? Instant.parse(query.get("sinceTime")).truncatedTo(ChronoUnit.SECONDS)
                : Instant.MIN;
        Reply reply = query.containsKey("follow") ? stream(pod) : new Reply(200, Map.of(), new Stream());
        Stream stream = (Stream) reply.body();
        all.stream()
                .skip(Math.max(0, all.size() - tail))
                .filter(line -> !line.time().isBefore(since))
                .forEach(line -> stream.add(line.bytes()));
        if (!query.containsKey("follow")) {
            stream.end();
        }
        return reply;
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
                return LiveCluster.this.exchange(request);
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }

    @Override
    public Forward forward(String namespace, String pod, int port) {
        throw new ApiFailure("", "error: not recorded: kubectl port-forward pod/" + pod);
    }

    @Override
    public int run(List<String> arguments) {
        throw new AssertionError("kubectl " + arguments);
    }

    @Override
    public byte[] output(List<String> arguments) {
        throw new AssertionError("kubectl " + arguments);
    }
}
