package dev.workerapp.worker.runtime;

import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.state.Callbacks;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The runtime behind JDK types, an operation's name and its argument, so that a copy of the library in one class loader
 * can use the runtime that a copy in another one has started: the agent is on the system class path, while an executable
 * jar or a web app brings the library in a loader of its own. An operation that a copy does not know (it may be older)
 * does nothing and gives null. Safe for use by several threads.
 */
public final class Link implements BiFunction<String, @Nullable Object, @Nullable Object> {
    /**
     * Takes a {@link BooleanSupplier} that is asked at each probe, or nothing. This and the other names of what a link can
     * do are the contract between copies of different versions.
     */
    public static final String READY = "ready";

    /** Takes {@link #READY} back. */
    public static final String NOT_READY = "notReady";
    /** Gives the slot, an {@link Integer}. */
    public static final String SLOT = "slot";
    /** Gives whether the worker drains, a {@link Boolean}. */
    public static final String DRAINING = "draining";
    /** Takes a {@link Runnable}. */
    public static final String ON_DRAIN = "onDrain";
    /** Takes a {@link Runnable}. */
    public static final String ON_STOP = "onStop";
    /** Takes a {@link Map.Entry} of a signal's name and a {@link Runnable}. */
    public static final String ON_SIGNAL = "onSignal";
    /** Gives a {@link Runnable} that ends the request and a {@link BooleanSupplier} in one. */
    public static final String REQUEST = "request";

    private final WorkerRuntime runtime;

    Link(WorkerRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * The link of this JVM; in a cluster the first to ask in it starts the runtime. Outside of one each copy is for
     * itself: there is nothing to share but callbacks, and no thread is started.
     */
    public static BiFunction<String, @Nullable Object, @Nullable Object> join() {
        var environment = WorkerEnvironment.ofProcess();
        var own = new Link(new WorkerRuntime(environment));
        var link = environment.inCluster()
                ? Anchor.findOrHold(() -> own)
                : Anchor.find().orElse(own);
        if (link == own) {
            own.runtime.start();
        }
        return link;
    }

    @Override
    public @Nullable Object apply(String operation, @Nullable Object argument) {
        return switch (operation) {
            case REQUEST -> runtime.state().beginRequest();
            case DRAINING -> runtime.state().draining().now();
            case SLOT -> runtime.slot();
            case READY -> {
                runtime.readiness().appIsReady(argument instanceof BooleanSupplier check ? check : () -> true);
                yield null;
            }
            case NOT_READY -> {
                runtime.readiness().appIsNotReady();
                yield null;
            }
            case ON_DRAIN -> add(runtime.state().onDrain(), argument);
            case ON_STOP -> add(runtime.state().onStop(), argument);
            case ON_SIGNAL -> {
                if (argument instanceof Map.Entry<?, ?> entry
                        && entry.getKey() instanceof String name
                        && entry.getValue() instanceof Runnable callback) {
                    runtime.signals().on(name, callback);
                }
                yield null;
            }
            default -> null;
        };
    }

    private static @Nullable Object add(Callbacks callbacks, @Nullable Object callback) {
        if (callback instanceof Runnable runnable) {
            callbacks.add(runnable);
        }
        return null;
    }

    @Override
    public String toString() {
        return "WorkerApp runtime, slot " + runtime.slot();
    }
}
