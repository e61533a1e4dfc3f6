package dev.workerapp.operator.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What runs without faults give to those with them: the world that they begin in, and what there is to fail. */
final class Worlds {

    private static final Map<Boolean, World> RUNNING = Map.of(true, running(true), false, running(false));

    private static final Map<Scenario, List<Point>> POINTS =
            Arrays.stream(Scenario.values()).collect(Collectors.toUnmodifiableMap(Function.identity(), Worlds::trace));

    private Worlds() {}

    private static World running(boolean sameNamespace) {
        World world = World.empty(sameNamespace);
        required(Run.of(new RunSpec(Scenario.START, true, sameNamespace, 0, List.of()), world));
        // Three workers and two revisions.
        if (new EventCheck(world).known() != 5) {
            throw new AssertionError("Events are worded in another way than EventCheck knows: "
                    + world.server().objects("events"));
        }
        return world;
    }

    private static List<Point> trace(Scenario scenario) {
        RunSpec spec = new RunSpec(scenario, true, false, 0, List.of());
        return required(Run.of(spec, in(spec))).points().stream()
                .filter(point -> !point.isOf("other"))
                .toList();
    }

    private static Run.Result required(Run.Result result) {
        if (!result.broken().isEmpty()) {
            throw new AssertionError("without faults: " + result.broken() + "\n" + result.transcript());
        }
        return result;
    }

    /** The world in which a run begins: a new one each time. */
    static World in(RunSpec spec) {
        return spec.scenario() == Scenario.START
                ? World.empty(spec.sameNamespace())
                : Objects.requireNonNull(RUNNING.get(spec.sameNamespace())).later();
    }

    /** What may fail in a scenario: what was asked and told in a run without faults, but for what is the other app's. */
    static List<Point> points(Scenario scenario) {
        return POINTS.getOrDefault(scenario, List.of());
    }
}
