package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.desired.Revisions;
import dev.workerapp.operator.ramp.ConfigRamp;
import dev.workerapp.operator.ramp.ConfigStanding;
import dev.workerapp.operator.ramp.SharedContent;
import dev.workerapp.operator.ramp.Turns;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the ramp knows of the apps of one loop. Before the first of them takes its turn, it is told how all of them stand as
 * the informers know it, which have synchronized then: so an operator that starts goes on where the last one was.
 * Thread-safe.
 */
public final class ConfigTurns implements Turns {

    private final ConfigRamp ramp;
    private final Predicate<ResourceID> exists;
    private final Supplier<Stream<WorkerApp>> apps;
    private final Function<WorkerApp, ConfigStanding> standing;
    private final Consumer<ResourceID> look;
    private final Set<ResourceID> told = ConcurrentHashMap.newKeySet();
    private boolean isFilled;
    private volatile boolean isClosed;

    /**
     * Of a loop.
     *
     * @param exists whether an app is still there
     * @param apps all apps of it, as they are known
     * @param standing how an app stands, as far as it is known
     * @param look asks for a look at an app
     */
    ConfigTurns(
            ConfigRamp ramp,
            Predicate<ResourceID> exists,
            Supplier<Stream<WorkerApp>> apps,
            Function<WorkerApp, ConfigStanding> standing,
            Consumer<ResourceID> look) {
        this.ramp = ramp;
        this.exists = exists;
        this.apps = apps;
        this.standing = standing;
        this.look = look;
    }

    @Override
    public Optional<Wait> take(ResourceID app, Set<SharedContent> contents) {
        if (!contents.isEmpty()) {
            fill();
        }
        told.add(app);
        return ramp.take(app, contents, () -> look.accept(app));
    }

    private synchronized void fill() {
        if (!isFilled) {
            Map<ResourceID, ConfigStanding> standings = new HashMap<>();
            apps.get()
                    .filter(app -> app.unreadable().isEmpty())
                    .forEach(app -> standings.put(ResourceID.fromResource(app), standing.apply(app)));
            told.addAll(standings.keySet());
            ramp.fill(standings);
            // Nobody has said so of those that were deleted meanwhile.
            standings.keySet().stream().filter(app -> !exists.test(app)).forEach(this::forget);
            isFilled = true;
        }
    }

    /**
     * Notes how an app stands at the end of a pass.
     *
     * @return when to look at it again, should nothing happen until then
     */
    public Optional<Instant> seen(WorkerApp app, Revisions known, Optional<WorkerAppStatus> status, Instant now) {
        ConfigStanding stands = ConfigStanding.of(app, known.asked().name(), known.all(), status, now);
        seen(ResourceID.fromResource(app), stands);
        return stands.changesAt();
    }

    /** Notes that an app's pass has failed: it waits for nothing, and stands as the informers know it. */
    public void failed(WorkerApp app) {
        ResourceID name = ResourceID.fromResource(app);
        ramp.take(name, Set.of(), () -> {});
        seen(name, standing.apply(app));
    }

    private void seen(ResourceID app, ConfigStanding stands) {
        told.add(app);
        ramp.seen(app, stands);
        if (isClosed || !exists.test(app)) {
            // It was deleted during the pass, or the loop has ended.
            forget(app);
        }
    }

    /** The app is gone, or nothing is done for it. */
    public void forget(WorkerApp app) {
        forget(ResourceID.fromResource(app));
    }

    private void forget(ResourceID app) {
        if (told.remove(app)) {
            ramp.forget(app);
        }
    }

    /** Forgets all apps of the loop, which ends. */
    void close() {
        isClosed = true;
        Set.copyOf(told).forEach(this::forget);
    }
}
