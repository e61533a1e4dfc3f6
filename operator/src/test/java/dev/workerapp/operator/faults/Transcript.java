package dev.workerapp.operator.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workerapp.operator.faults.FaultyTransport.Asked;
import dev.workerapp.operator.faults.api.Change;
import dev.workerapp.operator.faults.api.FakeKubelet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happened in a run, for whoever looks into a failure: a line for each request, event and change.
 *
 * @param trace the requests and events
 * @param history the changes
 */
record Transcript(List<Asked> trace, List<Change> history) {

    private record Line(long version, String text) {}

    /** Line by line; what was asked of a version comes after the change that made it. */
    String text() {
        long first = trace.isEmpty() ? 0 : trace.getFirst().version();
        Stream<Line> changes = history.stream()
                .filter(change -> change.version() > first)
                .map(change -> new Line(change.version(), "%d  %s".formatted(change.version(), text(change))));
        Stream<Line> asked = trace.stream()
                .map(one -> new Line(
                        one.version(),
                        "        " + one.point()
                                + one.fault()
                                        .map(fault -> "  <-- " + fault.kind())
                                        .orElse("")));
        return Stream.concat(changes, asked)
                .sorted(Comparator.comparingLong(Line::version))
                .map(Line::text)
                .collect(Collectors.joining("\n"));
    }

    private static String text(Change change) {
        ObjectNode object = change.object();
        String what = change.before().isEmpty() ? "created" : change.after().isEmpty() ? "gone" : "changed";
        String more =
                switch (change.key().resource()) {
                    case "pods" ->
                        " " + FakeKubelet.tag(object) + (FakeKubelet.isReady(object) ? " ready" : "")
                                + (World.isEnding(object) ? " ending" : "");
                    case "events" -> " " + object.path("note").asText();
                    case "workerapps" -> " " + object.at("/status/state").asText();
                    default -> "";
                };
        return what + " " + change.key().resource() + " " + change.key().namespace() + "/"
                + change.key().name() + more;
    }
}
