package dev.workerapp.operator;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.config.ConfigObjects;
import dev.workerapp.operator.desired.ActionAccess;
import dev.workerapp.operator.desired.AskedSchedule;
import dev.workerapp.operator.desired.AskedStops;
import dev.workerapp.operator.desired.AskedUndo;
import dev.workerapp.operator.desired.DesiredState;
import dev.workerapp.operator.desired.Revisions;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.desired.WorkerPod;
import dev.workerapp.operator.execute.ActionTokens;
import dev.workerapp.operator.execute.BackOffs;
import dev.workerapp.operator.execute.CopyCollector;
import dev.workerapp.operator.execute.CopyKeeper;
import dev.workerapp.operator.execute.CopyRefusals;
import dev.workerapp.operator.execute.DependentKeeper;
import dev.workerapp.operator.execute.EventRecorder;
import dev.workerapp.operator.execute.Executor;
import dev.workerapp.operator.execute.NamespaceTerminating;
import dev.workerapp.operator.execute.Outcome;
import dev.workerapp.operator.execute.RevisionHistory;
import dev.workerapp.operator.execute.Writes;
import dev.workerapp.operator.observe.FollowedConfig;
import dev.workerapp.operator.observe.ForeignPods;
import dev.workerapp.operator.observe.IgnoredScales;
import dev.workerapp.operator.observe.Nodes;
import dev.workerapp.operator.observe.Observer;
import dev.workerapp.operator.observe.OutdatedContent;
import dev.workerapp.operator.observe.PodEvents;
import dev.workerapp.operator.observe.PodReadings;
import dev.workerapp.operator.observe.Sources;
import dev.workerapp.operator.observe.WantedInstances;
import dev.workerapp.operator.ramp.ConfigRamp;
import dev.workerapp.operator.signal.SignalProgress;
import dev.workerapp.operator.status.EventFactory;
import dev.workerapp.operator.status.FailureStatus;
import dev.workerapp.operator.telemetry.Telemetry;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(WorkerAppReconciler.class);

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
    private final Duration usagePeriod;
    private final ConfigObjects config;
    private final ConfigRamp ramp;
    private final PassReporter reporter;
    private final ForeignPods foreignPods = new ForeignPods();
    private final IgnoredScales ignoredScales = new IgnoredScales();
    private final BackOffs backOffs = new BackOffs();
    private final CopyRefusals copyRefusals = new CopyRefusals();
    private final ActionTokens actionTokens = new ActionTokens();
    private @Nullable Sources sources;

    /**
     * A reconciler that tells the time by this clock.
     *
     * @param config the ConfigMaps and Secrets of the namespace, or of all
     * @param ramp how many apps are reloaded for them side by side
     * @param pace how much waits for something else to be done with it
     */
    public WorkerAppReconciler(
            InstantSource clock,
            WritesFactory writesFactory,
            EventRecorder events,
            Telemetry telemetry,
            Settings settings,
            Nodes nodes,
            ConfigObjects config,
            ConfigRamp ramp,
            Pace pace) {
        this.clock = clock;
        this.writesFactory = writesFactory;
        this.events = events;
        this.telemetry = telemetry;
        this.settings = settings;
        this.nodes = nodes;
        this.config = config;
        this.ramp = ramp;
        this.usagePeriod = pace.usage();
        this.reporter = new PassReporter(telemetry, settings.identity(), pace.numbers());
    }

    @Override
    public List<EventSource<?, WorkerApp>> prepareEventSources(EventSourceContext<WorkerApp> context) {
        Sources prepared = Sources.in(
                context,
                nodes,
                new ApiPodEvents(context.getClient()),
                new ApiPodMetrics(
                        context.getClient(),
                        context.getControllerConfiguration()
                                .getInformerConfig()
                                .getNamespaces()
                                .iterator()
                                .next()),
                usagePeriod,
                new ApiControlTokens(context.getClient()),
                config,
                ramp,
                clock);
        sources = prepared;
        return prepared.all();
    }

    @Override
    public UpdateControl<WorkerApp> reconcile(WorkerApp app, Context<WorkerApp> context) {
        Optional<WorkerAppStatus> before = reporter.last(app);
        if (sources == null) {
            return UpdateControl.noUpdate();
        }
        if (app.isMarkedForDeletion()
                || reporter.isDeleted(app)
                || before.filter(FailureStatus::isFinal).isPresent()) {
            sources.turns().forget(app);
            return UpdateControl.noUpdate();
        }
        Instant now = clock.instant();
        Writes writes = writesFactory.in(context, sources, events);
        Optional<String> unreadable = app.unreadable();
        if (unreadable.isPresent()) {
            sources.turns().forget(app);
            return untilReported(app, reporter.refused(app, unreadable.get(), writes, now));
        }
        try {
            return pass(app, context, sources, writes, before, now);
        } catch (NamespaceTerminating e) {
            sources.turns().forget(app);
            LOG.info("left alone from now on: {}", e.getMessage());
            reporter.failed(
                    app, new Problem(Reason.NAMESPACE_TERMINATING, String.valueOf(e.getMessage())), writes, now);
            return UpdateControl.noUpdate();
        }
    }

    private UpdateControl<WorkerApp> pass(
            WorkerApp app,
            Context<WorkerApp> context,
            Sources sources,
            Writes writes,
            Optional<WorkerAppStatus> before,
            Instant now) {
        // Gather.
        sources.terminations().follow(app);
        sources.usage().follow(app);
        List<StoredRevision> own = Sources.revisions(app, context);
        List<StoredRevision> leftBehind = Sources.leftBehind(context);
        List<StoredRevision> known =
                Stream.concat(own.stream(), leftBehind.stream()).toList();
        Optional<FollowedConfig> copied = new CopyKeeper(app, config, writes, copyRefusals, now)
                .make(
                        FollowedConfig.of(
                                app, known, sources.config(), sources.turns(), settings.runtimeImage(), before, now),
                        known);
        if (copied.isEmpty()) {
            sources.turns().failed(app);
            return UpdateControl.<WorkerApp>noUpdate().rescheduleAfter(SHORTEST_WAIT);
        }
        FollowedConfig followed = copied.get();
        Revisions revisions = RevisionHistory.ensure(
                app, Sources.revisions(app, context), leftBehind, followed, settings.runtimeImage(), writes);
        PodEvents.Seen podEvents = sources.podEvents().of(app, Sources.pods(context), now);
        PodReadings readings = new PodReadings(
                sources::node,
                podEvents,
                List.of(sources.usage().exceeded(app), OutdatedContent.of(revisions.asked(), now)));
        Supplier<Observed> look = () -> Observer.observe(
                app,
                Sources.pods(context),
                readings,
                revisions.seenAgain(Sources.revisions(app, context)).toPlanner(app),
                before);

        if (settings.takesActions()) {
            // Before the first workers, whose kubelets look again only after a minute.
            actionTokens.keep(app, writes, now);
        }
        SignalProgress signal = sources.signals().of(app, before, now);

        // Decide and act.
        Observed first = look.get();
        List<Worker> workers = first.workers();
        WantedInstances wanted =
                WantedInstances.of(app, () -> WorkerPod.like(revisions.asked()), nodes, workers, before, now);
        AskedStops stops = AskedStops.by(app);
        Desired desired = DesiredState.of(
                        app, wanted.number(), stops, revisions.asked().name())
                .undoing(AskedUndo.by(app));
        Executor executor =
                new Executor(app, revisions.all(), writes, now, pod -> placed(app, pod, sources), action -> {
                    telemetry.acted(action);
                    writes.event(EventFactory.of(app, action, revisions.all(), workers, settings.identity(), now));
                });
        Rounds rounds = Rounds.run(
                desired,
                first,
                look,
                (actions, refused) ->
                        revisions.refused().isPresent() ? Outcome.NOTHING : executor.execute(actions, refused),
                now);
        List<Problem> problems = Stream.of(
                        revisions.refused().stream(),
                        revisions.unrecorded().stream(),
                        rounds.outcome().problems().stream(),
                        wanted.problem().stream(),
                        AskedSchedule.by(app).problem().stream(),
                        stops.problem().stream(),
                        new DependentKeeper(
                                        app,
                                        context,
                                        writes,
                                        settings.evictions().isPresent(),
                                        settings.takesActions(),
                                        stops.remaining(wanted.number()))
                                .keep().stream())
                .flatMap(some -> some)
                .toList();
        telemetry.reconciled();

        // Report.
        Revisions marked = revisions.seenAgain(Sources.revisions(app, context));
        List<StoredRevision> unneeded = RevisionHistory.unneeded(
                app, marked, rounds.observed().workers(), rounds.plan().neededRevisions());
        PassReporter.Result reported = reporter.report(
                app,
                before,
                rounds,
                wanted,
                followed,
                signal,
                marked,
                unneeded,
                problems,
                sources.terminations(),
                writes,
                now);
        Optional<Instant> turn = sources.turns().seen(app, marked, reporter.last(app), now);
        Stream.of(
                        followed.news().stream()
                                .filter(_ -> revisions.unrecorded().isEmpty()
                                        && revisions.refused().isEmpty()),
                        foreignPods.news(app, Sources.pods(context)).stream(),
                        ignoredScales.news(app).stream(),
                        sources.usage().news(app, Sources.pods(context)).stream())
                .flatMap(news -> news)
                .forEach(problem -> writes.event(EventFactory.of(app, problem, settings.identity(), now)));
        RevisionHistory.prune(unneeded, writes);
        new CopyCollector(app, config, writes, copyRefusals, now)
                .collect(marked.without(unneeded).all(), Sources.pods(context));

        boolean isTroubled = reported instanceof PassReporter.Result.Failed
                || followed.isUnknown()
                || !problems.isEmpty()
                || !rounds.outcome().unchanged().isEmpty();
        Stream<Instant> looks = Stream.of(
                        podEvents.nextLook().stream(),
                        wanted.looks().stream(),
                        followed.looks().stream(),
                        signal.nextLook().stream(),
                        turn.stream(),
                        dueAt(reported))
                .flatMap(times -> times);
        return wakeUp(app, rounds, looks, isTroubled, now);
    }

    /** Nothing is to be done for the app until it changes; but that must have been reported. */
    private UpdateControl<WorkerApp> untilReported(WorkerApp app, boolean reported) {
        UpdateControl<WorkerApp> done = UpdateControl.noUpdate();
        if (reported) {
            backOffs.forget(app);
            return done;
        }
        return done.rescheduleAfter(backOffs.next(app));
    }

    private static Stream<Instant> dueAt(PassReporter.Result reported) {
        return switch (reported) {
            case PassReporter.Result.Reported _, PassReporter.Result.Failed _ -> Stream.of();
            case PassReporter.Result.Waiting waiting -> Stream.of(waiting.until());
        };
    }

    /** The pod with what the cluster has to do with it: whether it takes actions, which nodes it may come to, and whether it may be evicted. */
    private Pod placed(WorkerApp app, Pod pod, Sources sources) {
        Pod told = settings.takesActions() ? ActionAccess.in(app, pod) : pod;
        Pod placed = WorkerPod.awayFrom(told, sources.toBeAvoided(told));
        return settings.evictions().isPresent() ? WorkerPod.evictable(placed) : placed;
    }

    /** No event may report that what is in the way is mended. */
    private UpdateControl<WorkerApp> wakeUp(
            WorkerApp app, Rounds rounds, Stream<Instant> looks, boolean isTroubled, Instant now) {
        if (!isTroubled) {
            backOffs.forget(app);
        }
        UpdateControl<WorkerApp> done = UpdateControl.noUpdate();
        return Stream.of(
                        Stream.of(now).filter(_ -> !rounds.isFinished()),
                        rounds.plan().wakeAt().stream(),
                        looks,
                        Stream.of(app).filter(_ -> isTroubled).map(troubled -> now.plus(backOffs.next(troubled))))
                .flatMap(at -> at)
                .map(at -> Duration.between(now, at))
                .min(Duration::compareTo)
                .map(wait -> done.rescheduleAfter(wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait))
                .orElse(done);
    }

    /** Called by the framework when a pass ends with an exception; it is tried again with a back-off all the same. */
    @Override
    public ErrorStatusUpdateControl<WorkerApp> updateErrorStatus(
            WorkerApp app, Context<WorkerApp> context, Exception failure) {
        if (sources != null) {
            sources.turns().failed(app);
            Problem why = new Problem(Reason.INTERNAL_ERROR, failure.toString());
            reporter.failed(app, why, writesFactory.in(context, sources, events), clock.instant());
        }
        return ErrorStatusUpdateControl.defaultErrorProcessing();
    }
}
