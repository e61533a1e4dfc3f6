package dev.workerapp.operator;

import dev.workerapp.operator.WorkerAppReconciler.WritesFactory;
import dev.workerapp.operator.execute.Writes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes down what an operator writes, and which apps it has looked at. Thread-safe. */
final class WriteLog {

    private static final Set<String> READS =
            Set.of("livePod", "liveApp", "isKept", "tryPod", "liveRevisions", "hasCopy");

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();

    /** The names of the methods, in their order. */
    List<String> writes() {
        return writes;
    }

    /** The namespaces whose apps were looked at. */
    Set<String> namespaces() {
        return namespaces;
    }

    WritesFactory around(WritesFactory real) {
        return (context, sources, events) -> {
            Writes writer = real.in(context, sources, events);
            namespaces.add(context.getPrimaryResource().getMetadata().getNamespace());
            return (Writes) Proxy.newProxyInstance(
                    Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, arguments) -> {
                        if (!READS.contains(method.getName())) {
                            writes.add(method.getName());
                        }
                        try {
                            return method.invoke(writer, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        };
    }
}
