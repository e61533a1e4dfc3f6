package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.BoundedMap;
import dev.workerapp.operator.api.Ownership;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Events of pods in trouble. Why a volume is not mounted or what a probe was answered is in a pod's Events and nowhere
 * in its status. They are not watched, since a cluster has more Events than all else, but read of a pod that has not been
 * available for a while: again after ten seconds, and then after twice as long each time, and of all pods only so many in
 * a second. What can't be read is done without. Thread-safe.
 */
public final class PodEvents {

    /** Reads the Events of one pod. */
    @FunctionalInterface
    public interface Reader {
        /**
         * All of them, in no particular order, or the first of very many.
         *
         * @throws KubernetesClientException if they can't be read
         */
        List<Event> read(String namespace, String podUid);
    }

    /**
     * What was found of an app's pods.
     *
     * @param byPod the Events of the pods in trouble that were looked at, by UID, latest first
     * @param nextLook when to look again; empty while no pod is in trouble
     */
    public record Seen(Map<String, List<PodEvent>> byPod, Optional<Instant> nextLook) {

        /** Nothing was looked at. */
        public static final Seen NOTHING = new Seen(Map.of(), Optional.empty());

        /** Makes the map unmodifiable. */
        public Seen {
            byPod = Map.copyOf(byPod);
        }

        Optional<List<PodEvent>> of(Pod pod) {
            return Optional.ofNullable(byPod.get(pod.getMetadata().getUid()));
        }
    }

    /** Of so many pods the Events are kept; of those that were not looked at for longest they are forgotten. */
    static final int MOST_PODS = 1000;

    /** So many pods are looked at in a second: a LIST reads all Events of its namespace on the API server. */
    static final int MOST_READS = 10;

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(PodEvents.class);

    private final Reader reader;
    private final Map<String, Looked> looked = new BoundedMap<>(MOST_PODS);
    private Instant second = Instant.EPOCH;
    private int reads;
    private @Nullable String failure;

    private record Looked(List<PodEvent> events, Instant again) {}

    /** Events that this reader reads. */
    public PodEvents(Reader reader) {
        this.reader = reader;
    }

    /**
     * The Events of those pods of an app that are in trouble; some are read now, others were a moment ago.
     *
     * @param pods pods of which some may be another's
     */
    public Seen of(WorkerApp app, Collection<Pod> pods, Instant now) {
        Duration timeout = Duration.ofSeconds(app.getSpec().readiness().timeoutSeconds());
        Map<String, List<PodEvent>> byPod = new HashMap<>();
        Optional<Instant> nextLook = Optional.empty();
        for (Pod pod : pods) {
            String uid = pod.getMetadata().getUid();
            Optional<UnreadyPod> trouble =
                    Ownership.controls(app, pod) ? UnreadyPod.of(pod, timeout) : Optional.empty();
            if (trouble.isEmpty()) {
                forget(uid);
                continue;
            }
            Instant due = known(uid).map(Looked::again).orElse(trouble.get().firstLook());
            if (!now.isBefore(due)) {
                due = mayRead(now) ? read(pod, trouble.get().since(), now) : now.plus(SHORTEST);
            }
            known(uid).ifPresent(known -> byPod.put(uid, known.events()));
            Instant next = due;
            nextLook = nextLook.filter(earlier -> earlier.isBefore(next)).or(() -> Optional.of(next));
        }
        return byPod.isEmpty() && nextLook.isEmpty() ? Seen.NOTHING : new Seen(byPod, nextLook);
    }

    /** Reads them and says when to do so again. */
    private Instant read(Pod pod, Instant since, Instant now) {
        String uid = pod.getMetadata().getUid();
        Duration wait = Duration.between(since, now);
        Instant again =
                now.plus(wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        Optional<List<PodEvent>> found = read(pod.getMetadata().getNamespace(), uid);
        keep(uid, new Looked(found.or(() -> known(uid).map(Looked::events)).orElse(List.of()), again));
        return again;
    }

    private Optional<List<PodEvent>> read(String namespace, String uid) {
        try {
            List<PodEvent> events = reader.read(namespace, uid).stream()
                    .map(PodEvent::of)
                    .sorted(Comparator.comparing(PodEvent::at).reversed())
                    .toList();
            failed(null);
            return Optional.of(events);
        } catch (KubernetesClientException e) {
            failed(e.getMessage());
            return Optional.empty();
        }
    }

    /** Says once that it does not work. */
    private synchronized void failed(@Nullable String message) {
        if (message != null && failure == null) {
            LOG.warn("the Events of pods in trouble can't be read, so slots say less: {}", message);
        }
        failure = message;
    }

    private synchronized Optional<Looked> known(String uid) {
        return Optional.ofNullable(looked.get(uid));
    }

    private synchronized void forget(String uid) {
        looked.remove(uid);
    }

    private synchronized void keep(String uid, Looked found) {
        looked.put(uid, found);
    }

    private synchronized boolean mayRead(Instant now) {
        if (Duration.between(second, now).abs().compareTo(Duration.ofSeconds(1)) >= 0) {
            second = now;
            reads = 0;
        }
        return ++reads <= MOST_READS;
    }

    /** Of how many pods something is kept. */
    synchronized int size() {
        return looked.size();
    }
}
