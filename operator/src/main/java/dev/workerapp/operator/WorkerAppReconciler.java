package dev.workerapp.operator;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.desired.DesiredState;
import dev.workerapp.operator.desired.WorkerPod;
import dev.workerapp.operator.execute.DependentKeeper;
import dev.workerapp.operator.execute.EventRecorder;
import dev.workerapp.operator.execute.Executor;
import dev.workerapp.operator.execute.Outcome;
import dev.workerapp.operator.execute.Refusals;
import dev.workerapp.operator.execute.RevisionHistory;
import dev.workerapp.operator.execute.RevisionHistory.Revisions;
import dev.workerapp.operator.execute.Writes;
import dev.workerapp.operator.observe.LastStatus;
import dev.workerapp.operator.observe.Nodes;
import dev.workerapp.operator.observe.Observer;
import dev.workerapp.operator.observe.PodEvents;
import dev.workerapp.operator.observe.Sources;
import dev.workerapp.operator.status.EventFactory;
import dev.workerapp.operator.status.StatusWriter;
import dev.workerapp.operator.telemetry.Telemetry;
import dev.workerapp.operator.termination.Termination;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Planner;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Refusal;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one app: gather, decide, act, report. The framework calls it for one app at a time and for several apps
 * side by side.
 */
// Without comparable versions the framework does not drop a foreign change of the app that comes in while the status is
// written (java-operator-sdk 3398); and it looks again every ten minutes, should an event be lost all the same.
@ControllerConfiguration(
        name = "workerapp",
        // The tokens for reload and restart are annotations, which do not count for the generation.
        generationAwareEventProcessing = false,
        informer = @Informer(comparableResourceVersions = false, onUpdateFilter = AskedAnew.class),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
public final class WorkerAppReconciler implements Reconciler<WorkerApp> {

    /** A wake-up is never nearer than this: times in the API are whole seconds, and a hot loop helps nobody. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

    /** How the writes of one reconciliation are made. */
    public interface WritesFactory {
        /** Writes for a reconciliation with these informers and the operator's recorder. */
        Writes in(Context<WorkerApp> context, Sources sources, EventRecorder events);
    }

    private final InstantSource clock;
    private final WritesFactory writesFactory;
    private final EventRecorder events;
    private final Telemetry telemetry;
    private final Settings settings;
    private final Nodes nodes;
    private final LastStatus lastStatus = new LastStatus();
    private @Nullable Sources sources;

    /** A reconciler that tells the time by this clock. */
    public WorkerAppReconciler(
            InstantSource clock,
            WritesFactory writesFactory,
            EventRecorder events,
            Telemetry telemetry,
            Settings settings,
            Nodes nodes) {
        this.clock = clock;
        this.writesFactory = writesFactory;
        this.events = events;
        this.telemetry = telemetry;
        this.settings = settings;
        this.nodes = nodes;
    }

    @Override
    public List<EventSource<?, WorkerApp>> prepareEventSources(EventSourceContext<WorkerApp> context) {
        Sources prepared = Sources.in(context, nodes, new ApiPodEvents(context.getClient()));
        sources = prepared;
        return prepared.all();
    }

    @Override
    public UpdateControl<WorkerApp> reconcile(WorkerApp app, Context<WorkerApp> context) {
        if (app.isMarkedForDeletion() || sources == null) {
            lastStatus.forget(app);
            return UpdateControl.noUpdate();
        }
        Instant now = clock.instant();
        Writes writes = writesFactory.in(context, sources, events);

        // Gather.
        sources.terminations().follow(app);
        Revisions revisions =
                RevisionHistory.ensure(app, Sources.revisions(app, context), settings.runtimeImage(), writes);
        Optional<WorkerAppStatus> before = lastStatus.of(app);
        Desired desired = DesiredState.of(app.getSpec(), revisions.asked().name());
        PodEvents.Seen podEvents = sources.podEvents().of(app, Sources.pods(context), now);
        Observed observed =
                Observer.observe(app, Sources.pods(context), sources::node, podEvents, revisions.all(), before);

        // Decide.
        Plan plan = Planner.plan(desired, observed, now);

        // Act.
        Outcome outcome = revisions.refused().isPresent()
                ? Outcome.NOTHING
                : new Executor(app, revisions.all(), writes, now, this::placed, action -> {
                            writes.event(EventFactory.of(app, action, settings.identity(), now));
                            telemetry.acted(action);
                        })
                        .execute(plan.actions());
        List<Problem> problems = Stream.of(
                        revisions.refused().stream(),
                        outcome.problems().stream(),
                        new DependentKeeper(app, context, writes).keep().stream())
                .flatMap(some -> some)
                .toList();
        telemetry.reconciled();
        if (!outcome.done().isEmpty()) {
            // What was done changes what there is to say, and perhaps to do.
            return UpdateControl.<WorkerApp>noUpdate().reschedule();
        }

        // Report.
        List<Refusal> refusals = Refusals.after(
                observed.refusals(),
                observed.workers(),
                outcome,
                desired,
                List.of(revisions.asked().name(), plan.report().targetRevision()));
        Plan seen = Planner.plan(desired, observed.withRefusals(refusals), now);
        List<Termination> terminations = sources.terminations().take(app);
        WorkerAppStatus status = StatusWriter.of(app, seen.report(), refusals, problems, terminations, before, now);
        if (!before.equals(Optional.of(status))) {
            write(app, status, terminations, writes, sources);
            telemetry.reported(observed.lastReload(), seen.report());
            outcome.refusals()
                    .forEach(refusal -> writes.event(EventFactory.of(app, refusal, settings.identity(), now)));
            problems.forEach(problem -> writes.event(EventFactory.of(app, problem, settings.identity(), now)));
            EventFactory.of(app, before, status, settings.identity(), now).forEach(writes::event);
        }
        for (Termination ending : terminations) {
            telemetry.ended(ending);
            ending.problem()
                    .ifPresent(
                            problem -> writes.event(EventFactory.of(app, ending, problem, settings.identity(), now)));
        }
        RevisionHistory.prune(app, revisions, observed.workers(), writes);
        RevisionHistory.clear(app, Sources.leftBehind(context), Sources.pods(context), writes);
        Optional<Instant> problemsSince = StatusWriter.stalledSince(status).filter(_ -> !problems.isEmpty());
        return wakeUp(seen, refusals, problemsSince, podEvents.nextLook(), now);
    }

    /** Off the nodes that it would have to leave again at once. */
    private Pod placed(Pod pod) {
        return sources == null ? pod : WorkerPod.awayFrom(pod, sources.toBeAvoided(pod));
    }

    private void write(
            WorkerApp app, WorkerAppStatus status, List<Termination> terminations, Writes writes, Sources sources) {
        try {
            lastStatus.wrote(writes.status(app, status));
        } catch (KubernetesClientException e) {
            // Refused for certain; otherwise it may have been written, and rather none counts than one twice.
            if (e.getCode() >= 400 && e.getCode() < 500) {
                sources.terminations().giveBack(app, terminations);
            }
            throw e;
        }
    }

    /** @param problemsSince since when something beside the workers is wrong; no event may tell that it is mended */
    private static UpdateControl<WorkerApp> wakeUp(
            Plan plan,
            List<Refusal> refusals,
            Optional<Instant> problemsSince,
            Optional<Instant> nextLook,
            Instant now) {
        UpdateControl<WorkerApp> done = UpdateControl.noUpdate();
        return Stream.of(
                        plan.wakeAt().map(at -> Duration.between(now, at)).stream(),
                        nextLook.map(at -> Duration.between(now, at)).stream(),
                        Refusals.wait(refusals, now).stream(),
                        problemsSince.map(since -> Refusals.wait(since, now)).stream())
                .flatMap(waits -> waits)
                .min(Duration::compareTo)
                .map(wait -> done.rescheduleAfter(wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait))
                .orElse(done);
    }
}
