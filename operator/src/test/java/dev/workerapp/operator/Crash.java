package dev.workerapp.operator;

import dev.workerapp.operator.WorkerAppReconciler.WritesFactory;
import dev.workerapp.operator.execute.Writes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets an operator die right after one of its writes: the write has taken effect, nothing after it does, and nothing is
 * left in memory. Counts from {@link #arm}. Thread-safe.
 */
final class Crash {

    private static final Set<String> READS = Set.of("livePod", "liveApp", "isKept", "liveRevisions");

    private final int after;
    private final AtomicInteger writes = new AtomicInteger();
    private final CountDownLatch dead = new CountDownLatch(1);
    private volatile boolean armed;

    /** Dies after this many writes. */
    Crash(int after) {
        this.after = after;
    }

    void arm() {
        armed = true;
    }

    /** Whether it has come to that many writes. */
    boolean happened() {
        return dead.getCount() == 0;
    }

    /** The writes since it was armed. */
    int writes() {
        return writes.get();
    }

    WritesFactory around(WritesFactory real) {
        return (context, sources, events) -> {
            Writes writes = real.in(context, sources, events);
            return (Writes) Proxy.newProxyInstance(
                    Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, arguments) -> {
                        if (happened()) {
                            throw new IllegalStateException("dead");
                        }
                        try {
                            Object result = method.invoke(writes, arguments);
                            boolean isWrite = !READS.contains(method.getName());
                            if (armed && isWrite && this.writes.incrementAndGet() == after) {
                                dead.countDown();
                                throw new IllegalStateException("died after write " + after);
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        };
    }
}
