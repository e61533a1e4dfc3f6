package dev.workerapp.operator;

import dev.workerapp.operator.WorkerAppReconciler.WritesFactory;
import dev.workerapp.operator.execute.Writes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets an operator die right after one of its writes: the write has taken effect, nothing after it does, and nothing is
 * left in memory. Counts from {@link #arm}. Thread-safe.
 */
final class Crash {

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

    /** Whether it came to that many writes, within a time in which any run ends. */
    boolean happens(long seconds) throws InterruptedException {
        return dead.await(seconds, TimeUnit.SECONDS);
    }

    /** The writes since it was armed. */
    int writes() {
        return writes.get();
    }

    WritesFactory around(WritesFactory real) {
        return (context, sources) -> {
            Writes writes = real.in(context, sources);
            return (Writes) Proxy.newProxyInstance(
                    Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, arguments) -> {
                        if (dead.getCount() == 0) {
                            throw new IllegalStateException("dead");
                        }
                        try {
                            Object result = method.invoke(writes, arguments);
                            boolean isWrite = !method.getName().equals("livePod");
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
