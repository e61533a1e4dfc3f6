package dev.workerapp.planner.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plan for twice the workers costs twice the work. */
class GrowthTest {
    private static final int SMALL = 250;
    private static final int LARGE = 1000;
    /** A sort costs a little more than its share. */
    private static final double MOST = 1.3;

    private static final int RUNS = 200;
    /** Before that the JIT compiler is at work. */
    private static final int RUNS_TO_WARM_UP = 3;

    @ParameterizedTest
    @EnumSource
    void theWorkOfAPlanGrowsAsItsWorkersDo(LargeApp app) throws ReflectiveOperationException {
        IntFunction<Runnable> counted = counted(app);

        long small = Calls.during(counted.apply(SMALL));
        long large = Calls.during(counted.apply(LARGE));

        assertThat((double) large / LARGE)
                .as("calls of methods for each of %d workers, beside those for each of %d", LARGE, SMALL)
                .isLessThan(MOST * small / SMALL);
    }

    /** For a person to read: no machine that does something else as well is a measure. */
    @Test
    void aPlanForAThousandWorkersTakesMilliseconds() {
        for (LargeApp app : List.of(LargeApp.AT_REST, LargeApp.IN_A_RELOAD)) {
            Runnable twoPlans = app.apply(LARGE);
            for (int run = 0; run < RUNS_TO_WARM_UP; run++) {
                cpuMillis(twoPlans);
            }

            System.out.printf("A plan for %,d workers %s: %.1f ms of CPU.%n", LARGE, app, cpuMillis(twoPlans) / 2);
        }
    }

    /** Of one run among many. */
    private static double cpuMillis(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int run = 0; run < RUNS; run++) {
            work.run();
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1e6 / RUNS;
    }

    @SuppressWarnings("unchecked") // The interface is the JDK's: the same for every loader.
    private static IntFunction<Runnable> counted(LargeApp app) throws ReflectiveOperationException {
        Class<?> apps = new CountingLoader().loadClass(LargeApp.class.getName());
        return (IntFunction<Runnable>) apps.getField(app.name()).get(null);
    }
}
