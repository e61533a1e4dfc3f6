package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the invariants of a reload against every single change of the app's pods, in the API server's own order: never
 * fewer ready workers than at the start, never more than two workers in a slot, and never more slots with two than
 * allowed. Thread-safe.
 */
final class PodWatch implements AutoCloseable, Watcher<Pod> {

    private final int fewestReady;
    private final int mostPairs;
    private final Map<String, Pod> pods = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final Watch watch;

    PodWatch(KubernetesClient client, String namespace, int fewestReady, int mostPairs) {
        this.fewestReady = fewestReady;
        this.mostPairs = mostPairs;
        var list = client.pods().inNamespace(namespace).withLabel(Names.APP).list();
        list.getItems().forEach(pod -> pods.put(pod.getMetadata().getUid(), pod));
        watch = client.pods()
                .inNamespace(namespace)
                .withLabel(Names.APP)
                .withResourceVersion(list.getMetadata().getResourceVersion())
                .watch(this);
    }

    @Override
    public synchronized void eventReceived(Action action, Pod pod) {
        if (action == Action.DELETED) {
            pods.remove(pod.getMetadata().getUid());
        } else {
            pods.put(pod.getMetadata().getUid(), pod);
        }
        check(action + " " + pod.getMetadata().getName());
    }

    private void check(String event) {
        List<Pod> workers = pods.values().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
        long ready = workers.stream().filter(PodWatch::isReady).count();
        if (ready < fewestReady) {
            broken.add(event + ": only " + ready + " ready workers");
        }
        Map<String, Long> bySlot = workers.stream()
                .collect(Collectors.groupingBy(
                        pod -> pod.getMetadata().getLabels().get(Names.SLOT), Collectors.counting()));
        if (bySlot.values().stream().anyMatch(count -> count > 2)) {
            broken.add(event + ": more than two workers in a slot " + bySlot);
        }
        if (bySlot.values().stream().filter(count -> count == 2).count() > mostPairs) {
            broken.add(event + ": too many replacements at once " + bySlot);
        }
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    @Override
    public void onClose(@Nullable WatcherException cause) {
        if (cause != null) {
            synchronized (this) {
                broken.add("the watch ended: " + cause.getMessage());
            }
        }
    }

    /** Fails if an invariant was ever broken. */
    synchronized void assertKept() {
        assertThat(broken).isEmpty();
    }

    @Override
    public void close() {
        watch.close();
    }
}
