package dev.workerapp.worker.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.state.WorkerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class StopTest {
    private static final Path NOWHERE = Path.of("no", "such", "file");
    private static final Duration LIMIT = Duration.ofMillis(1500);

    private final WorkerState state = new WorkerState();
    private final Drain drain = new Drain(state, Duration.ofSeconds(1), Duration.ofMillis(100), Drain.SIGNAL_TIME);
    private final Stop stop = new Stop(state, drain, LIMIT, true, NOWHERE, () -> false);
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @Test
    void theCallbacksRunInOrderOnceTheRequestsInFlightHaveEnded() {
        var request = state.beginRequest();
        state.onStop().add(() -> ran.add("first, in flight " + state.requests().inFlight()));
        state.onStop().add(() -> ran.add("second"));
        drain.begin();
        var stopped = CompletableFuture.runAsync(stop);
        await().until(() -> stop.inFlight().isPresent());
        assertThat(ran).isEmpty();

        request.run();
        stopped.join();

        assertThat(ran).containsExactly("first, in flight 0", "second");
        assertThat(stop.inFlight()).hasValue(1);
    }

    @Test
    void aRequestThatNeverEndsLeavesTheCallbacksTheLastFifth() {
        state.beginRequest();
        state.onStop().add(() -> ran.add("stopped"));
        drain.begin();
        long begin = System.nanoTime();

        stop.run();

        assertThat(ran).containsExactly("stopped");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(LIMIT.multipliedBy(4).dividedBy(5), LIMIT.plusSeconds(3));
    }

    @Test
    void aRequestThatHasJustEndedGetsAMomentForItsBytesToLeave() {
        state.beginRequest().run();
        drain.begin();
        long begin = System.nanoTime();

        stop.run();

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(1));
    }

    @Test
    void theTerminationReportSayWhetherItDrainedAndWhatWasNotFinished(@TempDir Path folder) throws IOException {
        var log = Files.createFile(folder.resolve("log"));
        state.beginRequest();
        drain.begin();

        new Stop(state, drain, Duration.ofMillis(100), true, log, () -> false).run();

        assertThat(log)
                .content()
                .matches(
                        "\\{\"workerapp\":\\{\"drained\":true,\"drainSeconds\":0\\.\\d{3},\"inFlight\":1,\"unfinished\":1,"
                                + "\"requests\":0,\"closed\":0}}");
    }

    @Test
    void aWorkerThatWasNeverReadySaysWhatItsThreadsWereAt(@TempDir Path folder) throws IOException {
        var log = Files.createFile(folder.resolve("log"));
        drain.begin();

        new Stop(state, drain, Duration.ofMillis(100), true, log, () -> true).run();

        assertThat(log)
                .content()
                .contains(",\"stacks\":\"\\\"main\\\" ", "  at dev.workerapp.worker.stop.StackSummary.now:");
        assertThat(Files.size(log)).isLessThan(4096);
    }

    @Test
    void theReportHasTheTimeOfTheDrainAndNotOfTheStop(@TempDir Path folder) throws IOException {
        var log = Files.createFile(folder.resolve("log"));
        drain.await();

        new Stop(state, drain, Duration.ofMillis(100), true, log, () -> false).run();

        assertThat(log).content().matches(".*\"drainSeconds\":[1-9]\\d*\\.\\d{3}.*");
    }

    @Test
    void theAppsOwnTerminationReportStay(@TempDir Path folder) throws IOException {
        var log = Files.writeString(folder.resolve("log"), "out of luck");
        drain.begin();

        new Stop(state, drain, Duration.ofMillis(100), true, log, () -> false).run();

        assertThat(log).hasContent("out of luck");
    }

    @Test
    void anAppThatEndsByItselfOrOutsideAClusterIsNotKeptWaiting() {
        state.beginRequest();
        state.onStop().add(() -> ran.add("stopped"));
        var laptop = new Stop(state, drain, Duration.ofHours(1), false, NOWHERE, () -> false);
        var byItself = new Stop(state, drain, Duration.ofHours(1), true, NOWHERE, () -> false);

        byItself.run();
        laptop.run();

        assertThat(ran).containsExactly("stopped");
        assertThat(state.draining().now()).isFalse();
    }
}
