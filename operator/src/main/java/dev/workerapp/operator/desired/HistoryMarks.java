package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.api.Sentences;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a revision's history says, for people: annotations of its ControllerRevision. They are written with what is written
 * anyway, so that a history costs no request. Nothing is decided by them.
 *
 * @param annotations all annotations of the object
 */
public record HistoryMarks(Map<String, String> annotations) {

    /** Why it was started: a {@link Trigger}. */
    static final String TRIGGER = "workerapp.dev/trigger";

    /** The field manager that asked for it. */
    static final String REQUESTED_BY = "workerapp.dev/requested-by";

    /** When its last reload began; until it was asked for again, that is when it was created. */
    static final String STARTED_AT = "workerapp.dev/started-at";

    /** When it ended, by {@link #RESULT}. */
    static final String ENDED_AT = "workerapp.dev/ended-at";

    /** How it ended: a {@link Result}. */
    static final String RESULT = "workerapp.dev/result";

    /** In bytes. An annotation may have 256 KiB; ten of them would not fit into a status, nor one beside other marks. */
    static final int LONGEST_CAUSE = 1024;

    /** Why a revision is started. */
    public enum Trigger {
        /** The first of the app. */
        Install,
        /** The spec has changed. */
        Change,
        /** A ConfigMap or a Secret has another content. */
        Config,
        /** A reload was requested. */
        Reload,
        /** A restart was requested. */
        Restart,
        /** It was gone back to by request. */
        Undo
    }

    /** What became of a revision. */
    public enum Result {
        /** It has completed its reload. */
        Complete,
        /** It failed. */
        RolledBack,
        /** A request asked to go back from it. */
        Undone
    }

    /** Those of an object. */
    public static HistoryMarks of(ControllerRevision object) {
        return new HistoryMarks(
                Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of()));
    }

    /** Of a revision that an app asks for now. */
    static Map<String, String> begun(WorkerApp app, Trigger trigger) {
        Map<String, String> marks = new HashMap<>(Map.of(TRIGGER, trigger.name()));
        requestedBy(app, trigger).ifPresent(manager -> marks.put(REQUESTED_BY, manager));
        cause(app).ifPresent(cause -> marks.put(Names.CHANGE_CAUSE, cause));
        return marks;
    }

    /** Of one that is given up. */
    public static Map<String, @Nullable String> ended(Result result, Instant now) {
        Map<String, @Nullable String> marks = new HashMap<>();
        marks.put(RESULT, result.name());
        marks.put(ENDED_AT, seconds(now));
        return marks;
    }

    /**
     * Of one that has completed a reload. One that had ended before was asked for again, by a change back to its spec; one
     * that the app does not ask for, by a request to undo. A cause may be annotated after the change.
     *
     * @param again why it was started, if that was not for the first time
     * @param isAsked whether the app asks for it
     * @param startedAt when that reload began
     */
    public Map<String, @Nullable String> complete(
            WorkerApp app, Trigger again, boolean isAsked, Instant startedAt, Instant now) {
        Map<String, @Nullable String> marks = ended(Result.Complete, now);
        if (!isAsked || annotations.containsKey(RESULT)) {
            marks.put(STARTED_AT, seconds(startedAt));
            marks.put(TRIGGER, again.name());
            marks.put(REQUESTED_BY, requestedBy(app, again).orElse(null));
        }
        cause(app).filter(_ -> isAsked).ifPresent(cause -> marks.put(Names.CHANGE_CAUSE, cause));
        return marks;
    }

    /** Who has changed a ConfigMap is not known. */
    private static Optional<String> requestedBy(WorkerApp app, Trigger trigger) {
        return FieldManagers.lastOf(app).filter(_ -> trigger != Trigger.Config);
    }

    private static Optional<String> cause(WorkerApp app) {
        return Ownership.annotation(app, Names.CHANGE_CAUSE)
                .filter(cause -> !cause.isBlank())
                .map(HistoryMarks::clipped);
    }

    private static String clipped(String cause) {
        return Sentences.clip(cause, LONGEST_CAUSE);
    }

    /** As the API server writes the time of an object's creation. */
    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** See {@link #TRIGGER}. */
    public Optional<String> trigger() {
        return text(TRIGGER);
    }

    /** See {@link #REQUESTED_BY}. */
    public Optional<String> requestedBy() {
        return text(REQUESTED_BY);
    }

    /** See {@link #STARTED_AT}. */
    public Optional<String> startedAt() {
        return text(STARTED_AT);
    }

    /** See {@link #ENDED_AT}. */
    public Optional<String> endedAt() {
        return text(ENDED_AT);
    }

    /** See {@link #RESULT}. */
    public Optional<String> result() {
        return text(RESULT);
    }

    /** Why it was started, in the words of who did. */
    public Optional<String> cause() {
        return text(Names.CHANGE_CAUSE).map(HistoryMarks::clipped);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(annotations.get(name));
    }
}
