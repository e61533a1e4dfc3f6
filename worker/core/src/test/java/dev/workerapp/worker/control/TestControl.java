package dev.workerapp.worker.control;

import dev.workerapp.worker.action.Actions;
import dev.workerapp.worker.call.ActionToken;
import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.message.Inbox;
import dev.workerapp.worker.metrics.MetricsPage;
import dev.workerapp.worker.metrics.WorkerInfo;
import dev.workerapp.worker.ready.Readiness;
import dev.workerapp.worker.signal.WorkerSignals;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.stop.Drain;
import dev.workerapp.worker.stop.Stop;
import dev.workerapp.worker.usage.UsagePage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The control endpoint of one of several workers in this JVM, that takes actions and messages. */
public final class TestControl implements AutoCloseable {
    public final WorkerState state = new WorkerState();
    public final Actions actions = new Actions();
    public final Inbox inbox = new Inbox();
    private final ControlServer server;

    /** Opens it on any port; {@code /drain} takes the token "s3cret", and lasts until all is quiet. */
    public TestControl(int slot, Path tokenFile) throws IOException {
        this(slot, tokenFile, 0);
    }

    /** Opens it on a port. */
    public TestControl(int slot, Path tokenFile, int port) throws IOException {
        var environment = WorkerEnvironment.of(Map.of());
        var readiness = new Readiness(environment, state, Duration.ofMinutes(1));
        var drain = new Drain(state, Duration.ofHours(1), Duration.ofMillis(50), Drain.SIGNAL_TIME);
        var stop = new Stop(state, drain, Duration.ofSeconds(1), true, Path.of("no", "such", "file"), () -> false);
        var signals = new WorkerSignals();
        server = new ControlServer(new Endpoints(
                state,
                readiness,
                drain,
                new MetricsPage(new WorkerInfo(slot, Optional.empty()), state, readiness, drain, stop),
                new UsagePage(state.requests()),
                signals,
                Optional.of("s3cret"),
                new CallEndpoints(slot, new ActionToken(Optional.of(tokenFile)), actions, inbox, signals)));
        server.start(port);
    }

    /** Of a worker that takes none. */
    static CallEndpoints noCalls() {
        return new CallEndpoints(0, new ActionToken(Optional.empty()), new Actions(), new Inbox(), new WorkerSignals());
    }

    public int port() {
        return server.port();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
