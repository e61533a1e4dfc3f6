package dev.workerapp.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Whatever fails on the way to the API server, each app reaches what is asked for, and nothing is done, or reported, for
 * nothing. A run is one operator, from its start to its stop, on a cluster in memory with two apps, to which one thing
 * happens.
 *
 * <p>The runs are all single faults, all that last, and random ones together. {@code -Dfaults.runs=20000} makes more random
 * ones (with fewer than there are single ones, each seed takes another sample of all), {@code -Dfaults.seed=1} others, and
 * {@code -Dfaults.run='…'} repeats one.
 */
class FaultRunsTest {

    /** How many runs there are in all. */
    private static final int RUNS = Integer.getInteger("faults.runs", 10_000);

    private static final long SEED = Long.getLong("faults.seed", 0);

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private static final Level LEVEL = ROOT.getLevel();

    /** What operators say while requests fail would bury what the test says. */
    @BeforeAll
    static void quiet() {
        ROOT.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        ROOT.setLevel(LEVEL);
    }

    @Test
    void each_fault_at_each_request_and_random_ones_together_delay_what_is_asked_for_and_break_nothing() {
        String one = System.getProperty("faults.run");
        List<RunSpec> runs = one == null ? all() : List.of(RunSpec.parse(one));
        long threads = threads();

        Campaign campaign = Campaign.of(runs);

        System.out.println(campaign.summary());
        assertThat(campaign.failures()).as(campaign.summary()).isEmpty();
        Awaitility.await("no operator leaves threads behind")
                .untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(threads));
    }

    /** Those of pools and timers that nobody gave a name: what a library forgets has none. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pool-") || name.startsWith("Timer-"))
                .count();
    }

    private static List<RunSpec> all() {
        List<RunSpec> runs = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            FaultRuns.single(scenario).forEach(runs::add);
            FaultRuns.lasting(scenario).forEach(runs::add);
        }
        FaultRuns.random(SEED, Math.max(RUNS / 4, RUNS - runs.size())).forEach(runs::add);
        Collections.shuffle(runs, new Random(SEED));
        return runs.subList(0, RUNS);
    }

    /** Runs that failed once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // The refusal was forgotten at the next look, and nothing asked for the worker again.
                "DRAIN | no retries | two namespaces | POST shop/pods#1=FORBIDDEN*2",
                // Two pods of a node that is drained were replaced at once.
                "DRAIN | no retries | two namespaces | POST shop/pods#1=GATEWAY_TIMEOUT*1",
                // The worker was created again and again while the first one was not seen.
                "SCALE_UP | no retries | two namespaces | POST shop/pods#1=NO_ANSWER*1",
                // A watch that hangs at its beginning.
                "START | retries | two namespaces | WATCH pods#1=HANG*1",
                // The mark of the failed revision was not stored, and the revision was started again.
                "ROLLBACK | no retries | two namespaces | PATCH shop/controllerrevisions#1=CONFLICT*3",
                // The app was deleted unseen, and all that the garbage collector deleted was created again, 94 times.
                "DELETION | retries | two namespaces | EVENT workerapps#1=GONE*1",
                "DELETION | retries | two namespaces | EVENT workerapps#1=WATCH_MUTE*1",
                // That the content was asked for was not stored, and after it had failed it was started again.
                "CONFIG_ROLLBACK | no retries | two namespaces | PATCH shop/workerapps/status#4=CONFLICT*3",
                // An Event that was sent twice was counted twice.
                "RELOAD | retries | two namespaces | POST shop/events#1=NO_ANSWER*1"
            })
    void what_failed_once_fails_no_more(String run) {
        Campaign campaign = Campaign.of(List.of(RunSpec.parse(run)));

        assertThat(campaign.failures()).isEmpty();
    }

    @Test
    void the_text_of_a_run_is_all_that_is_needed_to_repeat_it() {
        RunSpec run = new RunSpec(
                Scenario.RELOAD,
                false,
                true,
                -1,
                List.of(
                        new Fault(new Point("PATCH shop/workerapps/status", 2), FaultKind.CONFLICT, 3),
                        new Fault(new Point("EVENT pods", 4), FaultKind.WATCH_MUTE, 1)));

        assertThat(RunSpec.parse(run.toString())).isEqualTo(run);
    }
}
