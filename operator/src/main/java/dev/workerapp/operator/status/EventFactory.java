package dev.workerapp.operator.status;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.RecycleStatus;
import dev.workerapp.crd.SlotStatus;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.operator.api.Hashes;
import dev.workerapp.operator.api.Sentences;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.desired.WorkerPod;
import dev.workerapp.operator.termination.Termination;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events about an app: what was done to it and why, and what is wrong with it. The first is said by us, the second by the
 * cluster.
 */
public final class EventFactory {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    /** In bytes: the API server takes no more. */
    private static final int LONGEST_NOTE = 1024;

    private static final int MOST_NAMED = 10;

    /** What a person should look at, beside what is wrong with workers that are to run. */
    private static final Set<Reason> WARNINGS = Set.of(
            Reason.REVISION_FAILED,
            Reason.ROLL_BACK,
            Reason.PROCEEDED,
            Reason.REPLACEMENT_FAILED,
            Reason.RECYCLE_FUTILE,
            Reason.RUN_SKIPPED,
            Reason.SCHEDULE_INVALID,
            Reason.UNDO_NOT_POSSIBLE,
            Reason.SIGNAL_NOT_DELIVERED,
            Reason.SIGNAL_REFUSED,
            Reason.CONFIG_UNREADABLE,
            Reason.CONFIG_MISSING,
            Reason.CONFIG_FLAPPING,
            Reason.INTERNAL_ERROR,
            Reason.NAME_TAKEN,
            Reason.USAGE_UNKNOWN,
            Reason.METRICS_UNAVAILABLE,
            Reason.MEMORY_LIMIT_LOW,
            Reason.SCALE_IGNORED,
            Reason.FOREIGN_POD,
            Reason.ANNOTATION_UNREADABLE,
            Reason.SPEC_UNREADABLE,
            Reason.KILLED,
            Reason.UNFINISHED_REQUESTS,
            Reason.NOT_DRAINED);

    private EventFactory() {}

    /**
     * That an action was carried out.
     *
     * @param revisions the app's revisions
     * @param workers its workers before that
     */
    public static Event of(
            WorkerApp app,
            Action action,
            List<StoredRevision> revisions,
            List<Worker> workers,
            String reporter,
            Instant now) {
        String note = new ActionWords(app, revisions, workers).of(action);
        Event event = event(app, action.getClass().getSimpleName(), action.reason(), note, reporter, now);
        return switch (action) {
            case Action.Create create -> about(event, WorkerPod.name(app, create), create.revision());
            case Action.Delete delete -> about(event, delete.worker());
            case Action.Adopt adopt -> about(event, adopt.worker());
            case Action.RecordOverLimit record -> about(event, record.worker());
            case Action.RecordAvailable _,
                    Action.ForgetCrashes _,
                    Action.PostponeRecycling _,
                    Action.MarkSlot _,
                    Action.ClearSlots _,
                    Action.MarkFailed _,
                    Action.AnswerUndo _,
                    Action.ClearFailed _,
                    Action.MarkStable _ -> event;
        };
    }

    private static Event about(Event event, Worker worker) {
        return about(event, worker.name(), worker.revision());
    }

    /** With the pod that it is about, and that pod's revision as a label. */
    private static Event about(Event event, String pod, String revision) {
        return new EventBuilder(event)
                .editMetadata()
                .addToLabels(Names.REVISION, revision)
                .endMetadata()
                .withRelated(new ObjectReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("Pod")
                        .withNamespace(event.getMetadata().getNamespace())
                        .withName(pod)
                        .build())
                .build();
    }

    /** That the API server refuses a worker. */
    public static Event of(WorkerApp app, Refusal refusal, String reporter, Instant now) {
        Problem problem = refusal.problem();
        String note = "Slot " + refusal.slot() + " can't be filled: " + Sentences.end(problem.message());
        return event(app, "Create", problem.reason(), note, reporter, now);
    }

    /**
     * What a status is the first to say of workers: what keeps them from running or from serving, in the cluster's words.
     * Slots of which the same is said share one Event; what is refused is said by {@link #of(WorkerApp, Refusal, String,
     * Instant)}.
     */
    public static List<Event> of(
            WorkerApp app, Optional<WorkerAppStatus> before, WorkerAppStatus status, String reporter, Instant now) {
        Set<WorkerProblem> known =
                problems(before).map(WorkerProblem::withoutWords).collect(Collectors.toSet());
        Map<Problem, List<WorkerProblem>> news = problems(Optional.of(status))
                .filter(problem -> !known.contains(problem.withoutWords()))
                .collect(Collectors.groupingBy(
                        problem -> new Problem(problem.reason(), problem.message()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Stream<Event> ofWorkers = news.entrySet().stream()
                .map(entry -> event(
                        app,
                        "Observe",
                        entry.getKey().reason(),
                        where(entry.getValue()) + ": "
                                + Sentences.end(entry.getKey().message()),
                        reporter,
                        now));
        return Stream.concat(ofWorkers, skipped(app, before, status, reporter, now))
                .toList();
    }

    /** That a run of the schedule is skipped, once. */
    private static Stream<Event> skipped(
            WorkerApp app, Optional<WorkerAppStatus> before, WorkerAppStatus status, String reporter, Instant now) {
        return skipped(status)
                .filter(run -> !skipped(before.orElseGet(WorkerAppStatus::unknown))
                        .map(RecycleStatus::tick)
                        .equals(Optional.ofNullable(run.tick())))
                .map(run -> event(
                        app,
                        "Recycle",
                        Reason.RUN_SKIPPED,
                        "The run of " + run.tick()
                                + " did not begin within recycle.startingDeadlineSeconds, and is not made"
                                + " up. " + sentence(run.skipped())
                                + (run.next() == null ? "" : " The next one is at " + run.next() + "."),
                        reporter,
                        now))
                .stream();
    }

    private static Optional<RecycleStatus> skipped(WorkerAppStatus status) {
        return Optional.ofNullable(status.recycle()).filter(run -> run.skipped() != null);
    }

    private static String sentence(@Nullable String reason) {
        return ApiNames.find(Reason.class, reason).map(Reason::sentence).orElse("");
    }

    private record WorkerProblem(int slot, String worker, Reason reason, String message) {
        WorkerProblem withoutWords() {
            return new WorkerProblem(slot, worker, reason, "");
        }
    }

    private static Stream<WorkerProblem> problems(Optional<WorkerAppStatus> status) {
        return status.map(WorkerAppStatus::slots).stream().flatMap(List::stream).flatMap(EventFactory::problem);
    }

    private static Stream<WorkerProblem> problem(SlotStatus status) {
        Integer slot = status.slot();
        String worker = status.worker();
        if (slot == null || worker == null) {
            return Stream.of();
        }
        return ApiNames.find(Reason.class, status.reason()).stream()
                .filter(Reason::isProblem)
                .map(reason -> new WorkerProblem(
                        slot, worker, reason, Objects.requireNonNullElse(status.message(), reason.sentence())));
    }

    private static String where(List<WorkerProblem> problems) {
        String slots = problems.stream()
                .map(problem -> problem.slot() + " (" + problem.worker() + ")")
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        int others = problems.size() - MOST_NAMED;
        return (problems.size() == 1 ? "Slot " : "Slots ") + slots + (others > 0 ? " and " + others + " others" : "");
    }

    /** That something beside the workers is wrong. */
    public static Event of(WorkerApp app, Problem problem, String reporter, Instant now) {
        return event(app, "Keep", problem.reason(), Sentences.end(problem.message()), reporter, now);
    }

    /** That a worker has ended as it should not. */
    public static Event of(WorkerApp app, Termination ending, Reason problem, String reporter, Instant now) {
        String what = "Worker " + ending.worker() + " in slot " + ending.slot() + " ended "
                + ending.took().toSeconds() + " s after it was asked to"
                + ending.terminationReport()
                        .map(words -> ", having drained for %.1f s, with %d requests not finished"
                                .formatted(words.drainSeconds(), words.unfinished()))
                        .orElse("")
                + ". " + problem.sentence()
                + ending.terminationReport()
                        .filter(_ -> problem == Reason.NEVER_READY)
                        .map(words -> '\n' + words.stacks().strip())
                        .orElse("");
        return event(app, "Stop", problem, what, reporter, now);
    }

    private static Event event(WorkerApp app, String action, Reason reason, String what, String reporter, Instant now) {
        String note = Sentences.clip(what, LONGEST_NOTE);
        // The same news of the same object has the same name, and is counted instead of told again.
        String name =
                app.getMetadata().getName() + "." + Hashes.of(app.getMetadata().getUid() + action + reason + note, 16);
        return new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(app.getMetadata().getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(now)))
                .withReportingController("workerapp.dev/operator")
                .withReportingInstance(reporter)
                .withAction(action)
                .withReason(ApiNames.of(reason))
                .withType(reason.isProblem() || WARNINGS.contains(reason) ? "Warning" : "Normal")
                .withNote(note)
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(app.getApiVersion())
                        .withKind(app.getKind())
                        .withNamespace(app.getMetadata().getNamespace())
                        .withName(app.getMetadata().getName())
                        .withUid(app.getMetadata().getUid())
                        .build())
                .build();
    }
}
