package dev.workerapp.operator.faults;

import dev.workerapp.operator.faults.api.Change;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** While a write of an app fails for ever, its status or an Event says so, in the words of the server or the connection. */
final class FailureReport {

    /** What an app can't be reported to be ready without. Of a status or an Event that fails, nobody can be told. */
    private static final Set<String> NEEDED = Set.of("pods", "services", "poddisruptionbudgets", "controllerrevisions");

    /** More than one pass that could not do without the request: each sends it once more. */
    private static final int OFTEN = 3;

    private FailureReport() {}

    /** The faults that lasted and that nobody was told of, a sentence for each. */
    static List<String> missing(RunSpec spec, FaultyTransport transport, World world) {
        return spec.faults().stream()
                .filter(fault -> fault.times() == Fault.LASTING && isNeeded(fault.at()))
                .filter(fault -> transport.count(fault) >= OFTEN)
                .flatMap(fault -> fault.kind().words().stream()
                        .filter(words -> texts(world).noneMatch(text -> text.contains(words)))
                        .map(words -> fault + ": no status and no Event says \"" + words + "\""))
                .toList();
    }

    private static boolean isNeeded(Point point) {
        return !point.verb().equals("GET")
                && NEEDED.stream().anyMatch(resource -> point.sort().endsWith("/" + resource));
    }

    private static Stream<String> texts(World world) {
        return world.server().history().stream()
                .filter(change ->
                        change.key().equals(World.SHOP) || change.key().is("events"))
                .map(Change::object)
                .map(object -> object.path("status") + object.path("note").asText());
    }
}
