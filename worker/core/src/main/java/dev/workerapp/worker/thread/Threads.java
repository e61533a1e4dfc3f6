package dev.workerapp.worker.thread;

import java.util.Arrays;
import java.util.stream.Stream;

/** Makes threads and finds them. Safe for use by several threads. */
public final class Threads {
    private Threads() {}

    /**
     * A daemon, so that the JVM ends when the app does, and without the class loader of whoever happened to start it, so
     * that a web app that is taken out of its container can go.
     */
    public static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }

    /** All live platform threads of this JVM. */
    public static Stream<Thread> all() {
        var group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        int room = group.activeCount() + 16;
        while (true) {
            var threads = new Thread[room];
            int count = group.enumerate(threads);
            // A full array may have left some out without a word.
            if (count < room) {
                return Arrays.stream(threads, 0, count);
            }
            room *= 2;
        }
    }
}
