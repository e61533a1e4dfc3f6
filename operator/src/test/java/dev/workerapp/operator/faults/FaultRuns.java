package dev.workerapp.operator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Which runs there are. Thread-safe. */
final class FaultRuns {

    private FaultRuns() {}

    /** Every kind of fault at every point of a scenario, with the client's retry and without. */
    static Stream<RunSpec> single(Scenario scenario) {
        return Worlds.points(scenario).stream()
                .flatMap(point -> FaultKind.of(point).stream().map(kind -> new Fault(point, kind, times(kind))))
                .flatMap(fault -> everywhere(scenario, fault));
    }

    private static Stream<RunSpec> everywhere(Scenario scenario, Fault fault) {
        return Stream.of(false, true).flatMap(retries -> Stream.of(false, true)
                .map(sameNamespace -> new RunSpec(scenario, retries, sameNamespace, 0, List.of(fault))));
    }

    private static int times(FaultKind kind) {
        return switch (kind) {
            case CONFLICT -> 3;
            case FORBIDDEN -> 2;
            default -> 1;
        };
    }

    /**
     * Every kind of fault at all requests of one sort for the app, while the other app is scaled. An operator that dies again and
     * again writes as often as it is started, which says nothing.
     */
    static Stream<RunSpec> lasting(Scenario scenario) {
        return Worlds.points(scenario).stream()
                .filter(point -> point.number() == 1 && point.isOf("shop"))
                .flatMap(point -> FaultKind.of(point).stream()
                        .filter(kind -> kind != FaultKind.DEATH)
                        .map(kind -> new Fault(point, kind, Fault.LASTING)))
                .flatMap(fault -> everywhere(scenario, fault));
    }

    /** Two to five faults at random points, for each seed, and a machine whose clock may be an hour off. */
    static Stream<RunSpec> random(long firstSeed, long runs) {
        return LongStream.range(firstSeed, firstSeed + runs).mapToObj(FaultRuns::random);
    }

    private static RunSpec random(long seed) {
        Random random = new Random(seed);
        Scenario scenario = any(random, List.of(Scenario.values()));
        List<Point> known = Worlds.points(scenario);
        List<Fault> faults = new ArrayList<>();
        for (int i = random.nextInt(2, 6); i > 0; i--) {
            Point point = any(random, known);
            faults.add(new Fault(point, any(random, FaultKind.of(point)), random.nextInt(1, 5)));
        }
        return new RunSpec(scenario, random.nextBoolean(), random.nextBoolean(), random.nextInt(-1, 2), faults);
    }

    private static <T> T any(Random random, List<T> among) {
        return among.get(random.nextInt(among.size()));
    }
}
