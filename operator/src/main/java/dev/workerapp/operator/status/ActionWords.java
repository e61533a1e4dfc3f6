package dev.workerapp.operator.status;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Sentences;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.desired.WorkerPod;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.SlotRanges;
import dev.workerapp.planner.UndoAnswer;
import dev.workerapp.planner.Worker;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was done, for a person: what was started or ended, with the images of revisions beside their names, and why.
 *
 * @param app the app
 * @param revisions its revisions
 * @param workers its workers before it was done
 */
record ActionWords(WorkerApp app, List<StoredRevision> revisions, List<Worker> workers) {

    String of(Action action) {
        return switch (action) {
            case Action.Create create ->
                "Started " + WorkerPod.name(app, create) + " in slot " + create.slot() + " with "
                        + revision(create.revision()) + ". " + why(create);
            case Action.Delete delete -> stopped(delete);
            case Action.Adopt adopt ->
                "Adopted " + in(adopt.worker()) + ". " + adopt.reason().sentence();
            case Action.RecordAvailable record ->
                "Worker " + in(record.worker()) + " is available. Its containers, and those of the workers before it,"
                        + " had ended by themselves " + times(record.exits()) + " before.";
            case Action.ForgetCrashes forget ->
                "The crashes of " + in(forget.worker()) + " are forgotten. "
                        + forget.reason().sentence();
            case Action.PostponeRecycling postpone ->
                "Worker " + in(postpone.worker()) + " stays, since "
                        + (postpone.failures() == 1
                                ? "its replacement failed. "
                                : postpone.failures() + " replacements in a row failed. ")
                        + Sentences.end(postpone.words());
            case Action.RecordOverLimit record -> "Worker " + in(record.worker()) + " " + record.words();
            case Action.MarkSlot mark -> marked(mark);
            case Action.ClearSlots clear ->
                "Workers of " + revision(clear.revision()) + " are started again in "
                        + (clear.slots().isEmpty() ? "all slots" : slots(clear.slots())) + ". "
                        + clear.reason().sentence();
            case Action.MarkFailed mark ->
                Sentences.end(capital(revision(mark.revision())) + " failed. " + mark.detail());
            case Action.AnswerUndo answer -> answered(answer);
            case Action.ClearFailed clear ->
                capital(revision(clear.revision())) + " may be tried again. "
                        + clear.reason().sentence();
            case Action.MarkStable mark ->
                capital(revision(mark.revision())) + " is the stable one now. "
                        + mark.reason().sentence();
        };
    }

    private String why(Action.Create create) {
        Optional<String> old = workers.stream()
                .filter(worker -> worker.slot() == create.slot() && worker.isLive())
                .findFirst()
                .map(Worker::name);
        return old.filter(_ -> create.reason() != Reason.EMPTY_SLOT)
                .map(name -> "It replaces " + name + ", " + whose(create.reason()))
                .orElse(create.reason().sentence());
    }

    /** What is said of the old worker, as the end of a sentence. */
    private static String whose(Reason reason) {
        return switch (reason) {
            case OUTDATED -> "which runs another revision than the app asks for.";
            case ROLL_BACK -> "whose revision failed.";
            case UNDONE -> "whose revision is undone by request.";
            case NODE_DRAINED -> "whose node is cordoned or drained.";
            case EVICTION_REQUESTED -> "whose eviction was requested.";
            case RECYCLE_REQUESTED -> "whose replacement was requested.";
            case CONFIG_OUTDATED -> "which was started while a ConfigMap or a Secret had another content than now.";
            case MAX_REQUESTS -> "which has served as many requests as recycle.maxRequests allows.";
            case MAX_HEAP -> "whose heap stays fuller after garbage collection than recycle.maxHeapPercent allows.";
            case MAX_MEMORY -> "which uses more memory than recycle.maxMemory allows.";
            case SCHEDULED -> "as recycle.schedule says.";
            case MAX_AGE -> "which is as old as recycle.maxAgeSeconds allows.";
            default -> "for this reason: " + reason.sentence();
        };
    }

    private String answered(Action.AnswerUndo action) {
        UndoAnswer answer = action.answer();
        return answer.instead()
                .filter(_ -> answer.isFollowed())
                .map(instead -> capital(revision(action.revision())) + " is undone, and the app goes back to "
                        + revision(instead) + ": " + answer.words())
                .orElseGet(() -> "The request to undo (" + Names.UNDO_REQUESTED_AT + ": " + answer.token()
                        + ") changes nothing. " + answer.words());
    }

    private static String stopped(Action.Delete delete) {
        Worker worker = delete.worker();
        if (!worker.terminal()) {
            return "Stopping " + in(worker) + ". " + delete.reason().sentence();
        }
        return Sentences.end("Deleting " + in(worker) + ", which has ended: "
                + worker.problem().map(Problem::message).orElse(delete.reason().sentence()));
    }

    private static String marked(Action.MarkSlot mark) {
        String crashes = "its workers crashed " + times(mark.crashes()) + " in a row.";
        String what =
                switch (mark.kind()) {
                    case ERRORED -> " is errored: " + crashes;
                    case STOPPED -> " is stopped: its worker said so by its exit code.";
                    case BACK_OFF -> " waits: " + crashes;
                };
        String until = mark.until().map(then -> " before " + then).orElse("");
        String words = mark.words().isEmpty() ? "" : " " + Sentences.end(mark.words());
        return "Slot " + mark.slot() + what + words + " No worker of revision " + mark.revision() + " is started in it"
                + until + ".";
    }

    private static String slots(Set<Integer> slots) {
        return (slots.size() == 1 ? "slot " : "slots ") + SlotRanges.of(slots);
    }

    private static String in(Worker worker) {
        return worker.name() + " in slot " + worker.slot();
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private String revision(String name) {
        Optional<String> image = revisions.stream()
                .filter(revision -> revision.name().equals(name))
                .findFirst()
                .flatMap(StoredRevision::image);
        return "revision " + Revision.title(name, image.orElse(""));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
