package dev.workerapp.worker.stop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.call.Json;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StackSummaryTest {
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void end() {
        end.countDown();
    }

    @Test
    void mainComesFirstThenWhatWaitsForALockAndWhatIsIdleInTheBackgroundIsLeftOut() {
        var threads = new HashMap<Thread, StackTraceElement[]>();
        var lock = new Object();
        var main = thread("main", false, this::awaitEnd);
        var background = thread("background", true, this::awaitEnd);
        var own = thread("workerapp-control-1", false, this::awaitEnd);
        var app = thread("app", false, this::awaitEnd);
        synchronized (lock) {
            var blocked = thread("blocked", true, () -> {
                synchronized (lock) {
                    awaitEnd();
                }
            });
            await().until(() -> blocked.getState() == Thread.State.BLOCKED);
            for (var thread : new Thread[] {app, background, own, blocked, main}) {
                await().until(() -> thread.getState() != Thread.State.RUNNABLE);
                threads.put(thread, thread.getStackTrace());
            }

            var summary = StackSummary.of(threads);

            assertThat(summary.lines().filter(line -> line.startsWith("\"")))
                    .containsExactly("\"main\" WAITING", "\"blocked\" BLOCKED", "\"app\" WAITING");
            assertThat(summary).contains("  at java.util.concurrent.CountDownLatch.await:");
        }
    }

    @Test
    void itFitsIntoATerminationMessageHoweverManyThreadsThereAre() {
        var threads = new HashMap<Thread, StackTraceElement[]>();
        for (int i = 0; i < 100; i++) {
            var thread = thread("thread \"" + i + "\"", false, this::awaitEnd);
            await().until(() -> thread.getState() == Thread.State.WAITING);
            threads.put(thread, thread.getStackTrace());
        }

        var summary = StackSummary.of(threads);

        assertThat(Json.of(summary).getBytes(UTF_8).length).isBetween(2000, 3000);
    }

    private static Thread thread(String name, boolean daemon, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(daemon);
        thread.start();
        return thread;
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
