package dev.workerapp.operator.execute;

import dev.workerapp.crd.AutoInstances;
import dev.workerapp.crd.CanonicalSpec;
import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Sentences;
import dev.workerapp.operator.desired.AskedRevision;
import dev.workerapp.operator.desired.HistoryMarks;
import dev.workerapp.operator.desired.HistoryMarks.Result;
import dev.workerapp.operator.desired.HistoryMarks.Trigger;
import dev.workerapp.operator.desired.RecycleMarks;
import dev.workerapp.operator.desired.RevisionMarks;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.desired.WorkerPod;
import dev.workerapp.operator.observe.PodReader;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.RecycleHistory.Postponed;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.UndoAnswer;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Carries out actions: what frees something in the plan's order, then the creates. A write that fails, whatever the reason,
 * is reported and does not hold the others up. Only a mark has to be stored before what follows from it is done: without
 * it the revision would be started again, or the slot be filled again.
 */
public final class Executor {

    /** In bytes, how the workers of all marked slots have ended, and that of one of them. */
    private static final int ROOM_FOR_WORDS = 100_000;

    private static final int FEWEST_WORDS = 60;
    private static final int MOST_WORDS = 800;

    private static final Logger LOG = LoggerFactory.getLogger(Executor.class);

    private final WorkerApp app;
    private final List<StoredRevision> revisions;
    private final Writes writes;
    private final Instant now;
    private final WorkerCreation creation;
    private final Consumer<Action> told;

    /**
     * For one plan of one app.
     *
     * @param revisions the app's revisions, the one that it asks for included
     * @param now the time that the plan was made for
     * @param placed says of a new worker's pod which nodes it may come to
     * @param told hears of each action that has changed something, as soon as that is known: what follows may fail
     */
    public Executor(
            WorkerApp app,
            List<StoredRevision> revisions,
            Writes writes,
            Instant now,
            UnaryOperator<Pod> placed,
            Consumer<Action> told) {
        this.app = app;
        this.revisions = List.copyOf(revisions);
        this.writes = writes;
        this.now = now;
        this.creation = new WorkerCreation(app, writes, placed);
        this.told = told;
    }

    /**
     * Carries out the actions.
     *
     * @param known workers that the API server would not create before; the others come first
     * @throws NamespaceTerminating if nothing can be written there any more
     */
    public Outcome execute(List<Action> actions, List<Refusal> known) {
        Outcome.Collector outcome = new Outcome.Collector();
        for (Action action : actions) {
            if (isWithoutItsMark(action, actions, outcome)) {
                continue;
            }
            try {
                execute(action, outcome);
            } catch (KubernetesClientException e) {
                outcome.refused(Refused.problem(e, object(action)));
            }
            if (isFirst(action) && !outcome.isDone(action)) {
                return outcome.outcome();
            }
        }
        create(actions, known, outcome);
        return outcome.outcome();
    }

    private static boolean isFirst(Action action) {
        return switch (action) {
            case Action.MarkFailed _ -> true;
            case Action.AnswerUndo answer -> answer.answer().isFollowed();
            default -> false;
        };
    }

    /** Whether it deletes the worker of a slot of which it could not be stored that it is to stay empty. */
    private static boolean isWithoutItsMark(Action action, List<Action> actions, Outcome.Collector outcome) {
        return action instanceof Action.Delete delete
                && actions.stream()
                        .anyMatch(other -> other instanceof Action.MarkSlot mark
                                && mark.slot() == delete.worker().slot()
                                && !outcome.isDone(mark));
    }

    private void execute(Action action, Outcome.Collector outcome) {
        switch (action) {
            case Action.Create _ -> {
                // After all that makes room for it.
            }
            case Action.Delete delete -> delete(delete, outcome);
            case Action.Adopt adopt -> adopt(adopt, outcome);
            case Action.RecordAvailable record -> recordAvailable(record, outcome);
            case Action.ForgetCrashes forget -> forgetCrashes(forget, outcome);
            case Action.PostponeRecycling postpone -> postpone(postpone, outcome);
            case Action.RecordOverLimit record -> recordOverLimit(record, outcome);
            case Action.MarkSlot mark -> annotate(mark.revision(), slotMark(mark), mark, outcome);
            case Action.ClearSlots clear ->
                annotate(
                        clear.revision(),
                        RevisionMarks.clearedSlots(clear.slots(), clear.resetToken()),
                        clear,
                        outcome);
            case Action.MarkFailed mark ->
                annotate(
                        mark.revision(),
                        and(
                                RevisionMarks.failed(mark.detail(), CanonicalSpec.startPolicy(app.getSpec())),
                                HistoryMarks.ended(Result.RolledBack, now)),
                        mark,
                        outcome);
            case Action.AnswerUndo answer -> annotate(answer.revision(), answered(answer.answer()), answer, outcome);
            case Action.ClearFailed clear -> annotate(clear.revision(), RevisionMarks.cleared(), clear, outcome);
            case Action.MarkStable mark ->
                annotate(mark.revision(), and(RevisionMarks.stable(mark.count(), now), complete(mark)), mark, outcome);
        }
    }

    private Map<String, @Nullable String> complete(Action.MarkStable mark) {
        return revision(mark.revision())
                .map(revision -> {
                    boolean isAsked = AskedRevision.by(app).is(revision);
                    return revision.history()
                            .complete(app, whyAgain(revision, isAsked), isAsked, mark.startedAt(), now);
                })
                .orElse(Map.of());
    }

    private Trigger whyAgain(StoredRevision revision, boolean isAsked) {
        if (!isAsked) {
            return Trigger.Undo;
        }
        return revisions.stream()
                        .filter(other -> !other.name().equals(revision.name()))
                        .max(StoredRevision.BY_STABILITY)
                        .filter(revision::isSameButForConfig)
                        .isPresent()
                ? Trigger.Config
                : Trigger.Change;
    }

    private Map<String, @Nullable String> answered(UndoAnswer answer) {
        Map<String, @Nullable String> marks = RevisionMarks.answered(answer);
        return answer.isFollowed() ? and(marks, HistoryMarks.ended(Result.Undone, now)) : marks;
    }

    /** One write for both. */
    private static Map<String, @Nullable String> and(
            Map<String, @Nullable String> some, Map<String, @Nullable String> more) {
        Map<String, @Nullable String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static String object(Action action) {
        return switch (action) {
            case Action.Create create -> "The worker of slot " + create.slot();
            case Action.Delete delete ->
                "The deletion of Pod " + delete.worker().name();
            case Action.Adopt adopt -> "The adoption of Pod " + adopt.worker().name();
            case Action.RecordAvailable record ->
                "An annotation of Pod " + record.worker().name();
            case Action.ForgetCrashes forget ->
                "An annotation of Pod " + forget.worker().name();
            case Action.PostponeRecycling postpone ->
                "An annotation of Pod " + postpone.worker().name();
            case Action.RecordOverLimit record ->
                "An annotation of Pod " + record.worker().name();
            case Action.MarkSlot mark -> "A mark on ControllerRevision " + mark.revision();
            case Action.ClearSlots clear -> "A mark on ControllerRevision " + clear.revision();
            case Action.MarkFailed mark -> "A mark on ControllerRevision " + mark.revision();
            case Action.AnswerUndo answer -> "A mark on ControllerRevision " + answer.revision();
            case Action.ClearFailed clear -> "A mark on ControllerRevision " + clear.revision();
            case Action.MarkStable mark -> "A mark on ControllerRevision " + mark.revision();
        };
    }

    /** What was refused before comes last, so that it does not end the batches before the others had their turn. */
    private void create(List<Action> actions, List<Refusal> known, Outcome.Collector outcome) {
        List<Action.Create> creates = actions.stream()
                .filter(Action.Create.class::isInstance)
                .map(Action.Create.class::cast)
                .filter(this::hasRevision)
                .sorted(Comparator.comparing(create -> known.stream()
                        .anyMatch(refusal -> refusal.slot() == create.slot()
                                && refusal.revision().equals(create.revision()))))
                .toList();
        SlowStart.run(
                        creates,
                        create -> creation.create(
                                create, revision(create.revision()).orElseThrow()),
                        result -> !(result instanceof WorkerCreation.Result.NotCreated))
                .forEach(result -> created(result, outcome));
    }

    private boolean hasRevision(Action.Create create) {
        boolean there = revision(create.revision()).isPresent();
        if (!there) {
            LOG.warn("revision {} is gone, so slot {} is not filled with it", create.revision(), create.slot());
        }
        return there;
    }

    private void created(WorkerCreation.Result result, Outcome.Collector outcome) {
        switch (result) {
            case WorkerCreation.Result.Created(Action.Create create) -> done(outcome, create, create.slot(), true);
            case WorkerCreation.Result.AlreadyThere(Action.Create create) -> outcome.unchanged(create);
            case WorkerCreation.Result.NotCreated(Action.Create create, Problem problem) -> {
                LOG.warn("the worker of slot {} is not created: {}", create.slot(), problem.message());
                outcome.refused(new Refusal(create.slot(), create.revision(), now, 1, now, problem));
            }
        }
    }

    private void adopt(Action.Adopt adopt, Outcome.Collector outcome) {
        if (!writes.isKept(app)) {
            LOG.info(
                    "{} is not adopted: the app is being deleted",
                    adopt.worker().name());
            outcome.unchanged(adopt);
            return;
        }
        boolean changed =
                writes.adoptPod(app, adopt.worker().name(), adopt.worker().uid());
        done(outcome, adopt, adopt.worker().slot(), changed);
    }

    private void recordAvailable(Action.RecordAvailable record, Outcome.Collector outcome) {
        boolean changed = writes.annotatePod(
                namespace(),
                record.worker().name(),
                record.worker().uid(),
                Map.of(Names.EXITS_WHEN_AVAILABLE, Integer.toString(record.exits()), Names.ATTEMPT, "0"));
        done(outcome, record, record.worker().slot(), changed);
    }

    private void forgetCrashes(Action.ForgetCrashes forget, Outcome.Collector outcome) {
        boolean changed = writes.annotatePod(
                namespace(),
                forget.worker().name(),
                forget.worker().uid(),
                Map.of(Names.CRASHES, WorkerPod.crashes(0, forget.ends())));
        done(outcome, forget, forget.worker().slot(), changed);
    }

    private void postpone(Action.PostponeRecycling postpone, Outcome.Collector outcome) {
        boolean changed = writes.annotatePod(
                namespace(),
                postpone.worker().name(),
                postpone.worker().uid(),
                RecycleMarks.postponed(
                        new Postponed(postpone.failures(), now, Sentences.clip(postpone.words(), MOST_WORDS))));
        done(outcome, postpone, postpone.worker().slot(), changed);
    }

    private void recordOverLimit(Action.RecordOverLimit record, Outcome.Collector outcome) {
        boolean changed = writes.annotatePod(
                namespace(),
                record.worker().name(),
                record.worker().uid(),
                RecycleMarks.overLimit(record.worker()
                        .recycling()
                        .seenOver(record.limits(), Duration.between(record.availableSince(), now))));
        done(outcome, record, record.worker().slot(), changed);
    }

    /** All marks of a revision have to fit into the annotations of one object, which has room for 256 KiB. */
    private Map<String, @Nullable String> slotMark(Action.MarkSlot mark) {
        AutoInstances auto = app.getSpec().autoInstances();
        int slots = auto == null ? app.getSpec().instances() : auto.max();
        int room = Math.clamp(ROOM_FOR_WORDS / Math.max(1, slots), FEWEST_WORDS, MOST_WORDS);
        return RevisionMarks.slot(
                mark.slot(),
                new SlotMark(
                        mark.kind(),
                        mark.until().orElse(now),
                        mark.crashes(),
                        mark.tries(),
                        Sentences.clip(mark.words(), room)));
    }

    private void delete(Action.Delete delete, Outcome.Collector outcome) {
        Worker worker = delete.worker();
        if (delete.onlyIf().isPresent() && !isAvailableNow(delete.onlyIf().get())) {
            LOG.info(
                    "{} stays: {} is not available any more",
                    worker.name(),
                    delete.onlyIf().get().name());
            outcome.unchanged(delete);
            return;
        }
        int drain = revision(worker.revision())
                .map(StoredRevision::drainSeconds)
                .orElseGet(() -> app.getSpec().shutdown().drainSeconds());
        boolean changed =
                writes.deletePod(namespace(), worker.name(), worker.uid(), WorkerPod.graceSeconds(app, drain));
        done(outcome, delete, worker.slot(), changed);
    }

    /**
     * Whether the replacement, read live, is still ready without a break since it was seen, so that no clock is asked. A
     * delete can't carry a condition on another object.
     */
    private boolean isAvailableNow(Worker replacement) {
        return writes.livePod(namespace(), replacement.name())
                .flatMap(live -> PodReader.read(live))
                .filter(live -> live.uid().equals(replacement.uid()))
                .filter(live ->
                        live.isLive() && live.ready() && live.readyChangedAt().equals(replacement.readyChangedAt()))
                .isPresent();
    }

    private void annotate(
            String revision, Map<String, @Nullable String> annotations, Action action, Outcome.Collector outcome) {
        boolean changed = revision(revision)
                .filter(known -> writes.annotateRevision(known.object(), annotations))
                .isPresent();
        if (changed) {
            LOG.info("{} {}: {}", action.getClass().getSimpleName(), revision, action.reason());
        }
        outcome(outcome, action, changed);
    }

    private void done(Outcome.Collector outcome, Action action, int slot, boolean changed) {
        if (changed) {
            try (MDC.MDCCloseable _ = MDC.putCloseable("slot", Integer.toString(slot))) {
                LOG.info("{} {}", action.getClass().getSimpleName(), action.reason());
            }
        }
        outcome(outcome, action, changed);
    }

    private void outcome(Outcome.Collector outcome, Action action, boolean changed) {
        if (changed) {
            outcome.done(action);
            told.accept(action);
        } else {
            outcome.unchanged(action);
        }
    }

    private Optional<StoredRevision> revision(String name) {
        return revisions.stream()
                .filter(revision -> revision.name().equals(name))
                .findFirst();
    }

    private String namespace() {
        return app.getMetadata().getNamespace();
    }
}
