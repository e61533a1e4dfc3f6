package dev.workerapp.planner.growth;

/** How often methods of the planner were called in this thread. Loaded once, whoever calls. */
public final class Calls {
    private static final ThreadLocal<long[]> COUNT = ThreadLocal.withInitial(() -> new long[1]);

    private Calls() {}

    /** One more. */
    public static void count() {
        COUNT.get()[0]++;
    }

    static long during(Runnable work) {
        long before = COUNT.get()[0];
        work.run();
        return COUNT.get()[0] - before;
    }
}
