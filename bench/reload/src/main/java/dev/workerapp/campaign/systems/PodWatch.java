package dev.workerapp.campaign.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.workerapp.campaign.load.Time;
import dev.workerapp.cluster.InNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** All pods with a label, as they come and go, through {@code kubectl get --watch}. Thread-safe. */
public final class PodWatch implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private volatile boolean closed;

    PodWatch(InNamespace namespace, String selector) {
        try {
            process = namespace
                    .cluster()
                    .shell()
                    .start(List.of(
                            "cluster/kubectl",
                            "--namespace=" + namespace.name(),
                            "get",
                            "pods",
                            "--selector=" + selector,
                            "--watch",
                            "--output-watch-events",
                            "--output=json"))
                    .redirectErrorStream(false)
                    .redirectError(Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (MappingIterator<JsonNode> events = JSON.readerFor(JsonNode.class).readValues(process.getInputStream())) {
            while (events.hasNext()) {
                note(events.next());
            }
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                System.err.println("the watch on pods has broken: " + e);
            }
        }
    }

    private synchronized void note(JsonNode event) {
        long now = Time.now();
        JsonNode object = event.path("object");
        JsonNode metadata = object.path("metadata");
        String uid = metadata.path("uid").asText();
        Pod before = pods.get(uid);
        boolean deleted = event.path("type").asText().equals("DELETED");
        boolean ready = !deleted && isReady(object.path("status").path("conditions"));
        long since = !ready ? 0 : before != null && before.ready() > 0 ? before.ready() : now;
        long first = before != null && before.firstReady() > 0 ? before.firstReady() : since;
        boolean ending = metadata.has("deletionTimestamp");
        long told = before != null && before.ending() > 0 ? before.ending() : ending ? now : 0;
        pods.put(
                uid,
                new Pod(
                        metadata.path("name").asText(),
                        uid,
                        object.path("spec").path("nodeName").asText(""),
                        version(object.path("spec").path("containers")),
                        object.path("status")
                                .path("containerStatuses")
                                .path(0)
                                .path("restartCount")
                                .asInt(),
                        before == null ? now : before.created(),
                        since,
                        first,
                        told,
                        deleted ? now : 0));
        notifyAll();
    }

    private static boolean isReady(JsonNode conditions) {
        for (JsonNode condition : conditions) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static String version(JsonNode containers) {
        String image = containers.path(0).path("image").asText();
        return image.substring(image.lastIndexOf(':') + 1);
    }

    /** All that were ever seen, in the order in which they came. */
    public synchronized List<Pod> all() {
        return List.copyOf(pods.values());
    }

    /**
     * Waits until this is true of the pods that are not gone.
     *
     * @throws AssertionError after the limit
     */
    public synchronized void await(String what, Duration limit, Predicate<List<Pod>> condition) {
        long end = System.nanoTime() + limit.toNanos();
        List<Pod> present = present();
        while (!condition.test(present)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || !process.isAlive()) {
                throw new AssertionError(what + ": not within " + limit.toSeconds() + " s. Pods: " + present);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
            present = present();
        }
    }

    private List<Pod> present() {
        return pods.values().stream().filter(pod -> pod.gone() == 0).toList();
    }

    @Override
    public void close() {
        closed = true;
        process.destroy();
    }
}
