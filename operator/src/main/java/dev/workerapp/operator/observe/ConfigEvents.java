package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.config.ConfigObjects;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.function.Predicate;

/** Asks for a look at the apps that follow a ConfigMap or a Secret that has changed. Thread-safe. */
final class ConfigEvents extends AbstractEventSource<ConfigMap, WorkerApp> {

    private final ConfigObjects objects;
    private final Predicate<ResourceID> exists;

    /** @param exists whether an app is still there */
    ConfigEvents(ConfigObjects objects, Predicate<ResourceID> exists) {
        super(ConfigMap.class);
        this.objects = objects;
        this.exists = exists;
    }

    @Override
    public void start() {
        super.start();
        objects.listen(app -> getEventHandler().handleEvent(new Event(app)), exists);
    }

    @Override
    public void stop() {
        objects.close();
        super.stop();
    }

    @Override
    public Set<ConfigMap> getSecondaryResources(WorkerApp app) {
        return Set.of();
    }
}
