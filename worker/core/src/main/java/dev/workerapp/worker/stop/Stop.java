package dev.workerapp.worker.stop;

import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.state.WorkerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What happens between the signal and the end of the JVM, as its shutdown hook: the JVM lives until it returns, so the
 * requests in flight finish, and then the app's callbacks run. In the end one line says what was in flight, in the log
 * and for the operator.
 */
public final class Stop implements Runnable {
    private static final long LOOK_AGAIN = Duration.ofMillis(10).toNanos();
    /** Some servers send what a filter has written only after the filter has returned. */
    private static final long SETTLE = Duration.ofMillis(100).toNanos();

    private static final int PARTS = 5;

    private final WorkerState state;
    private final Drain drain;
    private final Duration limit;
    private final boolean inCluster;
    private final Path terminationLog;
    private final BooleanSupplier neverReady;
    private volatile OptionalInt inFlight = OptionalInt.empty();

    /**
     * @param limit how long it takes at most: four fifths for the requests in flight, the rest for the callbacks
     * @param inCluster outside a cluster nothing is waited for, and nothing logged
     * @param terminationLog where the kubelet looks for a last message
     * @param neverReady whether the kubelet has asked whether the worker is ready, and never got a yes
     */
    public Stop(
            WorkerState state,
            Drain drain,
            Duration limit,
            boolean inCluster,
            Path terminationLog,
            BooleanSupplier neverReady) {
        this.state = state;
        this.drain = drain;
        this.limit = limit;
        this.inCluster = inCluster;
        this.terminationLog = terminationLog;
        this.neverReady = neverReady;
    }

    /** How many requests were in flight when the signal came; empty before. */
    public OptionalInt inFlight() {
        return inFlight;
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        // What keeps it from being ready, before the stop changes that.
        var stacks = inCluster && neverReady.getAsBoolean() ? StackSummary.now() : "";
        int atSignal = state.requests().inFlight();
        inFlight = OptionalInt.of(atSignal);
        boolean asked = state.draining().now() || Signals.received();
        boolean leaves = inCluster && asked;
        boolean drained = drain.begunOrNone();
        // What came before the signal; from here on it is the stop.
        double drainSeconds = drain.seconds();
        if (leaves) {
            drain.begin();
            long deadline =
                    begin + limit.multipliedBy(PARTS - 1L).dividedBy(PARTS).toNanos();
            awaitRequests(deadline);
            state.onDrain().await(until(deadline));
        }
        int lost = state.requests().inFlight();
        state.onStop().runAll(until(begin + limit.toNanos()));
        if (leaves) {
            var requests = state.requests();
            say(new TerminationReport(
                    drained, drainSeconds, atSignal, lost, requests.latencies().count(), requests.closing(), stacks));
        }
    }

    private void say(TerminationReport words) {
        Log.line(String.format(
                Locale.ROOT,
                "stopped: drained %.1f s, %d requests in flight at the signal, %d of them not finished, %d in all",
                words.drainSeconds(),
                words.inFlight(),
                words.unfinished(),
                words.requests()));
        if (!words.stacks().isEmpty()) {
            Log.line("it was never ready; when it was stopped its threads were at:\n" + words.stacks());
        }
        words.writeTo(terminationLog);
    }

    /** Until none has been in flight for the settling time, or the deadline. */
    private void awaitRequests(long deadline) {
        long now = System.nanoTime();
        for (long busy = now; now - busy < SETTLE && now - deadline < 0 && !Thread.interrupted(); ) {
            LockSupport.parkNanos(LOOK_AGAIN);
            now = System.nanoTime();
            busy = state.requests().inFlight() > 0 ? now : busy;
        }
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
