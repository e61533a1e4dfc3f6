package dev.workerapp.operator;

import dev.workerapp.operator.WorkerAppReconciler.WritesFactory;
import dev.workerapp.operator.execute.Writes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets something happen while the operator is about to write a status, right before the write. Thread-safe. */
final class Meanwhile {

    private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();

    /** Before the next status is written, once. */
    void happens(Runnable action) {
        next.set(action);
    }

    boolean hasHappened() {
        return next.get() == null;
    }

    WritesFactory around(WritesFactory real) {
        return (context, sources, events) -> {
            Writes writes = real.in(context, sources, events);
            return (Writes) Proxy.newProxyInstance(
                    Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, arguments) -> {
                        Runnable action = method.getName().equals("status") ? next.getAndSet(null) : null;
                        if (action != null) {
                            action.run();
                        }
                        try {
                            return method.invoke(writes, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        };
    }
}
