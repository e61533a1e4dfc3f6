package dev.workerapp.worker.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.worker.metrics.MetricsPage;
import dev.workerapp.worker.ready.Readiness;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.stop.Drain;
import dev.workerapp.worker.usage.UsagePage;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/**
 * What the control endpoint answers: {@code GET /ready} 200 or 503, {@code GET /metrics}, {@code GET /usage}, and
 * {@code GET} or {@code POST /drain}, which takes as long as the drain. Safe for use by several threads.
 */
public final class Endpoints {
    private final WorkerState state;
    private final Readiness readiness;
    private final Drain drain;
    private final MetricsPage metrics;
    private final UsagePage usage;
    private final Optional<String> token;

    /** @param token what {@code /drain} asks for; empty: nobody may drain */
    public Endpoints(
            WorkerState state,
            Readiness readiness,
            Drain drain,
            MetricsPage metrics,
            UsagePage usage,
            Optional<String> token) {
        this.state = state;
        this.readiness = readiness;
        this.drain = drain;
        this.metrics = metrics;
        this.usage = usage;
        this.token = token;
    }

    Reply answer(Call call) {
        boolean get = call.method().equals("GET");
        if (!get && !(call.method().equals("POST") && call.path().equals("/drain"))) {
            return Reply.text("405 Method Not Allowed", "only GET, and POST for /drain");
        }
        return switch (call.path()) {
            case "/ready" ->
                readiness
                        .problem()
                        .map(why -> Reply.text("503 Service Unavailable", "not ready: " + why))
                        .orElseGet(() -> Reply.text("200 OK", "ready"));
            case "/metrics" -> new Reply("200 OK", MetricsPage.CONTENT_TYPE, metrics.text());
            case "/usage" -> new Reply("200 OK", UsagePage.CONTENT_TYPE, usage.text());
            case "/drain" -> drain(call);
            default -> Reply.text("404 Not Found", "there are /ready, /drain, /metrics and /usage");
        };
    }

    private Reply drain(Call call) {
        if (!allowed(call)) {
            return Reply.text("403 Forbidden", "this needs the header Authorization: Bearer with the worker's token");
        }
        drain.await();
        return Reply.text(
                "200 OK",
                String.format(
                        Locale.ROOT,
                        "drained in %.3f s, %d requests in flight",
                        drain.seconds(),
                        state.requests().inFlight()));
    }

    private boolean allowed(Call call) {
        // In constant time, so that the token cannot be guessed letter by letter.
        return token.isPresent()
                && MessageDigest.isEqual(
                        ("Bearer " + token.get()).getBytes(UTF_8),
                        call.header("authorization").orElse("").getBytes(UTF_8));
    }
}
