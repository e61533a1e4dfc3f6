package dev.workerapp.operator.usage;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.runtime.ReadyWorker;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One way to find out what workers use, and the limits for which it is. Thread-safe. */
interface Measure extends AutoCloseable {

    /** Whether the app has such a limit. */
    boolean isLimited(WorkerApp app);

    /** Finds out what these workers use; of others it forgets it. */
    void measure(List<ReadyWorker> workers) throws InterruptedException;

    /** What the worker is over by the app's limits of now, as far as it is known. */
    Set<Reason> exceeded(WorkerApp app, ReadyWorker worker);

    /** Why it is not known, for a while now; empty if it is, or the worker was hardly measured. */
    Optional<String> unknown(WorkerApp app, ReadyWorker worker);

    /**
     * That the limits have no effect on some workers.
     *
     * @param workers how many they are
     * @param why one of them by name, and why it is not known what it uses
     */
    Problem problem(WorkerApp app, int workers, String why);

    @Override
    void close();
}
