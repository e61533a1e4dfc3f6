package dev.workerapp.worker.state;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * One request in flight. Of JDK types, so that a copy of the library in another class loader can hold it: {@code run}
 * ends the request, {@code getAsBoolean} says whether its response must close the connection, and
 * {@code accept} takes its status. Safe for use by several
 * threads.
 */
final class RequestHandle implements Runnable, BooleanSupplier, IntConsumer {
    private static final int ENDED = 1;
    private static final int CLOSES = 2;
    private static final int FAILED = 4;
    private static final int FIRST_FAILURE = 500;

    private final Requests requests;
    private final Draining draining;
    private final boolean warmUp;
    private final long start = System.nanoTime();
    private final AtomicInteger marks = new AtomicInteger();

    RequestHandle(Requests requests, Draining draining, boolean warmUp) {
        this.requests = requests;
        this.draining = draining;
        this.warmUp = warmUp;
    }

    @Override
    public void run() {
        if (mark(ENDED)) {
            requests.end(System.nanoTime() - start, warmUp);
        }
    }

    @Override
    public boolean getAsBoolean() {
        boolean closes = draining.now();
        if (closes && mark(CLOSES)) {
            requests.closes();
        }
        return closes;
    }

    @Override
    public void accept(int status) {
        if (status >= FIRST_FAILURE && !warmUp && mark(FAILED)) {
            requests.fails();
        }
    }

    private boolean mark(int bit) {
        return (marks.getAndUpdate(old -> old | bit) & bit) == 0;
    }
}
