package dev.workerapp.worker.signal;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * {@code sun.misc.Signal}, which is in the module jdk.unsupported: by reflection, since the app's own image may lack it.
 * Names are without SIG.
 */
final class JvmSignals {
    private final Class<?> signal;
    private final Class<?> handler;
    private final Method raise;
    private final Method handle;

    /** @throws ReflectiveOperationException where this Java runtime has no such module */
    JvmSignals() throws ReflectiveOperationException {
        signal = Class.forName("sun.misc.Signal");
        handler = Class.forName("sun.misc.SignalHandler");
        raise = signal.getMethod("raise", signal);
        handle = signal.getMethod("handle", signal, handler);
    }

    /** Has the JVM run this for each signal from now on, on a thread of its own, in the place of what it did before. */
    void handle(String name, Runnable callback) throws ReflectiveOperationException {
        handle.invoke(null, named(name), handler(callback));
    }

    /**
     * Whether an app has a handler for the signal. Only the exchange of the handler tells, so another one is set for a
     * moment, in which a signal from elsewhere is lost. The JVM's own handlers and its defaults are of its own classes.
     */
    boolean isHandled(String name) throws ReflectiveOperationException {
        Object nobody = handler(() -> {});
        @Nullable Object before = handle.invoke(null, named(name), nobody);
        handle.invoke(null, named(name), before);
        return before != null && !before.getClass().getName().startsWith("sun.misc.");
    }

    /** Sends the signal to this process. */
    void raise(String name) throws ReflectiveOperationException {
        raise.invoke(null, named(name));
    }

    /** What the JVM said, without the wrapping of reflection. */
    static Throwable cause(ReflectiveOperationException e) {
        return e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
    }

    private Object named(String name) throws ReflectiveOperationException {
        return signal.getConstructor(String.class).newInstance(name);
    }

    private Object handler(Runnable callback) throws ReflectiveOperationException {
        var run = MethodHandles.lookup()
                .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                .bindTo(callback);
        return MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
    }
}
