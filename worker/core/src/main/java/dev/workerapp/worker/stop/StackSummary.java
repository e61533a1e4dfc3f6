package dev.workerapp.worker.stop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.worker.call.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What keeps this JVM from getting on: the upper ends of the stacks that tell the most, {@code main} first, then threads that
 * wait for a lock, then those that run, then others of the app. So short that it fits into a termination message.
 */
final class StackSummary {
    /** As JSON, in bytes: a termination message may have 4096. */
    private static final int LONGEST = 3000;

    private static final int FRAMES = 12;

    /** The rank of threads that mostly wait for something to do. */
    private static final int OTHERS = 3;

    /** Threads of the JVM's own that are no daemons. */
    private static final List<String> NOT_THE_APPS =
            List.of("DestroyJavaVM", "SIGTERM handler", "SIGINT handler", "SIGHUP handler");

    private StackSummary() {}

    static String now() {
        return of(Thread.getAllStackTraces());
    }

    static String of(Map<Thread, StackTraceElement[]> threads) {
        var summary = new StringBuilder();
        threads.entrySet().stream()
                .filter(entry -> entry.getValue().length > 0 && isTheApps(entry.getKey()))
                .sorted(Comparator.<Map.Entry<Thread, StackTraceElement[]>>comparingInt(entry -> rank(entry.getKey()))
                        .thenComparing(entry -> entry.getKey().getName()))
                .forEach(entry -> append(summary, entry.getKey(), entry.getValue()));
        return summary.toString();
    }

    private static boolean isTheApps(Thread thread) {
        boolean isOther = thread.isDaemon()
                || NOT_THE_APPS.contains(thread.getName())
                || thread.getName().startsWith("workerapp-");
        return rank(thread) < OTHERS || !isOther;
    }

    private static int rank(Thread thread) {
        if (thread.getName().equals("main")) {
            return 0;
        }
        if (thread.getState() == Thread.State.BLOCKED) {
            return 1;
        }
        return !thread.isDaemon() && thread.getState() == Thread.State.RUNNABLE && thread != Thread.currentThread()
                ? 2
                : OTHERS;
    }

    private static void append(StringBuilder summary, Thread thread, StackTraceElement[] stack) {
        var lines = new StringBuilder("\"" + thread.getName() + "\" " + thread.getState() + "\n");
        for (int i = 0; i < Math.min(FRAMES, stack.length); i++) {
            var frame = stack[i];
            lines.append("  at ")
                    .append(frame.getClassName())
                    .append('.')
                    .append(frame.getMethodName())
                    .append(':')
                    .append(frame.getLineNumber())
                    .append('\n');
        }
        if (Json.of(summary + lines.toString()).getBytes(UTF_8).length <= LONGEST) {
            summary.append(lines);
        }
    }
}
