package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.config.ConfigObjects;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Asks for a look at the apps that follow a ConfigMap or a Secret that has changed, and at those whose turn may have come.
 * Thread-safe.
 */
final class ConfigEvents extends AbstractEventSource<ConfigMap, WorkerApp> implements ResourceEventAware<WorkerApp> {

    private final ConfigObjects objects;
    private final Predicate<ResourceID> exists;
    private final ConfigTurns turns;

    /**
     * Of the objects of a loop.
     *
     * @param exists whether an app is still there
     * @param turns makes the turns of its apps, with what asks for a look at one
     */
    ConfigEvents(
            ConfigObjects objects, Predicate<ResourceID> exists, Function<Consumer<ResourceID>, ConfigTurns> turns) {
        super(ConfigMap.class);
        this.objects = objects;
        this.exists = exists;
        this.turns = turns.apply(this::look);
    }

    ConfigTurns turns() {
        return turns;
    }

    private void look(ResourceID app) {
        getEventHandler().handleEvent(new Event(app));
    }

    @Override
    public void start() {
        super.start();
        objects.listen(this::look, exists);
    }

    @Override
    public void stop() {
        objects.close();
        turns.close();
        super.stop();
    }

    @Override
    public void onResourceDeleted(WorkerApp app) {
        turns.forget(app);
    }

    @Override
    public Set<ConfigMap> getSecondaryResources(WorkerApp app) {
        return Set.of();
    }
}
