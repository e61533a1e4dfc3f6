package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.kubectl.Api;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Waits for apps.
 *
 * @param api the API server
 * @param session where it is said how far they are
 * @param deadline when the time is over, by {@link System#nanoTime}; empty for never
 * @param limit how long that was, for people
 */
public record Following(Api api, Session session, Optional<Long> deadline, Duration limit) {

    private static final long REDRAW = TimeUnit.SECONDS.toNanos(1);

    /** From now on, for so long; zero for ever. */
    public static Following within(Duration limit, Api api, Session session) {
        return new Following(
                api,
                session,
                limit.isZero() ? Optional.empty() : Optional.of(System.nanoTime() + limit.toNanos()),
                limit);
    }

    /**
     * Follows an app until it gets there, or does not. Prints the verdict.
     *
     * @param state what it is to be, in a word, as {@code reloaded}
     */
    public Exit until(String namespace, String name, String state, Goal goal) {
        Thread farewell = new Thread(() -> session.console().hint(farewell(name)));
        Runtime.getRuntime().addShutdownHook(farewell);
        Progress progress = Progress.of(name, session, limit);
        try (Live live = new Live(api, namespace, name).begin()) {
            while (true) {
                long left = deadline.map(end -> end - System.nanoTime()).orElse(REDRAW);
                Optional<Snapshot> snapshot = live.next(Math.clamp(left, 0, REDRAW));
                Verdict verdict = snapshot.map(goal::judge).orElse(Verdict.Pending.PENDING);
                snapshot.ifPresent(progress::show);
                if (verdict instanceof Verdict.Reached(String line)) {
                    progress.end();
                    session.console().print(line);
                    return Exit.DONE;
                }
                if (verdict instanceof Verdict.Failed(Exit exit, String message, String revision, String next)) {
                    progress.end();
                    said(message);
                    snapshot.map(now -> FailedWorker.lastLines(api, now, revision))
                            .orElse(List.of())
                            .forEach(this::said);
                    if (!next.isEmpty()) {
                        said("  next: " + next);
                    }
                    return exit;
                }
                if (left <= 0) {
                    progress.end();
                    said("error: " + name + " is not " + state + " after " + limit.toSeconds()
                            + " s; what was asked for goes on. To see what it waits for: kubectl workerapp why "
                            + name);
                    return Exit.TIMED_OUT;
                }
            }
        } finally {
            stay(farewell);
        }
    }

    /** One app after the other: all are under way. The first that did not get there gives the exit code. */
    public Exit all(Map<App, List<Goal>> goals, String state) {
        Exit exit = Exit.DONE;
        for (Map.Entry<App, List<Goal>> entry : goals.entrySet()) {
            App app = entry.getKey();
            for (Goal goal : entry.getValue()) {
                Exit one = until(app.namespace(), app.name(), state, goal);
                exit = exit == Exit.DONE ? one : exit;
            }
        }
        return exit;
    }

    /** What is printed when a signal ends the waiting. */
    static String farewell(String name) {
        return "Stopped waiting; what was asked for goes on: kubectl workerapp wait " + name;
    }

    private void said(String message) {
        session.console().out().flush();
        session.console().err().println(message);
    }

    private static void stay(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException _) {
            // The plug-in is being ended by a signal, which is why the waiting is over.
        }
    }
}
