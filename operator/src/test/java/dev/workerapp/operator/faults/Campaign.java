package dev.workerapp.operator.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Many runs, side by side, and what came of them. Thread-safe. */
final class Campaign {

    /** Runs wait most of the time: for a client's pause, or for a watch that is mute. */
    private static final int SIDE_BY_SIDE = 64;

    /** When so many have failed the others would tell nothing new. */
    private static final int ENOUGH = 10;

    private final List<String> failures = new ArrayList<>();
    private final Map<FaultKind, Integer> injected = new EnumMap<>(FaultKind.class);
    private int runs;
    private int requests;
    private int writes;
    private int mostWritesOfShop;
    private int passes;

    private Campaign() {}

    /** Makes all these runs, unless too many fail. */
    static Campaign of(List<RunSpec> specs) {
        Campaign campaign = new Campaign();
        try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Future<?>> runs = new ArrayList<>();
            specs.forEach(spec -> runs.add(threads.submit(() -> campaign.run(spec))));
            for (Future<?> run : runs) {
                run.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return campaign;
    }

    private void run(RunSpec spec) {
        if (failures().size() < ENOUGH) {
            add(Run.of(spec, Worlds.in(spec)));
        }
    }

    private synchronized void add(Run.Result result) {
        runs++;
        requests += result.requests();
        writes += result.writes();
        mostWritesOfShop = Math.max(mostWritesOfShop, result.writesOfShop());
        passes += result.passes();
        result.injected().forEach((kind, count) -> injected.merge(kind, count, Integer::sum));
        if (!result.broken().isEmpty()) {
            failures.add("""
                    %s
                    again: mvn test -pl operator -am -Dtest=FaultRunsTest -Dsurefire.failIfNoSpecifiedTests=false \\
                      -Dfaults.run='%s'
                    %s""".formatted(String.join("\n", result.broken()), result.spec(), result.transcript()));
        }
    }

    /** What failed: what was broken, how to repeat it, and what happened. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** The figures. */
    synchronized String summary() {
        int faults = injected.values().stream().mapToInt(Integer::intValue).sum();
        return "%,d runs, %,d requests and events, %,d writes (at most %d in a run for the app that faults hit), %,d passes, %,d faults: %s"
                .formatted(
                        runs,
                        requests,
                        writes,
                        mostWritesOfShop,
                        passes,
                        faults,
                        injected.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", ")));
    }
}
