package dev.workerapp.operator.usage;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.runtime.ReadyWorker;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the cluster's metrics, for {@code recycle.maxMemory}: one list for all workers. Thread-safe. */
final class MemoryMeasure implements Measure {

    /** @param restarts of which run of the container the samples are */
    private record Samples(int restarts, MemorySamples samples) {}

    private final MemoryReader reader;
    private final Map<String, Samples> byPod = new ConcurrentHashMap<>();
    private volatile @Nullable String failure;

    MemoryMeasure(MemoryReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean isLimited(WorkerApp app) {
        return limit(app).isPresent();
    }

    private static Optional<Long> limit(WorkerApp app) {
        return Optional.ofNullable(app.getSpec())
                .flatMap(spec -> Optional.ofNullable(spec.recycle()))
                .flatMap(recycle -> Optional.ofNullable(recycle.maxMemory()))
                .map(Quantity::getNumericalAmount)
                .map(amount -> amount.longValue());
    }

    /** Passes ask for what is known meanwhile, so they do not wait for the metrics API. */
    @Override
    public void measure(List<ReadyWorker> workers) {
        keep(workers, workers.isEmpty() ? Map.of() : read());
    }

    private synchronized void keep(List<ReadyWorker> workers, Map<String, MemoryReader.Sample> read) {
        byPod.keySet().retainAll(workers.stream().map(ReadyWorker::uid).collect(Collectors.toSet()));
        for (ReadyWorker worker : workers) {
            MemorySamples samples = byPod.compute(
                            worker.uid(),
                            (_, before) -> before == null || before.restarts() != worker.restarts()
                                    ? new Samples(worker.restarts(), new MemorySamples())
                                    : before)
                    .samples();
            MemoryReader.Sample sample = read.get(key(worker.namespace(), worker.name()));
            if (sample != null && isOfThisRun(worker, sample.at())) {
                samples.add(sample.at(), sample.bytes());
            } else {
                samples.missed();
            }
        }
    }

    /** Both times are of the node's clock. */
    private static boolean isOfThisRun(ReadyWorker worker, Instant at) {
        return worker.startedAt().filter(at::isBefore).isEmpty();
    }

    private Map<String, MemoryReader.Sample> read() {
        try {
            Map<String, MemoryReader.Sample> read = reader.read().stream()
                    .collect(Collectors.toMap(
                            sample -> key(sample.namespace(), sample.pod()), sample -> sample, (one, _) -> one));
            failure = null;
            return read;
        } catch (IOException e) {
            failure = e.getMessage();
            return Map.of();
        }
    }

    private static String key(String namespace, String pod) {
        return namespace + "/" + pod;
    }

    private Optional<MemorySamples> samples(ReadyWorker worker) {
        return Optional.ofNullable(byPod.get(worker.uid()))
                .filter(samples -> samples.restarts() == worker.restarts())
                .map(Samples::samples);
    }

    @Override
    public synchronized Set<Reason> exceeded(WorkerApp app, ReadyWorker worker) {
        Optional<Long> limit = limit(app);
        return limit.isPresent()
                        && samples(worker)
                                .filter(samples -> samples.stayAbove(limit.get()))
                                .isPresent()
                ? Set.of(Reason.MAX_MEMORY)
                : Set.of();
    }

    @Override
    public synchronized Optional<String> unknown(WorkerApp app, ReadyWorker worker) {
        return samples(worker)
                .filter(MemorySamples::isUnknown)
                .map(_ -> failure == null ? "the metrics API has no new sample of its container worker" : failure);
    }

    @Override
    public Problem problem(WorkerApp app, int workers, String why) {
        return new Problem(
                Reason.METRICS_UNAVAILABLE,
                "The operator can't find out how much memory %d of the workers use, so recycle.maxMemory does not recycle them. It reads the API metrics.k8s.io, which metrics-server serves. %s"
                        .formatted(workers, why));
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** Of how many pods something is kept. */
    synchronized int size() {
        return byPod.size();
    }
}
