package dev.workerapp.worker.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.testing.ChildJvm;
import dev.workerapp.worker.thread.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadinessTest {
    /** Only a failing test waits that long, whatever else the machine does. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final Duration SHORT = Duration.ofMillis(200);

    private final WorkerState state = new WorkerState();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void theAppsWordIsTakenBackAndGivenAgain() throws IOException {
        var readiness = readiness(LONG, Map.of());
        assertThat(readiness.problem()).hasValue("the app has not called Worker.ready()");

        readiness.appIsReady(() -> true);
        assertThat(readiness.problem()).isEmpty();
        assertThat(readiness.ready()).isTrue();

        readiness.appIsNotReady();
        assertThat(readiness.problem()).hasValue("the app has called Worker.notReady()");
        assertThat(readiness.ready()).isFalse();

        readiness.appIsReady(() -> true);
        assertThat(readiness.problem()).isEmpty();
    }

    @Test
    void theAppsCheckIsAskedAtEachProbe() throws IOException {
        var readiness = readiness(LONG, Map.of());
        var well = new AtomicBoolean(true);
        readiness.appIsReady(() -> {
            asked.incrementAndGet();
            return well.get();
        });

        assertThat(readiness.problem()).isEmpty();
        well.set(false);
        assertThat(readiness.problem()).hasValue("the app's own check says no");
        assertThat(readiness.ready()).isFalse();
        well.set(true);
        assertThat(readiness.problem()).isEmpty();
        assertThat(asked).hasValue(3);
    }

    @Test
    void aCheckThatThrowsIsANo() throws IOException {
        var readiness = readiness(LONG, Map.of());

        readiness.appIsReady(() -> {
            throw new StackOverflowError("as a test");
        });

        assertThat(readiness.problem()).hasValue("the app's own check failed: java.lang.StackOverflowError: as a test");
    }

    @Test
    void aCheckThatHangsIsANoAndIsNotAskedAgainBeforeItReturns() throws IOException {
        var readiness = readiness(SHORT, Map.of());
        var hangs = new CountDownLatch(1);
        readiness.appIsReady(() -> {
            asked.incrementAndGet();
            awaitQuietly(hangs);
            return true;
        });

        assertThat(readiness.problem()).hasValue("the app's own check: no answer within 0.2 s");
        assertThat(readiness.problem()).hasValue("the app's own check: no answer within 0.2 s");
        assertThat(asked).hasValue(1);

        hangs.countDown();
        await().until(() -> readiness.problem().isEmpty());
    }

    @Test
    void aNewWordDoesNotWaitForAnEarlierOnesCheck() throws IOException {
        var readiness = readiness(SHORT, Map.of());
        var hangs = new CountDownLatch(1);
        readiness.appIsReady(() -> {
            awaitQuietly(hangs);
            return true;
        });
        assertThat(readiness.problem()).isPresent();

        readiness.appIsReady(() -> true);

        await().until(() -> readiness.problem().isEmpty());
        hangs.countDown();
    }

    @Test
    void theCheckFindsTheAppsClasses() throws IOException {
        var readiness = readiness(LONG, Map.of());
        var own = new ClassLoader() {};
        var seen = new AtomicBoolean();
        var thread = new Thread(() -> readiness.appIsReady(() -> {
            seen.set(Thread.currentThread().getContextClassLoader() == own);
            return true;
        }));
        thread.setContextClassLoader(own);
        thread.start();

        await().until(() -> readiness.problem().isEmpty());

        assertThat(seen).isTrue();
    }

    @Test
    void aPortThatDoesNotAcceptMakesTheWordWorthNothing() throws IOException {
        int port = ChildJvm.freePort();
        var readiness = readiness(LONG, Map.of("WORKERAPP_PORT", "" + port));
        readiness.appIsReady(() -> true);
        assertThat(readiness.problem()).hasValue("port " + port + " does not accept connections");

        var app = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        try (app) {
            assertThat(readiness.problem()).isEmpty();
        }

        assertThat(readiness.problem()).hasValue("port " + port + " does not accept connections");
    }

    @Test
    void whileItDrainsItStaysWhatItWasAndNothingIsAsked() throws IOException {
        var readiness = readiness(LONG, Map.of());
        readiness.appIsReady(() -> asked.incrementAndGet() == 1);
        assertThat(readiness.problem()).isEmpty();

        state.draining().begin();

        assertThat(readiness.problem()).isEmpty();
        assertThat(readiness.ready()).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void whereThePortSaysItTheAppsWordChangesNothingAndThePortIsWatched() throws IOException {
        int port = ChildJvm.freePort();
        var readiness = readiness(LONG, Map.of("WORKERAPP_PORT", "" + port, "WORKERAPP_READY_ON", "Listen"));
        readiness.awaitListening();
        readiness.appIsReady(() -> true);
        assertThat(readiness.problem()).hasValue("the app's port is not open yet");

        var app = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        try (app) {
            await().until(() -> readiness.problem().isEmpty());
            readiness.appIsNotReady();
            assertThat(readiness.problem()).isEmpty();
        }

        assertThat(readiness.problem()).hasValue("port " + port + " does not accept connections");
    }

    @Test
    void aWordThatIsTakenBackDuringTheWarmUpIsNotGivenByItsEnd() throws IOException {
        var readiness = readiness(
                LONG,
                Map.of(
                        "WORKERAPP_PORT", "" + ChildJvm.freePort(),
                        "WORKERAPP_WARM_UP_PATH", "/",
                        "WORKERAPP_WARM_UP_TIMEOUT_SECONDS", "1"));
        readiness.appIsReady(() -> true);
        assertThat(readiness.problem()).hasValue("the warm-up is under way");

        readiness.appIsNotReady();
        await().until(ReadinessTest::warmUpIsOver);

        assertThat(readiness.problem()).hasValue("the app has called Worker.notReady()");
    }

    private static boolean warmUpIsOver() {
        return Threads.all().noneMatch(thread -> thread.getName().equals("workerapp-ready"));
    }

    private Readiness readiness(Duration checkTime, Map<String, String> more) throws IOException {
        var variables = new TreeMap<>(Map.of("WORKERAPP_CONTROL_PORT", "" + ChildJvm.freePort()));
        variables.putAll(more);
        return new Readiness(WorkerEnvironment.of(variables), state, checkTime);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
