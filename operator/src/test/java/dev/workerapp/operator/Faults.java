package dev.workerapp.operator;

import dev.workerapp.operator.WorkerAppReconciler.WritesFactory;
import dev.workerapp.operator.execute.Writes;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets writes fail in turn: with 500 and 429 before they take effect, and with a timeout after they did. Two of three
 * go through. Thread-safe.
 */
final class Faults {

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger injected = new AtomicInteger();

    int injected() {
        return injected.get();
    }

    WritesFactory around(WritesFactory real) {
        return (context, sources, events) -> {
            Writes writes = real.in(context, sources, events);
            return (Writes) Proxy.newProxyInstance(
                    Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, arguments) -> {
                        int turn = calls.incrementAndGet() % 9;
                        if (turn == 3 || turn == 6) {
                            injected.incrementAndGet();
                            throw new KubernetesClientException("injected", turn == 3 ? 500 : 429, null);
                        }
                        try {
                            Object result = method.invoke(writes, arguments);
                            if (turn == 0) {
                                injected.incrementAndGet();
                                throw new KubernetesClientException("injected: no answer in time", 0, null);
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        };
    }
}
