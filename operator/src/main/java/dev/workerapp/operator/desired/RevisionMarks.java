package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.SlotMarks;
import dev.workerapp.planner.UndoAnswer;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a revision and outlives the operator: annotations of its ControllerRevision. What a person has
 * changed so that it can't be read is taken for missing.
 *
 * @param annotations all annotations of the object
 */
public record RevisionMarks(Map<String, String> annotations) {

    /** The count of completed reloads at which this revision completed its last. */
    static final String STABLE = "workerapp.dev/stable";

    /** When this revision completed its last reload. */
    static final String STABLE_SINCE = "workerapp.dev/stable-since";

    /** Why the revision failed. */
    static final String FAILED = "workerapp.dev/failed";

    /** How the version was started when it failed, as {@code CanonicalSpec.startPolicy} writes it. */
    static final String FAILED_WITH = "workerapp.dev/failed-with";

    /** The token of the last request to undo the revision that was answered; it is kept as long as the revision. */
    static final String UNDO_ANSWERED = "workerapp.dev/undo-answered";

    /** The revision that the app goes back to by that request. */
    static final String INSTEAD = "workerapp.dev/instead";

    /** Why that request has changed nothing. */
    static final String UNDO_REFUSED = "workerapp.dev/undo-refused";

    /** The last token by which the app asked to forget the marks of slots. */
    static final String RESET = "workerapp.dev/reset";

    /** Those of an object. */
    static RevisionMarks of(ControllerRevision object) {
        return new RevisionMarks(
                Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of()));
    }

    /**
     * The annotations that mark a revision as failed, under the start policy that it had. It is not stable any more, though
     * it may have completed a reload: otherwise it would be gone back to as soon as its failure is forgotten.
     */
    public static Map<String, @Nullable String> failed(String why, String startPolicy) {
        return with(FAILED, why, FAILED_WITH, startPolicy, INSTEAD, null, STABLE, null, STABLE_SINCE, null);
    }

    /**
     * The annotations that answer a request to undo a revision. One that is undone has failed, whatever the start policy;
     * where the request changes nothing, all that was remembered stays.
     */
    public static Map<String, @Nullable String> answered(UndoAnswer answer) {
        if (!answer.isFollowed()) {
            return with(UNDO_ANSWERED, answer.token(), UNDO_REFUSED, answer.words());
        }
        Map<String, @Nullable String> marks =
                with(FAILED, answer.words(), FAILED_WITH, null, STABLE, null, STABLE_SINCE, null, UNDO_REFUSED, null);
        marks.putAll(
                with(UNDO_ANSWERED, answer.token(), INSTEAD, answer.instead().orElseThrow()));
        return marks;
    }

    /**
     * The annotations of one that may be tried again, and is then on trial again; null removes one. That a request to undo
     * it was answered stays: its token asks for nothing any more.
     */
    public static Map<String, @Nullable String> cleared() {
        return with(FAILED, null, FAILED_WITH, null, INSTEAD, null);
    }

    /** The annotations of one that has completed a reload; it is not failed then, though it was under another policy. */
    public static Map<String, @Nullable String> stable(long count, Instant now) {
        Map<String, @Nullable String> marks = cleared();
        marks.putAll(with(STABLE, Long.toString(count), STABLE_SINCE, now.toString()));
        return marks;
    }

    /** The annotation by which no worker of the revision is started in a slot. */
    public static Map<String, @Nullable String> slot(int slot, SlotMark mark) {
        return with(Names.SLOT_MARK + slot, SlotMarkText.of(mark));
    }

    /** The annotations by which workers are started in slots again; with the token that asked for it, if one did. */
    public static Map<String, @Nullable String> clearedSlots(Set<Integer> slots, String resetToken) {
        Map<String, @Nullable String> marks = new HashMap<>();
        slots.forEach(slot -> marks.put(Names.SLOT_MARK + slot, null));
        if (!resetToken.isEmpty()) {
            marks.put(RESET, resetToken);
        }
        return marks;
    }

    /** The slots in which no worker of it is started. */
    SlotMarks slots() {
        Map<Integer, SlotMark> slots = new HashMap<>();
        annotations.forEach((name, value) -> {
            String slot = name.startsWith(Names.SLOT_MARK) ? name.substring(Names.SLOT_MARK.length()) : "";
            if (slot.matches("\\d{1,3}")) {
                SlotMarkText.parse(value).ifPresent(mark -> slots.put(Integer.parseInt(slot), mark));
            }
        });
        return new SlotMarks(slots, annotations.getOrDefault(RESET, ""));
    }

    /** See {@link #STABLE}; zero if never. */
    public long stableCount() {
        return Optional.ofNullable(annotations.get(STABLE))
                .filter(count -> count.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** See {@link #STABLE_SINCE}. */
    public Optional<Instant> stableSince() {
        try {
            return Optional.ofNullable(annotations.get(STABLE_SINCE)).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether it has failed under this start policy, which is asked for only if it has failed at all. */
    public boolean isFailed(Supplier<String> startPolicy) {
        if (!annotations.containsKey(FAILED)) {
            return false;
        }
        String policy = startPolicy.get();
        return annotations.getOrDefault(FAILED_WITH, policy).equals(policy);
    }

    /** The answer to the last request to undo it. */
    public Optional<UndoAnswer> undo() {
        return Optional.ofNullable(annotations.get(UNDO_ANSWERED))
                .map(token -> new UndoAnswer(
                        token,
                        !annotations.containsKey(UNDO_REFUSED),
                        Optional.ofNullable(annotations.get(INSTEAD)),
                        annotations.getOrDefault(UNDO_REFUSED, failure())));
    }

    String failure() {
        return annotations.getOrDefault(FAILED, "");
    }

    private static Map<String, @Nullable String> with(@Nullable String... namesAndValues) {
        Map<String, @Nullable String> marks = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            marks.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return marks;
    }
}
