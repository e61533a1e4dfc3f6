package dev.workerapp.worker.metrics;

import dev.workerapp.worker.ready.Readiness;
import dev.workerapp.worker.state.Latencies;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.stop.Drain;
import dev.workerapp.worker.stop.Stop;

/**
 * The page for Prometheus. Nothing is sampled between two reads, so it costs nothing while nobody looks. Safe for use by
 * several threads.
 */
public final class MetricsPage {
    /** The page's content type. */
    public static final String CONTENT_TYPE = PrometheusText.CONTENT_TYPE;

    private final WorkerInfo info;
    private final WorkerState state;
    private final Readiness readiness;
    private final Drain drain;
    private final Stop stop;

    /** What the page tells about. */
    public MetricsPage(WorkerInfo info, WorkerState state, Readiness readiness, Drain drain, Stop stop) {
        this.info = info;
        this.state = state;
        this.readiness = readiness;
        this.drain = drain;
        this.stop = stop;
    }

    /** The page as it is now. The JVM's part is missing where the runtime image has no {@code java.management}. */
    public String text() {
        var text = new PrometheusText();
        worker(text);
        requests(text);
        ResidentMemory.write(text);
        if (ModuleLayer.boot().findModule("java.management").isPresent()) {
            JvmMetrics.write(text);
            if (ModuleLayer.boot().findModule("jdk.management").isPresent()) {
                ProcessMetrics.write(text);
            }
        }
        return text.toString();
    }

    private void worker(PrometheusText text) {
        text.family("workerapp_worker_info", "gauge", "Always 1; its labels tell which worker it is.");
        text.sample("workerapp_worker_info", info.labels(), 1);
        text.single(
                "workerapp_worker_ready", "gauge", "1 where the last probe found it ready.", flag(readiness.ready()));
        text.single(
                "workerapp_worker_draining",
                "gauge",
                "1 from the moment the drain begins.",
                flag(state.draining().now()));
        text.single("workerapp_drain_seconds", "gauge", "How long the drain took, or takes so far.", drain.seconds());
        text.single(
                "workerapp_in_flight_at_stop",
                "gauge",
                "Requests in flight when the signal to stop came; 0 before.",
                stop.inFlight().orElse(0));
    }

    private void requests(PrometheusText text) {
        var requests = state.requests();
        text.single("workerapp_requests_in_flight", "gauge", "Requests begun and not ended.", requests.inFlight());
        text.single("workerapp_requests_total", "counter", "Requests ended, without the warm-up's.", (double)
                requests.latencies().count());
        text.single(
                "workerapp_request_failures_total",
                "counter",
                "Requests with status 500 or more, or whose handler threw, without the warm-up's.",
                (double) requests.failures());
        text.single(
                "workerapp_warm_up_requests_total", "counter", "Requests of the warm-up.", (double) requests.warmUps());
        text.single(
                "workerapp_closing_responses_total",
                "counter",
                "Responses that told their client that the connection ends.",
                (double) requests.closing());
        text.histogram(
                "workerapp_request_seconds",
                "How long requests took.",
                Latencies.BOUNDS,
                requests.latencies().counts(),
                requests.latencies().seconds());
    }

    private static double flag(boolean set) {
        return set ? 1 : 0;
    }
}
