package dev.workerapp.worker.signal;

import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.thread.Threads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The signals of this JVM: what the app does on them, and those that are raised by request, once for each token. A request
 * that is sent again, since its answer was lost, changes nothing; the last token is remembered for as long as the JVM lives.
 * Safe for use by several threads.
 */
public final class WorkerSignals {
    private final Map<String, List<Runnable>> callbacks = new HashMap<>();
    private String last = "";

    /** What became of a request. */
    public enum Result {
        /** The signal was raised, now or before by the same token. */
        RAISED,
        /** It is none that may be sent to a worker. */
        REFUSED,
        /** The app has no handler for it: its default would end the worker, or do nothing. */
        NOT_HANDLED,
        /** This Java runtime can't raise it. */
        UNSUPPORTED
    }

    /**
     * An answer.
     *
     * @param words the same for a person, as sentences
     */
    public record Answer(Result result, String words) {}

    /**
     * Runs the callback on each such signal from now on, after those that were added before.
     *
     * @param name with or without SIG
     * @throws IllegalArgumentException if an app can't handle it
     */
    public synchronized void on(String name, Runnable callback) {
        var plain = SignalNames.plain(name);
        SignalNames.problem(plain).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        var known = callbacks.get(plain);
        if (known != null) {
            known.add(callback);
            return;
        }
        var all = new CopyOnWriteArrayList<>(List.of(callback));
        try {
            var signals = new JvmSignals();
            // Not on the JVM's own thread: by its name one tells that a signal ends this JVM.
            signals.handle(plain, () -> Threads.daemon("workerapp-signal", () -> run(plain, all))
                    .start());
            if (signals.isHandled(plain)) {
                callbacks.put(plain, all);
            } else {
                // The JVM leaves it so, where it was so when the process began.
                Log.line("signal " + plain + " can't be handled: this process ignores it, as nohup has it");
            }
        } catch (ReflectiveOperationException e) {
            Log.line("signal " + plain + " can't be handled in this Java runtime", JvmSignals.cause(e));
        }
    }

    private static void run(String name, List<Runnable> all) {
        // One signal after the other.
        synchronized (all) {
            for (var callback : all) {
                try {
                    callback.run();
                } catch (RuntimeException | Error e) {
                    Log.line("a callback for signal " + name + " failed", e);
                }
            }
        }
    }

    /**
     * Raises a signal unless that was done for this token.
     *
     * @param name without SIG
     * @param token what tells this request from another one; not empty
     */
    public synchronized Answer raise(String name, String token) {
        var request = name + " " + token;
        if (request.equals(last)) {
            return new Answer(Result.RAISED, "Signal " + name + " was raised for this token before.");
        }
        var answer = raise(name);
        if (answer.result() == Result.RAISED) {
            last = request;
        }
        return answer;
    }

    /**
     * Raises a signal.
     *
     * @param name without SIG
     */
    public synchronized Answer raise(String name) {
        var problem = SignalNames.problem(name);
        if (problem.isPresent()) {
            return new Answer(Result.REFUSED, problem.get());
        }
        try {
            var signals = new JvmSignals();
            if (!callbacks.containsKey(name) && !signals.isHandled(name)) {
                return new Answer(
                        Result.NOT_HANDLED,
                        "The app has no handler for signal " + name
                                + ", so it is not raised: add one by Worker.onSignal.");
            }
            signals.raise(name);
            return new Answer(Result.RAISED, "Signal " + name + " was raised.");
        } catch (ReflectiveOperationException e) {
            return new Answer(
                    Result.UNSUPPORTED,
                    "The Java runtime of the worker can't raise signal " + name + ", for which it needs the module"
                            + " jdk.unsupported: " + JvmSignals.cause(e) + ".");
        }
    }
}
