package dev.workerapp.worker;

import dev.workerapp.worker.runtime.Link;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * This worker: what the app tells the cluster, and what it can learn. There is one in a JVM, however many class loaders
 * have a copy of this class. Nothing here throws because there is no cluster: on a laptop the slot is 0, a worker never
 * drains, and the stop callbacks run when the JVM ends. All methods are safe for use by several threads.
 */
public final class Worker {
    private static final BiFunction<String, @Nullable Object, @Nullable Object> LINK = Link.join();

    private Worker() {}

    /**
     * Says that this worker can serve: PM2's {@code process.send('ready')}. With a warm-up it is reported ready when that
     * is done, and where its port is known only while that accepts connections. It holds until the next call of this
     * method, {@link #ready(BooleanSupplier)} or {@link #notReady}. Returns at once.
     */
    public static void ready() {
        tell(Link.READY, null);
    }

    /**
     * Says as {@link #ready()} does that this worker can serve, as long as {@code check} agrees. It is asked at each
     * probe, about once a second, on a thread of its own, never twice at a time, and not while the worker drains. The
     * worker is not ready where it says false, throws, or has not answered 0.2 s before the probe gives up ({@code
     * readiness.probeTimeoutSeconds}); it is not interrupted then, and
     * is asked anew once it has returned. To be cheap, and about this worker alone: a check of something that all
     * workers share takes all of them out of the Service at once.
     */
    public static void ready(BooleanSupplier check) {
        tell(Link.READY, Objects.requireNonNull(check));
    }

    /**
     * Says that this worker can't serve for now: no new connections are sent to it until it calls {@code ready} again.
     * Connections that are there stay. Where the port makes a worker ready ({@code readiness.signal: Listen}) this and
     * {@code ready} change nothing. Returns at once.
     */
    public static void notReady() {
        tell(Link.NOT_READY, null);
    }

    /** This worker's number among its app's instances, from 0; during a reload its replacement has the same one. */
    public static int slot() {
        return LINK.apply(Link.SLOT, null) instanceof Integer slot ? slot : 0;
    }

    /**
     * Whether this worker is on its way out: it still serves, and asks its clients to come back to another one. A drain
     * that no signal follows within 30 s is called off, and then this is false again.
     */
    public static boolean draining() {
        return Boolean.TRUE.equals(LINK.apply(Link.DRAINING, null));
    }

    /**
     * Registers what to do when the drain begins, such as closing streams that would outlive it. In a cluster callbacks
     * run one after the other in the order of registration, in the background, within the drain's time (at least 5 s);
     * each gets at most its share of what is left and is interrupted after it. One that throws is logged. When the worker
     * drains already, {@code callback} runs at once on the calling thread. They run once in each drain: again where one was
     * called off before.
     */
    public static void onDrain(Runnable callback) {
        tell(Link.ON_DRAIN, Objects.requireNonNull(callback));
    }

    /**
     * Registers what to do on SIGTERM, once the requests in flight have ended, or four fifths of the stop time
     * ({@code WORKERAPP_STOP_SECONDS}, 25) are over. Order, time and exceptions are as with {@link #onDrain}, within
     * what is left of the stop time. Also runs when the JVM ends by itself, and then at once.
     */
    public static void onStop(Runnable callback) {
        tell(Link.ON_STOP, Objects.requireNonNull(callback));
    }

    /**
     * Registers what to do when this worker gets a signal of the operating system, in the place of what the JVM does by
     * default, which mostly is to end: for each {@code kill -HUP}, and for each request by the app's annotation {@code
     * workerapp.dev/signal}. Callbacks for a signal run one after the other, in the order of registration, on a thread of
     * their own, and never for two signals of a name at once. One that throws is logged. A handler that the app has set
     * before by other means is replaced. On a laptop it is the same, where the system has such a signal.
     *
     * @param signal ALRM, CONT, HUP, IO, PROF, PWR, TSTP, TTIN, TTOU, URG, USR1, VTALRM or WINCH, with or without SIG
     * @throws IllegalArgumentException for another one; for SIGTERM there is {@link #onStop}
     */
    public static void onSignal(String signal, Runnable callback) {
        tell(Link.ON_SIGNAL, Map.entry(signal, callback));
    }

    /**
     * Registers something that people and programs can ask this worker for, by {@code kubectl workerapp trigger}. It runs on
     * a thread of its own, and once at a time; a caller whose turn has not come after 30 s is told so. One that is
     * registered under this name already is replaced, also a built-in one. It is no request in flight: a drain and a stop
     * do not wait for it. On a laptop nobody can call it.
     *
     * @param name 1 to 63 letters, digits, '-', '_' and '.'; the first and the last one a letter or a digit
     * @param description a sentence for whoever looks for what to ask for
     * @throws IllegalArgumentException if the name is not allowed
     */
    public static void action(String name, String description, ActionHandler handler) {
        addAction(name, description, false, handler);
    }

    /**
     * Registers an action as {@link #action} does, but for several callers at a time: up to four, together with all other
     * actions of this worker.
     */
    public static void concurrentAction(String name, String description, ActionHandler handler) {
        addAction(name, description, true, handler);
    }

    private static void addAction(String name, String description, boolean concurrent, ActionHandler handler) {
        Objects.requireNonNull(handler);
        Function<List<String>, @Nullable Object> function = arguments -> run(handler, arguments);
        tell(
                Link.ON_ACTION,
                new Object[] {Objects.requireNonNull(name), Objects.requireNonNull(description), concurrent, function});
    }

    private static @Nullable Object run(ActionHandler handler, List<String> arguments) {
        try {
            return handler.run(arguments);
        } catch (Exception e) {
            throw Worker.<RuntimeException>unchanged(e);
        }
    }

    /** Lets a checked exception through a function of the JDK's, which is all that two copies of this class have in common. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E unchanged(Exception e) throws E {
        throw (E) e;
    }

    /**
     * Registers what to do with messages on a topic, from other workers ({@link #broadcast}, {@link #send}) and from people
     * ({@code kubectl workerapp send}). Messages of all topics are handled one after the other, in the order in which they
     * came, on one thread: a handler that takes long holds the others up, is interrupted after 30 s, and makes senders fail
     * once 100 messages wait. One that throws is logged. Several handlers of a topic run in the order of registration.
     *
     * @param topic named as an action is
     * @throws IllegalArgumentException if the name is not allowed
     */
    public static void onMessage(String topic, Consumer<Message> handler) {
        Objects.requireNonNull(handler);
        BiConsumer<OptionalInt, String> function = (from, json) -> handler.accept(new Message(from, json));
        tell(Link.ON_MESSAGE, Map.entry(topic, function));
    }

    /**
     * Sends a message to all other workers of this app that are there now, those of older revisions too, and returns when
     * each has taken it or failed: after some seconds at the latest where there are few. At most once: nothing is stored
     * and nothing is sent again, so a worker that starts just now may miss it. What one thread sends arrives in its order.
     *
     * @param json up to 256 KiB of text; JSON by convention
     * @throws IllegalArgumentException if the topic's name is not allowed, or the text is too long
     */
    public static Delivery broadcast(String topic, String json) {
        return delivery(LINK.apply(Link.BROADCAST, Map.entry(topic, json)));
    }

    /**
     * Sends a message to the workers of one slot as {@link #broadcast} does to all: this worker too, if the slot is its own.
     * Mostly there is one, during a reload two, and none where the slot has no worker, which is {@code delivered} 0.
     *
     * @throws IllegalArgumentException as for {@link #broadcast}, or if the slot is negative
     */
    public static Delivery send(int slot, String topic, String json) {
        return delivery(LINK.apply(
                Link.SEND, new Object[] {slot, Objects.requireNonNull(topic), Objects.requireNonNull(json)}));
    }

    private static Delivery delivery(@Nullable Object counts) {
        return counts instanceof int[] both ? new Delivery(both[0], both[1]) : new Delivery(0, 0);
    }

    /** Begins a request: for adapters to servers. To be closed exactly when its response is written, or has failed. */
    public static RequestInFlight request() {
        return new RequestInFlight(Objects.requireNonNull(LINK.apply(Link.REQUEST, null)));
    }

    private static void tell(String operation, @Nullable Object argument) {
        var unused = LINK.apply(operation, argument);
    }
}
