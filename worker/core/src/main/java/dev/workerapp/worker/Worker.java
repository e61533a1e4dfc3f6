package dev.workerapp.worker;

import dev.workerapp.worker.runtime.Link;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
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

    /** Begins a request: for adapters to servers. To be closed exactly when its response is written, or has failed. */
    public static RequestInFlight request() {
        return new RequestInFlight(Objects.requireNonNull(LINK.apply(Link.REQUEST, null)));
    }

    private static void tell(String operation, @Nullable Object argument) {
        var unused = LINK.apply(operation, argument);
    }
}
