package dev.workerapp.operator.usage;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.runtime.FanOut;
import dev.workerapp.operator.runtime.ReadyWorker;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the runtime in each worker, for {@code recycle.maxRequests} and {@code recycle.maxHeapPercent}. Thread-safe. */
final class RuntimeMeasure implements Measure {

    private static final Logger LOG = LoggerFactory.getLogger(RuntimeMeasure.class);

    /** A thousand workers that do not answer take sixteen seconds so. */
    private static final int MOST_AT_ONCE = 128;

    private final UsageReader reader;
    private final FanOut fanOut = new FanOut(MOST_AT_ONCE);
    private final Readings readings = new Readings();

    RuntimeMeasure(UsageReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean isLimited(WorkerApp app) {
        return Limits.of(app).areAny();
    }

    @Override
    public void measure(List<ReadyWorker> workers) throws InterruptedException {
        readings.keep(workers.stream().map(ReadyWorker::uid).collect(Collectors.toSet()));
        fanOut.each(workers, this::ask);
    }

    private void ask(ReadyWorker worker) {
        try {
            readings.answered(worker, reader.read(worker));
        } catch (IOException e) {
            LOG.debug("{} does not say what it uses", worker, e);
            readings.failed(worker, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            // The operator stops.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Set<Reason> exceeded(WorkerApp app, ReadyWorker worker) {
        return readings.of(worker)
                .map(usage -> Limits.of(app).exceeded(worker, usage))
                .orElse(Set.of());
    }

    @Override
    public Optional<String> unknown(WorkerApp app, ReadyWorker worker) {
        return readings.unknown(worker)
                .map(why -> why + " (port " + worker.port() + ")")
                .or(() -> readings.of(worker).flatMap(Limits.of(app)::unknown));
    }

    @Override
    public Problem problem(WorkerApp app, int workers, String why) {
        return new Problem(
                Reason.USAGE_UNKNOWN,
                "The operator can't find out what %d of the workers use, so %s does not recycle them. It asks their worker runtime at /usage. %s"
                        .formatted(workers, Limits.of(app).fields().collect(Collectors.joining(" or ")), why));
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Of how many pods something is kept. */
    int size() {
        return readings.size();
    }
}
