package dev.workerapp.worker.agent;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** An app whose class loader brings a library of its own, and asks it first, as those of servlet containers do. */
final class TwoCopies {
    private TwoCopies() {}

    /** Takes the folder of the library's classes. */
    public static void main(String[] arguments) throws Exception {
        try (var loader = new ChildFirst(new File(arguments[0]).toURI().toURL())) {
            var copy = loader.loadClass("dev.workerapp.worker.Worker");
            var agents = ClassLoader.getSystemClassLoader().loadClass("dev.workerapp.worker.Worker");
            Runnable onDrain = () -> System.out.println("the copy hears of the drain: " + call(copy, "draining"));
            Runnable onStop = () -> System.out.println("the copy stops");
            copy.getMethod("onDrain", Runnable.class).invoke(null, onDrain);
            copy.getMethod("onStop", Runnable.class).invoke(null, onStop);
            call(copy, "ready");
            call(copy, "notReady");
            BooleanSupplier check = () -> {
                System.out.println("the copy's check is asked");
                return true;
            };
            copy.getMethod("ready", BooleanSupplier.class).invoke(null, check);
            Consumer<Object> onMessage = message -> System.out.println("the copy gets " + message);
            copy.getMethod("onMessage", String.class, Consumer.class).invoke(null, "news", onMessage);
            agents.getMethod("send", int.class, String.class, String.class).invoke(null, 5, "news", "[1]");
            System.out.println("copies: " + (copy == agents ? 1 : 2) + ", slot " + call(copy, "slot"));
            new CountDownLatch(1).await();
        }
    }

    private static Object call(Class<?> type, String method) {
        try {
            return String.valueOf(type.getMethod(method).invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class ChildFirst extends URLClassLoader {
        ChildFirst(URL classes) {
            super(new URL[] {classes}, ClassLoader.getSystemClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return name.startsWith("dev.workerapp.") ? findClass(name) : super.loadClass(name, resolve);
            }
        }
    }
}
