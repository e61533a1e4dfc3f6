package dev.workerapp.worker.runtime;

import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.state.Callbacks;
import java.util.Properties;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The runtime behind JDK types, an operation's name and its argument, so that a copy of the library in one class loader
 * can use the runtime that a copy in another one has started: the agent is on the system class path, while an executable
 * jar or a web app brings the library in a loader of its own. An operation that a copy does not know (it may be older)
 * does nothing and gives null. Safe for use by several threads.
 */
public final class Link implements BiFunction<String, @Nullable Object, @Nullable Object> {
    /**
     * Where the JVM's one link is held among the system properties, as an object. Put there only in a cluster: on a laptop
     * nobody finds anything in them that is not text.
     */
    public static final String PROPERTY = "dev.workerapp.worker.link";

    /** What a link can do; the names are the contract between copies of different versions. */
    public static final String READY = "ready";

    /** Gives the slot, an {@link Integer}. */
    public static final String SLOT = "slot";
    /** Gives whether the worker drains, a {@link Boolean}. */
    public static final String DRAINING = "draining";
    /** Takes a {@link Runnable}. */
    public static final String ON_DRAIN = "onDrain";
    /** Takes a {@link Runnable}. */
    public static final String ON_STOP = "onStop";
    /** Gives a {@link Runnable} that ends the request and a {@link java.util.function.BooleanSupplier} in one. */
    public static final String REQUEST = "request";

    private final WorkerRuntime runtime;

    Link(WorkerRuntime runtime) {
        this.runtime = runtime;
    }

    /** The link of this JVM; the first to ask in it starts the runtime. */
    public static BiFunction<String, @Nullable Object, @Nullable Object> join() {
        return join(WorkerEnvironment.ofProcess(), System.getProperties());
    }

    @SuppressWarnings("unchecked")
    static BiFunction<String, @Nullable Object, @Nullable Object> join(WorkerEnvironment environment, Properties jvm) {
        var runtime = new WorkerRuntime(environment);
        var own = new Link(runtime);
        // One lock that all copies know: the map itself.
        synchronized (jvm) {
            if (jvm.get(PROPERTY) instanceof BiFunction<?, ?, ?> other) {
                return (BiFunction<String, @Nullable Object, @Nullable Object>) other;
            }
            if (environment.inCluster()) {
                jvm.put(PROPERTY, own);
            }
        }
        runtime.start();
        return own;
    }

    @Override
    public @Nullable Object apply(String operation, @Nullable Object argument) {
        return switch (operation) {
            case REQUEST -> runtime.state().beginRequest();
            case DRAINING -> runtime.state().draining().now();
            case SLOT -> runtime.slot();
            case READY -> {
                runtime.ready();
                yield null;
            }
            case ON_DRAIN -> add(runtime.state().onDrain(), argument);
            case ON_STOP -> add(runtime.state().onStop(), argument);
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
