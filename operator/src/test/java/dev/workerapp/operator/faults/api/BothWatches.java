package dev.workerapp.operator.faults.api;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The same watch on two API servers: of revisions with the label {@code app}, from the first list on. Thread-safe. */
final class BothWatches implements AutoCloseable {

    private final Told fake;
    private final Told real;

    BothWatches(BothServers both, String namespace, BothServers.Versions from) {
        fake = new Told(both.fake().client(), namespace, from.fake());
        real = new Told(both.real().client(), namespace, from.real());
    }

    /** What each has told: the real one first. */
    List<List<String>> told() {
        return List.of(List.copyOf(real.events), List.copyOf(fake.events));
    }

    @Override
    public void close() {
        fake.watch.close();
        real.watch.close();
    }

    private static final class Told implements Watcher<ControllerRevision> {

        private final List<String> events = new CopyOnWriteArrayList<>();
        private final Watch watch;

        Told(KubernetesClient client, String namespace, String version) {
            watch = client.apps()
                    .controllerRevisions()
                    .inNamespace(namespace)
                    .withLabel("app")
                    .withResourceVersion(version)
                    .watch(this);
        }

        @Override
        public void eventReceived(Action action, ControllerRevision revision) {
            if (action != Action.BOOKMARK) {
                events.add(action + " " + revision.getMetadata().getName());
            }
        }

        @Override
        public void onClose(@Nullable WatcherException cause) {}
    }
}
