package dev.workerapp.worker.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CallbacksTest {
    private final Callbacks callbacks = new Callbacks("test");
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @Test
    void theyRunInTheOrderOfRegistrationAndOnce() {
        callbacks.add(() -> ran.add("first"));
        callbacks.add(() -> ran.add("second"));

        callbacks.runAll(Duration.ofSeconds(5));
        callbacks.runAll(Duration.ofSeconds(5));

        assertThat(ran).containsExactly("first", "second");
        assertThat(callbacks.await(Duration.ZERO)).isTrue();
    }

    @Test
    void oneThatThrowsDoesNotStopTheNext() {
        callbacks.add(() -> {
            throw new StackOverflowError("as a test");
        });
        callbacks.add(() -> ran.add("second"));

        callbacks.runAll(Duration.ofSeconds(5));

        assertThat(ran).containsExactly("second");
    }

    @Test
    void oneThatHangsIsInterruptedAfterItsShareAndTheNextOneRuns() {
        callbacks.add(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ran.add("interrupted");
            }
        });
        callbacks.add(() -> ran.add("second"));
        long begin = System.nanoTime();

        callbacks.runAll(Duration.ofMillis(400));

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(190), Duration.ofSeconds(4));
        await().until(() -> ran.containsAll(List.of("interrupted", "second")));
    }

    @Test
    void oneThatComesLateRunsAtOnce() {
        callbacks.runAll(Duration.ofSeconds(1));

        callbacks.add(() -> ran.add(Thread.currentThread().getName()));

        assertThat(ran).containsExactly(Thread.currentThread().getName());
    }
}
