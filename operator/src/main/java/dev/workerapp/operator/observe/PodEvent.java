package dev.workerapp.operator.observe;

import dev.workerapp.operator.api.ApiTimes;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an Event says of a pod.
 *
 * @param reason its reason: FailedMount
 * @param isWarning whether something is wrong
 * @param container the container that it is about, if it is about one
 * @param note its text; the names of sandboxes and containers are left out, since each try has another one
 * @param at when it was last seen
 */
record PodEvent(String reason, boolean isWarning, Optional<String> container, String note, Instant at) {

    /** As in {@code spec.initContainers{migrate}}. */
    private static final Pattern CONTAINER = Pattern.compile("\\{(.+)}");

    private static final Pattern ID = Pattern.compile("\"?\\b[0-9a-f]{64}\\b\"?");

    static PodEvent of(Event event) {
        return new PodEvent(
                text(event.getReason()),
                "Warning".equals(event.getType()),
                Optional.ofNullable(event.getRegarding())
                        .map(ObjectReference::getFieldPath)
                        .map(CONTAINER::matcher)
                        .filter(Matcher::find)
                        .map(matcher -> matcher.group(1)),
                ID.matcher(text(event.getNote())).replaceAll("…").strip(),
                lastSeen(event));
    }

    /** Its reason and its text, for a person. */
    String words() {
        return reason + (note.isEmpty() ? "" : ": " + note);
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /** An Event that is counted has the time in one of two places, by the library of who wrote it. */
    private static Instant lastSeen(Event event) {
        return Optional.ofNullable(event.getSeries())
                .map(series -> series.getLastObservedTime())
                .map(time -> time.getTime())
                .flatMap(ApiTimes::parse)
                .or(() -> ApiTimes.parse(event.getDeprecatedLastTimestamp()))
                .or(() -> Optional.ofNullable(event.getEventTime())
                        .map(time -> time.getTime())
                        .flatMap(ApiTimes::parse))
                .or(() -> ApiTimes.parse(event.getMetadata().getCreationTimestamp()))
                .orElse(Instant.EPOCH);
    }
}
