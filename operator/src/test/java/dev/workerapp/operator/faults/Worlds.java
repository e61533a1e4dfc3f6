package dev.workerapp.operator.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What runs without faults give to those with them: the world that they begin in, and what there is to fail. */
final class Worlds {

    private static final World RUNNING = running();

    private static final Map<Scenario, List<Point>> POINTS =
            Arrays.stream(Scenario.values()).collect(Collectors.toUnmodifiableMap(Function.identity(), Worlds::trace));

    private Worlds() {}

    private static World running() {
        World world = World.empty();
        required(Run.of(new RunSpec(Scenario.START, true, List.of()), world));
        // Three workers and two revisions.
        if (new Told(world).known() != 5) {
            throw new AssertionError("Events are worded in another way than Told knows: "
                    + world.server().objects("events"));
        }
        return world;
    }

    private static List<Point> trace(Scenario scenario) {
        return required(Run.of(new RunSpec(scenario, true, List.of()), in(scenario))).points().stream()
                .filter(point -> !point.isIn("two"))
                .toList();
    }

    private static Run.Result required(Run.Result result) {
        if (!result.broken().isEmpty()) {
            throw new AssertionError("without faults: " + result.broken() + "\n" + result.story());
        }
        return result;
    }

    /** The world in which a scenario begins: a new one for each run. */
    static World in(Scenario scenario) {
        return scenario == Scenario.START ? World.empty() : RUNNING.later();
    }

    /** What may fail in a scenario: what was asked and told in a run without faults, but for what is the other app's. */
    static List<Point> points(Scenario scenario) {
        return POINTS.getOrDefault(scenario, List.of());
    }
}
