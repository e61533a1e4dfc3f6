package dev.workerapp.operator.execute;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which workers the API server refuses, over several tries. */
public final class Refusals {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Refusals() {}

    /**
     * The refusals that stand after a try: the new ones, with the time of the first one in a row, and those of before
     * that still say something: not of a slot that has its worker by now, since what is refused there later is another
     * matter.
     *
     * @param workers the workers that were seen before the try
     * @param revisions the revisions that a worker may be started with: the one asked for, and the stable one
     */
    public static List<Refusal> after(
            List<Refusal> known, List<Worker> workers, Outcome outcome, Desired desired, List<String> revisions) {
        Map<Integer, Refusal> standing = new LinkedHashMap<>();
        known.stream()
                .filter(refusal -> !desired.suspended() && refusal.slot() < desired.instances())
                .filter(refusal -> revisions.contains(refusal.revision()))
                .filter(refusal -> isRefusedAgain(refusal, outcome) || !isThere(refusal, workers))
                .forEach(refusal -> standing.put(refusal.slot(), refusal));
        outcome.done().forEach(action -> {
            if (action instanceof Action.Create create) {
                standing.remove(create.slot());
            }
        });
        outcome.refusals().forEach(refusal -> {
            Optional<Refusal> before = Optional.ofNullable(standing.get(refusal.slot()))
                    .filter(same -> same.revision().equals(refusal.revision()));
            standing.put(
                    refusal.slot(),
                    new Refusal(
                            refusal.slot(),
                            refusal.revision(),
                            before.map(Refusal::since).orElse(refusal.since()),
                            before.map(Refusal::tries).orElse(0) + 1,
                            refusal.triedAt(),
                            refusal.problem()));
        });
        return List.copyOf(standing.values());
    }

    private static boolean isRefusedAgain(Refusal refusal, Outcome outcome) {
        return outcome.refusals().stream().anyMatch(again -> again.slot() == refusal.slot());
    }

    private static boolean isThere(Refusal refusal, List<Worker> workers) {
        return workers.stream()
                .anyMatch(worker -> worker.slot() == refusal.slot()
                        && worker.revision().equals(refusal.revision())
                        && !worker.terminating());
    }

    /** How long to wait before the next try of those that are refused; empty if none is. */
    public static Optional<Duration> wait(List<Refusal> refusals, Instant now) {
        return refusals.stream().map(Refusal::since).max(Instant::compareTo).map(since -> wait(since, now));
    }

    /** How long to wait before the next try: the longer it has lasted, from a second to half a minute. */
    public static Duration wait(Instant since, Instant now) {
        Duration wait = Duration.between(since, now).dividedBy(2);
        return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
