package dev.workerapp.worker.action;

import dev.workerapp.worker.ActionHandler;
import dev.workerapp.worker.action.Action.Kind;
import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallException.Reason;
import dev.workerapp.worker.call.CallNames;
import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.thread.Threads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The actions of this worker. At most four run at once, each on a thread of its own, and one of each name, unless the app
 * has said that it may run beside itself. They are no requests in flight: a drain and a stop do not wait for them. Each
 * call is a line of the log, without its arguments. Safe for use by several threads.
 */
public final class Actions {
    /** How long a handler may run. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int RUNNING = 4;
    /**
     * Calls that run or wait for their turn. Each holds a connection of the control endpoint, which has 16 for one peer
     * address: the kubelet's probe must find a place also where it comes from the address that the calls come from.
     */
    private static final int CALLS = 12;

    private final NavigableMap<String, Action> all = new ConcurrentSkipListMap<>();
    private final Semaphore calls = new Semaphore(CALLS);
    private final Semaphore running = new Semaphore(RUNNING, true);
    private final Duration limit;

    /** None yet. */
    public Actions() {
        this(LIMIT);
    }

    /** @param limit how long a call waits for its turn, and how long a handler may then run */
    Actions(Duration limit) {
        this.limit = limit;
    }

    /**
     * Adds an action of the app's; one that has its name, also a built-in one, is replaced.
     *
     * @param concurrent whether it may run beside itself
     * @throws IllegalArgumentException if the name is not allowed
     */
    public void add(
            String name, String description, boolean concurrent, Function<List<String>, @Nullable Object> handler) {
        put(CallNames.checked(name), description, Kind.APP, limit, concurrent ? RUNNING : 1, arguments -> {
            var result = handler.apply(arguments);
            // A file is for the runtime to pass on and to delete.
            return result instanceof Path ? result.toString() : result;
        });
    }

    /** Adds an action of the runtime's own. */
    public void addBuiltIn(String name, String description, Duration mostTime, ActionHandler handler) {
        put(name, description, Kind.BUILT_IN, mostTime, 1, handler);
    }

    /**
     * Adds one that writes a file.
     *
     * @param handler returns the {@link Path} of a file that is the only one in its folder
     */
    public void addBuiltInFile(String name, String description, Duration mostTime, ActionHandler handler) {
        put(name, description, Kind.BUILT_IN_FILE, mostTime, 1, handler);
    }

    private void put(String name, String description, Kind kind, Duration mostTime, int atOnce, ActionHandler handler) {
        var loader = Thread.currentThread().getContextClassLoader();
        all.put(name, new Action(name, description, kind, mostTime, new Semaphore(atOnce, true), loader, handler));
    }

    /** Whether there is an action of this name that writes a file. */
    public boolean writesFile(String name) {
        var action = all.get(name);
        return action != null && action.kind() == Kind.BUILT_IN_FILE;
    }

    /** All of them, by name, as values that can be written as JSON. */
    public List<Map<String, Object>> list() {
        return all.values().stream().map(Actions::described).toList();
    }

    private static Map<String, Object> described(Action action) {
        var described = new LinkedHashMap<String, Object>();
        described.put("name", action.name());
        described.put("description", action.description());
        described.put("builtIn", action.kind() != Kind.APP);
        described.put("file", action.kind() == Kind.BUILT_IN_FILE);
        return described;
    }

    /**
     * Runs an action and waits for its end.
     *
     * @throws CallException if there is no such action, its turn did not come, or it failed
     */
    public Result run(String name, List<String> arguments) throws CallException {
        var action = Optional.ofNullable(all.get(name))
                .orElseThrow(() -> new CallException(
                        Reason.NO_SUCH_ACTION,
                        "There is no action \"" + name + "\". There are: " + String.join(", ", all.keySet()) + "."));
        long begin = System.nanoTime();
        try {
            var result = counted(action, arguments);
            Log.line("action " + name + " is done after " + millisSince(begin) + " ms");
            return result;
        } catch (CallException e) {
            Log.line("action " + name + " failed after " + millisSince(begin) + " ms: " + e.getMessage());
            throw e;
        }
    }

    private Result counted(Action action, List<String> arguments) throws CallException {
        if (!calls.tryAcquire()) {
            throw new CallException(
                    Reason.TOO_MANY_CALLS, CALLS + " calls of actions run or wait in this worker. Try again later.");
        }
        try {
            awaitTurn(action);
            return awaitEnd(action, start(action, arguments));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException(Reason.FAILED, "The runtime of the worker was interrupted.", e);
        } finally {
            calls.release();
        }
    }

    private void awaitTurn(Action action) throws CallException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        if (!action.turns().tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new CallException(
                    Reason.BUSY, "Action " + action.name() + " still runs for another caller. Try again later.");
        }
        if (!running.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            action.turns().release();
            throw new CallException(Reason.BUSY, RUNNING + " actions still run in this worker. Try again later.");
        }
    }

    private FutureTask<Result> start(Action action, List<String> arguments) {
        var run = new FutureTask<Result>(() -> Result.of(action.handler().run(arguments)));
        var thread = Threads.daemon("workerapp-action-" + action.name(), () -> {
            try {
                run.run();
            } finally {
                // Not when the caller is told that it took too long: what does not end keeps its turn.
                action.turns().release();
                running.release();
            }
        });
        thread.setContextClassLoader(action.loader());
        thread.start();
        return run;
    }

    private static Result awaitEnd(Action action, FutureTask<Result> run) throws CallException, InterruptedException {
        try {
            return run.get(action.limit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            run.cancel(true);
            throw new CallException(
                    Reason.TIMED_OUT,
                    "Action " + action.name() + " did not end within "
                            + action.limit().toMillis() / 1e3 + " s. Its thread was interrupted.",
                    e);
        } catch (ExecutionException e) {
            var cause = e.getCause();
            throw cause instanceof CallException failure
                    ? failure
                    : new CallException(Reason.FAILED, "Action " + action.name() + " failed: " + cause, e);
        }
    }

    /** How many more may call now. */
    int callsLeft() {
        return calls.availablePermits();
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
