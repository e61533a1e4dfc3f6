package dev.workerapp.operator.status;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.crd.WorkerAppStatus.SlotStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.operator.api.Hashes;
import dev.workerapp.operator.desired.WorkerPod;
import dev.workerapp.operator.termination.Termination;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events about an app: what was done to it, and why, in the planner's words. */
public final class EventFactory {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_NOTE = 1024;

    /** What a person should look at, as against the daily round. */
    private static final Set<Reason> WARNINGS = Set.of(
            Reason.REVISION_FAILED,
            Reason.ROLL_BACK,
            Reason.NOT_READY_IN_TIME,
            Reason.NOT_STARTED_IN_TIME,
            Reason.CRASH_LOOP,
            Reason.TERMINAL,
            Reason.PROCEEDED,
            Reason.QUOTA_EXCEEDED,
            Reason.CREATE_REFUSED,
            Reason.SIGNAL_UNSUPPORTED,
            Reason.NAME_TAKEN,
            Reason.SPEC_UNREADABLE,
            Reason.UNSCHEDULABLE,
            Reason.KILLED,
            Reason.UNFINISHED_REQUESTS,
            Reason.NOT_DRAINED);

    private EventFactory() {}

    /** That an action was carried out. */
    public static Event of(WorkerApp app, Action action, String reporter, Instant now) {
        String note =
                switch (action) {
                    case Action.Create create ->
                        "Started " + WorkerPod.name(app, create) + " in slot " + create.slot() + " with revision "
                                + create.revision() + ".";
                    case Action.Delete delete ->
                        "Stopping " + delete.worker().name() + " in slot "
                                + delete.worker().slot() + ".";
                    case Action.Adopt adopt ->
                        "Adopted " + adopt.worker().name() + " in slot "
                                + adopt.worker().slot() + ".";
                    case Action.RecordAvailable record ->
                        "Worker " + record.worker().name() + " in slot "
                                + record.worker().slot() + " is available; its containers had ended "
                                + record.exits() + " times before.";
                    case Action.MarkFailed mark -> "Gave up revision " + mark.revision() + ": " + mark.detail();
                    case Action.ClearFailed clear -> "Revision " + clear.revision() + " may be tried anew.";
                    case Action.MarkStable mark -> "Revision " + mark.revision() + " is the stable one now.";
                };
        return event(app, action.getClass().getSimpleName(), action.reason(), note, reporter, now);
    }

    /** That the API server refuses a worker. */
    public static Event of(WorkerApp app, Refusal refusal, String reporter, Instant now) {
        String note = "Slot " + refusal.slot() + " can't be filled: "
                + refusal.problem().message();
        return event(app, "Create", refusal.problem().reason(), note, reporter, now);
    }

    /** What a status is the first to tell: that no node takes a worker, in the scheduler's words. */
    public static List<Event> of(
            WorkerApp app, Optional<WorkerAppStatus> before, WorkerAppStatus status, String reporter, Instant now) {
        Set<Integer> known = unschedulable(before).map(SlotStatus::slot).collect(Collectors.toSet());
        return unschedulable(Optional.of(status))
                .filter(slot -> !known.contains(slot.slot()))
                .map(slot -> event(
                        app,
                        "Schedule",
                        Reason.UNSCHEDULABLE,
                        "Slot " + slot.slot() + ", " + slot.worker() + ": " + slot.message(),
                        reporter,
                        now))
                .toList();
    }

    private static Stream<SlotStatus> unschedulable(Optional<WorkerAppStatus> status) {
        return status.map(WorkerAppStatus::slots).stream()
                .flatMap(List::stream)
                .filter(slot -> ApiNames.of(Reason.UNSCHEDULABLE).equals(slot.reason()));
    }

    /** That something beside the workers is wrong. */
    public static Event of(WorkerApp app, Problem problem, String reporter, Instant now) {
        return event(app, "Keep", problem.reason(), problem.message(), reporter, now);
    }

    /** That a worker has ended as it should not. */
    public static Event of(WorkerApp app, Termination ending, Reason problem, String reporter, Instant now) {
        String what = "Worker " + ending.worker() + " in slot " + ending.slot() + " ended "
                + ending.took().toSeconds() + " s after it was asked to"
                + ending.lastWords()
                        .map(words -> ", having drained for %.1f s, with %d requests not finished"
                                .formatted(words.drainSeconds(), words.unfinished()))
                        .orElse("")
                + ".";
        return event(app, "Stop", problem, what, reporter, now);
    }

    private static Event event(WorkerApp app, String action, Reason reason, String what, String reporter, Instant now) {
        String note = what + " " + reason.sentence();
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
                .withType(WARNINGS.contains(reason) ? "Warning" : "Normal")
                .withNote(note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note)
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
