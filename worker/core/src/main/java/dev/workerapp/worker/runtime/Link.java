package dev.workerapp.worker.runtime;

import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.message.Sent;
import dev.workerapp.worker.state.Callbacks;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;
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
    /**
     * Takes an array: name, description, whether it may run beside itself, and a {@link Function} of a list of texts.
     */
    public static final String ON_ACTION = "onAction";
    /** Takes a {@link Map.Entry} of a topic and a {@link BiConsumer} of a slot, an {@link OptionalInt}, and a text. */
    public static final String ON_MESSAGE = "onMessage";
    /** Takes a {@link Map.Entry} of a topic and a text; gives the numbers of those that took it and of those that did not. */
    public static final String BROADCAST = "broadcast";
    /** Takes an array: slot, topic, text; gives what {@link #BROADCAST} gives. */
    public static final String SEND = "send";
    /**
     * Gives a {@link Runnable} that ends the request, a {@link BooleanSupplier} that says whether to close, and an {@link
     * IntConsumer} of the status, in one.
     */
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
            case ON_ACTION -> onAction(argument);
            case ON_MESSAGE -> onMessage(argument);
            case BROADCAST -> broadcast(argument);
            case SEND -> send(argument);
            default -> null;
        };
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object onAction(@Nullable Object argument) {
        if (argument instanceof Object[] parts
                && parts.length == 4
                && parts[0] instanceof String name
                && parts[1] instanceof String description
                && parts[2] instanceof Boolean concurrent
                && parts[3] instanceof Function<?, ?> handler) {
            runtime.actions().add(name, description, concurrent, (Function<List<String>, @Nullable Object>) handler);
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object onMessage(@Nullable Object argument) {
        if (argument instanceof Map.Entry<?, ?> entry
                && entry.getKey() instanceof String topic
                && entry.getValue() instanceof BiConsumer<?, ?> handler) {
            runtime.inbox().on(topic, (BiConsumer<OptionalInt, String>) handler);
        }
        return null;
    }

    private @Nullable Object broadcast(@Nullable Object argument) {
        return argument instanceof Map.Entry<?, ?> entry
                        && entry.getKey() instanceof String topic
                        && entry.getValue() instanceof String text
                ? counts(runtime.outbox().broadcast(topic, text))
                : null;
    }

    private @Nullable Object send(@Nullable Object argument) {
        return argument instanceof Object[] parts
                        && parts.length == 3
                        && parts[0] instanceof Integer slot
                        && parts[1] instanceof String topic
                        && parts[2] instanceof String text
                ? counts(runtime.outbox().send(slot, topic, text))
                : null;
    }

    private static int[] counts(Sent sent) {
        return new int[] {sent.delivered(), sent.failed()};
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
