package dev.workerapp.worker.ready;

import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.environment.WorkerEnvironment.ReadyOn;
import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.thread.Threads;
import dev.workerapp.worker.warmup.AppPort;
import dev.workerapp.worker.warmup.WarmUp;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Whether the worker is ready: once what it waits for has come, the app's word or its open port, and it is warm; and from
 * then on as long as the app does not take its word back, its port accepts, and its own check agrees. Safe for use by
 * several threads.
 */
public final class Readiness {
    /** By so much a look at port and check ends before the kubelet's patience does, so that the probe gets its answer. */
    private static final Duration EARLIER = Duration.ofMillis(200);

    private final WorkerEnvironment environment;
    private final WorkerState state;
    private final Duration checkTime;
    private final Optional<AppPort> port;
    private final AtomicBoolean warmUpBegun = new AtomicBoolean();
    private volatile boolean warm;
    /** Why the word is not there; empty: it is. */
    private volatile Optional<String> noWord;

    private volatile Check check;
    private volatile Optional<String> lastLook = Optional.empty();
    private boolean asked;
    private boolean everReady;
    private boolean unready;

    /** Not ready, until the app says so, or {@link #awaitListening} sees its port. */
    public Readiness(WorkerEnvironment environment, WorkerState state) {
        this(environment, state, environment.probe().minus(EARLIER));
    }

    /**
     * The same.
     *
     * @param checkTime how long a look at port and check may take
     */
    public Readiness(WorkerEnvironment environment, WorkerState state, Duration checkTime) {
        this.checkTime = checkTime;
        this.environment = environment;
        this.state = state;
        port = environment.appPort().stream().mapToObj(AppPort::new).findFirst();
        warm = !environment.inCluster() || environment.warmUp().isEmpty();
        noWord = Optional.of(portSaysIt() ? "the app's port is not open yet" : "the app has not called Worker.ready()");
        check = new Check(port, () -> true, checkTime);
    }

    /**
     * The app's word, which holds until its next one; where the port is waited for, it changes nothing.
     *
     * @param ownCheck asked at each probe
     */
    public void appIsReady(BooleanSupplier ownCheck) {
        if (!portSaysIt()) {
            begin(ownCheck);
        }
    }

    /** The app takes its word back; where the port is waited for, it changes nothing. */
    public void appIsNotReady() {
        if (!portSaysIt()) {
            noWord = Optional.of("the app has called Worker.notReady()");
        }
    }

    /** Where the port is what says that the worker is ready, waits for it, in the background. */
    public void awaitListening() {
        if (portSaysIt()) {
            port.ifPresent(appPort -> background(() -> {
                appPort.awaitAccepting();
                begin(() -> true);
            }));
        }
    }

    /**
     * Looks whether the worker is ready now: why it is not, empty if it is. Takes at most the check's time. While the worker drains
     * or stops, its port and check are as the last look found them.
     */
    public Optional<String> problem() {
        var problem = problemOfStart().or(this::look);
        logChange(problem);
        return problem;
    }

    /** Whether it was ready when a probe looked last; nothing is looked at. */
    public boolean ready() {
        return problemOfStart().isEmpty() && lastLook.isEmpty();
    }

    /** Whether probes have asked, and none has found the worker ready. */
    public synchronized boolean neverReady() {
        return asked && !everReady;
    }

    private Optional<String> problemOfStart() {
        return noWord.or(() -> warm ? Optional.empty() : Optional.of("the warm-up is under way"));
    }

    private Optional<String> look() {
        if (!state.draining().now()) {
            lastLook = check.problem();
        }
        return lastLook;
    }

    /** A worker that has been ready once and is not any more is worth a line, and so is that it is again. */
    private synchronized void logChange(Optional<String> problem) {
        if (problem.isEmpty() && unready) {
            Log.line("ready again");
        } else if (problem.isPresent() && everReady && !unready) {
            Log.line("not ready any more: " + problem.get());
        }
        asked = true;
        everReady = everReady || problem.isEmpty();
        unready = everReady && problem.isPresent();
    }

    private boolean portSaysIt() {
        return environment.inCluster() && environment.readyOn() == ReadyOn.LISTEN;
    }

    private void begin(BooleanSupplier ownCheck) {
        check = new Check(port, ownCheck, checkTime);
        lastLook = Optional.empty();
        noWord = Optional.empty();
        if (!warm && !warmUpBegun.getAndSet(true)) {
            background(this::warmUp);
        }
    }

    private void warmUp() {
        try {
            environment.warmUp().ifPresent(calls -> {
                state.requests().warming(true);
                new WarmUp(port.orElseThrow(), calls).run();
            });
        } finally {
            state.requests().warming(false);
            warm = true;
        }
    }

    private static void background(Runnable work) {
        Threads.daemon("workerapp-ready", work).start();
    }
}
