package dev.workerapp.worker.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.state.WorkerState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DrainTest {
    private static final Duration LIMIT = Duration.ofMillis(1500);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofMillis(200);

    private final WorkerState state = new WorkerState();
    private final Drain drain = new Drain(state, LIMIT, QUIET, Drain.SIGNAL_TIME);
    private final Drain shortDrain = new Drain(state, SHORT, QUIET, Drain.SIGNAL_TIME);

    @Test
    void itReturnsEarlyWhenAllIsQuiet() {
        state.beginRequest().run();

        var took = timed(drain::await);

        assertThat(took).isBetween(QUIET, LIMIT.minusMillis(200));
        assertThat(state.draining().now()).isTrue();
    }

    @Test
    void itGivesTheWholeTimeWhereNoAdapterSeesRequests() {
        var took = timed(shortDrain::await);

        assertThat(took).isGreaterThanOrEqualTo(SHORT);
    }

    @Test
    void itWaitsForARequestInFlightButNotLongerThanTheLimit() {
        state.beginRequest();

        var took = timed(shortDrain::await);

        assertThat(took).isBetween(SHORT, SHORT.plusSeconds(2));
        assertThat(shortDrain.seconds()).isBetween(0.5, 2.5);
    }

    @Test
    void itEndsSoonAfterTheLastRequestInFlight() {
        var request = state.beginRequest();
        var drained = CompletableFuture.runAsync(drain::await);
        await().until(() -> drain.seconds() > 0.5);
        assertThat(drained).isNotDone();

        request.run();
        drained.join();

        assertThat(drain.seconds()).isBetween(0.5, 1.4);
    }

    @Test
    void aRequestThatStillComesPutsTheQuietOff() {
        double took = 0;
        // On a busy machine this thread may be held up for longer than the quiet time, and the drain ends by right.
        for (int time = 0; took == 0 && time < 15; time++) {
            took = drainWhileRequestsCome(new WorkerState());
        }

        assertThat(took).isGreaterThanOrEqualTo(0.8);
    }

    /** Returns how long a drain took while requests came for 0.8 s; 0 if they did not come without a pause. */
    private static double drainWhileRequestsCome(WorkerState state) {
        var drain = new Drain(state, LIMIT, QUIET, Drain.SIGNAL_TIME);
        state.beginRequest().run();
        var drained = CompletableFuture.runAsync(drain::await);
        long last = System.nanoTime();
        long longest = 0;
        boolean goesOn = true;
        while (goesOn) {
            state.beginRequest().run();
            LockSupport.parkNanos(1_000_000);
            goesOn = !drained.isDone() && drain.seconds() < 0.8;
            longest = Math.max(longest, System.nanoTime() - last);
            last = System.nanoTime();
        }
        drained.join();
        return longest < QUIET.toNanos() / 2 ? drain.seconds() : 0;
    }

    @Test
    void itsCallbacksRunAtItsBeginAndAreWaitedFor() {
        var release = new CountDownLatch(1);
        state.beginRequest().run();
        state.onDrain().add(() -> awaitQuietly(release));
        var drained = CompletableFuture.runAsync(drain::await);
        await().until(() -> drain.seconds() > 0.5);
        assertThat(drained).isNotDone();

        release.countDown();
        drained.join();

        assertThat(drain.seconds()).isLessThan(1.4);
    }

    @Test
    void aDrainThatNoSignalFollowsIsCalledOffAndTheNextOneIsWhole() {
        var forgotten = new Drain(state, SHORT, QUIET, Duration.ofMillis(300));
        var request = (BooleanSupplier) state.beginRequest();
        var closes = new CopyOnWriteArrayList<Boolean>();
        state.onDrain().add(() -> closes.add(request.getAsBoolean()));

        forgotten.await();
        await().until(() -> !state.draining().now());

        assertThat(request.getAsBoolean()).isFalse();
        assertThat(forgotten.seconds()).isZero();

        var took = timed(forgotten::await);

        assertThat(took).isGreaterThanOrEqualTo(SHORT);
        await().untilAsserted(() -> assertThat(closes).containsExactly(true, true));
    }

    @Test
    void aWorkerThatStopsDrainsToItsEnd() {
        var drain = new Drain(state, SHORT, QUIET, Duration.ZERO);
        var other = new Drain(new WorkerState(), SHORT, QUIET, Duration.ZERO);

        drain.begin();
        other.await();

        await().until(() -> other.seconds() == 0);
        assertThat(state.draining().now()).isTrue();
    }

    @Test
    void aDrainThatOthersAskedForBeforeShortensNoOther() {
        state.beginRequest().run();
        shortDrain.await();
        var request = state.beginRequest();

        var took = timed(shortDrain::await);

        request.run();
        assertThat(took).isGreaterThanOrEqualTo(SHORT);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration timed(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
