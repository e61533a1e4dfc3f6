package dev.workerapp.operator.usage;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.runtime.ReadyWorker;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the workers of apps that limit what they use, in rounds, and asks for a pass of an app when what one of its
 * workers is over has changed. Only apps that had a pass are measured, so an operator that stands by measures nothing.
 * Thread-safe.
 */
public final class WorkerUsage extends AbstractEventSource<RuntimeUsage, WorkerApp> {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerUsage.class);

    /** By how much a wait is shorter or longer, so that operators and namespaces do not ask at the same time for ever. */
    private static final double JITTER = 0.1;

    private final List<Measure> measures;
    private final Duration period;
    private final Function<ResourceID, Optional<WorkerApp>> apps;
    private final Function<WorkerApp, Collection<Pod>> pods;
    private final Map<ResourceID, Findings> followed = new ConcurrentHashMap<>();
    /** Of which apps it is reported that they are not measured. */
    private final Map<Measure, Set<ResourceID>> reported;

    /** Of which apps it is reported that a limit is too low, and how. */
    private final Map<ResourceID, Problem> advised = new ConcurrentHashMap<>();

    private @Nullable Thread thread;

    /**
     * What a round has found of an app.
     *
     * @param exceeded what workers are over, by the UIDs of their pods
     * @param unknown the UIDs of those of which that is not known
     */
    private record Findings(Map<String, Set<Reason>> exceeded, Set<String> unknown) {
        static final Findings NOTHING = new Findings(Map.of(), Set.of());
    }

    /** A source that has not started; see {@link #measuring}. */
    WorkerUsage(
            List<Measure> measures,
            Duration period,
            Function<ResourceID, Optional<WorkerApp>> apps,
            Function<WorkerApp, Collection<Pod>> pods) {
        super(RuntimeUsage.class);
        this.measures = measures;
        this.period = period;
        this.apps = apps;
        this.pods = pods;
        this.reported =
                measures.stream().collect(Collectors.toMap(Function.identity(), _ -> ConcurrentHashMap.newKeySet()));
    }

    /**
     * A source that has not started.
     *
     * @param memory reads how much memory pods use
     * @param period from one round to the next
     * @param apps the app of this name, if there is one
     * @param pods the pods with an app's label
     */
    public static WorkerUsage measuring(
            MemoryReader memory,
            Duration period,
            Function<ResourceID, Optional<WorkerApp>> apps,
            Function<WorkerApp, Collection<Pod>> pods) {
        return new WorkerUsage(
                List.of(new RuntimeMeasure(new HttpUsageReader()), new MemoryMeasure(memory)), period, apps, pods);
    }

    /** This operator looks after the app: from now on its workers are measured, if it has a limit. */
    public void follow(WorkerApp app) {
        if (isLimited(app)) {
            followed.putIfAbsent(ResourceID.fromResource(app), Findings.NOTHING);
        }
    }

    private boolean isLimited(WorkerApp app) {
        return measures.stream().anyMatch(measure -> measure.isLimited(app));
    }

    /** Says what the worker of a pod of the app is over, as far as it is known. */
    public Function<Pod, Set<Reason>> exceeded(WorkerApp app) {
        return isLimited(app)
                ? pod ->
                        ReadyWorker.of(pod).map(worker -> exceeded(app, worker)).orElse(Set.of())
                : _ -> Set.of();
    }

    private Set<Reason> exceeded(WorkerApp app, ReadyWorker worker) {
        Set<Reason> all = EnumSet.noneOf(Reason.class);
        measures.forEach(measure -> all.addAll(measure.exceeded(app, worker)));
        return all;
    }

    /**
     * What is wrong with the limits of an app: they have no effect on some workers, since nothing is known of them, or every
     * worker will come over them. Each once, until it is mended.
     */
    public List<Problem> news(WorkerApp app, Collection<Pod> all) {
        return Stream.concat(
                        measures.stream().flatMap(measure -> news(measure, app, all).stream()), advice(app).stream())
                .toList();
    }

    private Optional<Problem> advice(WorkerApp app) {
        ResourceID name = ResourceID.fromResource(app);
        Optional<Problem> advice = HeapRoom.tooLittle(app);
        if (advice.isEmpty()) {
            advised.remove(name);
            return advice;
        }
        return advice.filter(problem -> !problem.equals(advised.put(name, problem)));
    }

    private Optional<Problem> news(Measure measure, WorkerApp app, Collection<Pod> all) {
        Set<ResourceID> said = reported.getOrDefault(measure, Set.of());
        List<String> unknown = workers(measure, app, all)
                .flatMap(worker -> measure.unknown(app, worker).map(why -> worker.name() + ": " + why).stream())
                .sorted()
                .toList();
        if (unknown.isEmpty()) {
            said.remove(ResourceID.fromResource(app));
            return Optional.empty();
        }
        return said.add(ResourceID.fromResource(app))
                ? Optional.of(measure.problem(app, unknown.size(), unknown.getFirst()))
                : Optional.empty();
    }

    private static Stream<ReadyWorker> workers(Measure measure, WorkerApp app, Collection<Pod> pods) {
        return measure.isLimited(app) ? workers(app, pods) : Stream.of();
    }

    private static Stream<ReadyWorker> workers(WorkerApp app, Collection<Pod> pods) {
        return pods.stream().filter(pod -> Ownership.controls(app, pod)).flatMap(pod -> ReadyWorker.of(pod).stream());
    }

    @Override
    public synchronized void start() {
        super.start();
        thread = Thread.ofVirtual().name("usage").start(this::run);
    }

    @Override
    public synchronized void stop() {
        super.stop();
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
        measures.forEach(Measure::close);
    }

    private void run() {
        try {
            while (isRunning()) {
                double part = 1 + JITTER * ThreadLocalRandom.current().nextDouble(-1, 1);
                Thread.sleep(Duration.ofNanos((long) (period.toNanos() * part)));
                roundOrLog();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever a round fails of, the next one is tried. */
    private void roundOrLog() throws InterruptedException {
        try {
            round();
        } catch (RuntimeException e) {
            LOG.warn("workers were not measured", e);
        }
    }

    /** Measures each worker once. */
    void round() throws InterruptedException {
        followed.keySet().removeIf(name -> app(name).isEmpty());
        reported.values().forEach(names -> names.retainAll(followed.keySet()));
        advised.keySet().retainAll(followed.keySet());
        for (Measure measure : measures) {
            measure.measure(apps().flatMap(app -> workers(measure, app, pods.apply(app)))
                    .toList());
        }
        apps().forEach(app -> {
            Findings found = findings(app);
            if (!found.equals(followed.replace(ResourceID.fromResource(app), found))) {
                getEventHandler().handleEvent(new Event(ResourceID.fromResource(app)));
            }
        });
    }

    private Stream<WorkerApp> apps() {
        return followed.keySet().stream().flatMap(name -> app(name).stream());
    }

    private Optional<WorkerApp> app(ResourceID name) {
        return apps.apply(name).filter(this::isLimited);
    }

    private Findings findings(WorkerApp app) {
        Map<String, Set<Reason>> exceeded = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        workers(app, pods.apply(app)).forEach(worker -> {
            Set<Reason> reasons = exceeded(app, worker);
            if (!reasons.isEmpty()) {
                exceeded.put(worker.uid(), reasons);
            }
            if (measures.stream()
                    .anyMatch(measure -> measure.isLimited(app)
                            && measure.unknown(app, worker).isPresent())) {
                unknown.add(worker.uid());
            }
        });
        return new Findings(exceeded, unknown);
    }

    @Override
    public Set<RuntimeUsage> getSecondaryResources(WorkerApp app) {
        return Set.of();
    }
}
