package dev.workerapp.operator.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workerapp.operator.faults.api.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares the operator's Events with what happened: one that is lost does no harm, one that is not true does. */
final class EventCheck {

    /** What an Event says, in its first group the object's name, and which change makes it true. */
    private static final Map<Pattern, Predicate<Change>> TRUE_BY = Map.of(
            Pattern.compile("Started (\\S+) in slot.*"),
            change -> change.key().is("pods") && change.before().isEmpty(),
            Pattern.compile("Stopping (\\S+) in slot.*"),
            change -> change.key().is("pods")
                    && change.after().map(World::isEnding).orElse(true)
                    && !change.before().map(World::isEnding).orElse(true),
            Pattern.compile("Revision (\\S+)( \\(image \\S+\\))? failed\\. .*"),
            change -> comes(change, "workerapp.dev/failed"),
            // It comes again, with another time, where the mark was not seen yet.
            Pattern.compile("Revision (\\S+)( \\(image \\S+\\))? is the stable one now.*"),
            change -> comes(change, "workerapp.dev/stable-since"));

    private final List<Change> history;
    private final List<ObjectNode> events;

    EventCheck(World world) {
        history = world.server().history();
        events = world.server().objects("events");
    }

    private static boolean comes(Change change, String annotation) {
        return change.key().is("controllerrevisions")
                && !annotation(change.after(), annotation).equals(annotation(change.before(), annotation))
                && !annotation(change.after(), annotation).isEmpty();
    }

    private static String annotation(Optional<ObjectNode> object, String name) {
        return object.map(known ->
                        known.path("metadata").path("annotations").path(name).asText(""))
                .orElse("");
    }

    /** What was reported more often than it happened, a sentence for each. */
    List<String> broken() {
        return events.stream().flatMap(this::broken).toList();
    }

    private Stream<String> broken(ObjectNode event) {
        String note = event.path("note").asText();
        int count = Math.max(1, event.at("/series/count").asInt());
        return TRUE_BY.entrySet().stream().flatMap(entry -> {
            Matcher matcher = entry.getKey().matcher(note);
            long happened = matcher.matches() ? happened(matcher.group(1), entry.getValue()) : count;
            return happened < count
                    ? Stream.of("reported " + count + " times, and it happened " + happened + " times: " + note)
                    : Stream.empty();
        });
    }

    /** How many Events are of a wording that is compared. */
    long known() {
        return events.stream()
                .map(event -> event.path("note").asText())
                .filter(note -> TRUE_BY.keySet().stream()
                        .anyMatch(pattern -> pattern.matcher(note).matches()))
                .count();
    }

    private long happened(String name, Predicate<Change> makesTrue) {
        return history.stream()
                .filter(change -> change.key().name().equals(name) && makesTrue.test(change))
                .count();
    }
}
