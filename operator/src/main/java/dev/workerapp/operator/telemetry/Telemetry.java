package dev.workerapp.operator.telemetry;

import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.operator.termination.Termination;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.ReloadReport;
import dev.workerapp.planner.Report;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's own metrics. None has a label whose values grow with the number of apps or workers; those are in {@link
 * ProblemMetrics}. Thread-safe.
 */
public final class Telemetry {

    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);
    private static final Path MEMORY = Path.of("/proc/self/status");

    private final MeterRegistry registry;
    private final AtomicLong firstReconcileMillis = new AtomicLong();
    private final Counter stops;
    private final Counter kills;
    private final Counter unfinished;
    private final Counter closed;
    private final Timer drains;

    /** Registers the metrics. */
    public Telemetry(MeterRegistry registry) {
        this.registry = registry;
        stops = counter("workerapp.stops", "Workers that ended after they were asked to");
        kills = counter("workerapp.kills", "Workers that SIGKILL ended after they were asked to end");
        unfinished = counter(
                "workerapp.unfinished.requests", "Requests in flight in workers that ended, as their runtime said");
        closed = counter(
                "workerapp.closing.responses",
                "Responses of workers that ended by which clients heard that the connection ends, as their runtime said");
        drains = Timer.builder("workerapp.drain")
                .description("How long workers drained, as their runtime said")
                .register(registry);
        Gauge.builder("workerapp.first.reconcile.seconds", firstReconcileMillis, millis -> millis.get() / 1000.0)
                .description("Seconds from the start of the process to the end of the first reconciliation")
                .register(registry);
        Gauge.builder("process.resident.memory.bytes", Telemetry::residentBytes)
                .description("Resident memory of the operator")
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    /** That a worker has ended. */
    public void ended(Termination ending) {
        stops.increment();
        kills.increment(ending.killed() ? 1 : 0);
        ending.terminationReport().ifPresent(words -> {
            unfinished.increment(words.unfinished());
            closed.increment((double) words.closed());
            drains.record(Duration.ofMillis(Math.round(words.drainSeconds() * 1000)));
        });
    }

    /** Counts workers by state, from the apps' statuses as they are when the metrics are read. */
    public void countWorkers(Supplier<Stream<WorkerAppStatus>> statuses) {
        workers(statuses, "existing", WorkerAppStatus::instances);
        workers(statuses, "ready", WorkerAppStatus::ready);
        workers(statuses, "available", WorkerAppStatus::available);
        workers(statuses, "updated", WorkerAppStatus::updated);
    }

    /** Says whether a namespace is watched; {@code *} stands for all namespaces. */
    public void watchNamespace(String namespace, BooleanSupplier unwatched) {
        Gauge.builder("workerapp.namespace.unwatched", () -> unwatched.getAsBoolean() ? 1 : 0)
                .description("1 while the apps of the namespace can't be watched, so that nothing is done for them")
                .tag("namespace", namespace)
                .register(registry);
    }

    /** Says whether this operator is the one that acts. */
    public void leads(BooleanSupplier leading) {
        Gauge.builder("workerapp.leader", () -> leading.getAsBoolean() ? 1 : 0)
                .description("1 while this operator is the one that acts, 0 while it stands by")
                .register(registry);
    }

    /** Says whether nodes are watched. */
    public void watchNodes(BooleanSupplier unwatched) {
        Gauge.builder("workerapp.nodes.unwatched", () -> unwatched.getAsBoolean() ? 1 : 0)
                .description("1 while nodes are to be watched and can't be")
                .register(registry);
    }

    /** Counts passes by state, as they are when the metrics are read. */
    public void countPasses(IntSupplier running, IntSupplier waiting) {
        passes("running", running);
        passes("waiting", waiting);
    }

    private void passes(String state, IntSupplier count) {
        Gauge.builder("workerapp.passes", count::getAsInt)
                .description("Apps that are looked at now, and those that wait for a free thread")
                .tag("state", state)
                .register(registry);
    }

    private void workers(
            Supplier<Stream<WorkerAppStatus>> statuses,
            String state,
            Function<WorkerAppStatus, @Nullable Integer> count) {
        Gauge.builder("workerapp.workers", () -> statuses.get()
                        .mapToInt(status -> Objects.requireNonNullElse(count.apply(status), 0))
                        .sum())
                .description("Workers of all apps, by state")
                .tag("state", state)
                .register(registry);
    }

    /** That an action was carried out. */
    public void acted(Action action) {
        Counter.builder("workerapp.actions")
                .description("What was done, and why")
                .tag("action", action.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .tag("reason", ApiNames.of(action.reason()))
                .register(registry)
                .increment();
        if (action instanceof Action.MarkFailed) {
            Counter.builder("workerapp.rollbacks")
                    .description("Revisions that were given up")
                    .register(registry)
                    .increment();
        }
    }

    /** That a status was written: times a reload that has ended with it. */
    public void reported(Optional<ReloadReport> before, Report report) {
        report.reload()
                .filter(reload -> before.flatMap(ReloadReport::finishedAt).isEmpty()
                        || before.filter(old -> old.startedAt().equals(reload.startedAt()))
                                .isEmpty())
                .ifPresent(reload -> reload.finishedAt().ifPresent(end -> Timer.builder("workerapp.reload")
                        .description("How long reloads take, by how they end")
                        .tag("phase", ApiNames.of(reload.phase()))
                        .tag("trigger", ApiNames.of(reload.trigger()))
                        .register(registry)
                        .record(Duration.between(reload.startedAt(), end))));
    }

    /** That a reconciliation has ended; the first one is timed from the start of the process. */
    public void reconciled() {
        if (firstReconcileMillis.get() == 0) {
            long millis = Math.max(1, ProcessAge.millis());
            if (firstReconcileMillis.compareAndSet(0, millis)) {
                LOG.info("first reconciliation {} ms after the start of the process", millis);
            }
        }
    }

    private static double residentBytes() {
        try (Stream<String> lines = Files.lines(MEMORY)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
