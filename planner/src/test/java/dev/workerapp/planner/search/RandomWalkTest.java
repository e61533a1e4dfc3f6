package dev.workerapp.planner.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.Planner;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Larger worlds, by samples. */
class RandomWalkTest {
    /** Seeds that failed once; they are walked first. */
    private static final long[] KEPT = {};

    private static final int WALKS = 300;

    @Test
    void theInvariantsHoldOnRandomWalksThroughLargerWorlds() {
        LongStream seeds = LongStream.concat(LongStream.of(KEPT), LongStream.rangeClosed(1, WALKS));

        int states = seeds.mapToInt(RandomWalkTest::walk).sum();

        System.out.printf("Walked through %,d states of larger worlds in %d walks.%n", states, KEPT.length + WALKS);
        assertThat(states).isGreaterThan(WALKS);
    }

    private static int walk(long seed) {
        try {
            return RandomWalk.walk(seed, Planner::plan);
        } catch (Trace broken) {
            throw new AssertionError("Seed " + seed + " (add it to KEPT). " + broken.getMessage(), broken);
        }
    }
}
