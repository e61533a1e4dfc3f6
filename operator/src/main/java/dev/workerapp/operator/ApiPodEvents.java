package dev.workerapp.operator;

import dev.workerapp.operator.observe.PodEvents;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Reads the Events of a pod by its UID, so that those of an earlier pod of its name are left out. Thread-safe. */
record ApiPodEvents(KubernetesClient client) implements PodEvents.Reader {

    /** Few pods have more kinds of Events; repeated ones are counted. */
    private static final long MOST = 100;

    @Override
    public List<Event> read(String namespace, String podUid) {
        return client.events()
                .v1()
                .events()
                .inNamespace(namespace)
                .withField("regarding.uid", podUid)
                .list(new ListOptionsBuilder().withLimit(MOST).build())
                .getItems();
    }
}
