package dev.workerapp.worker.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.worker.metrics.MetricsPage;
import dev.workerapp.worker.ready.Readiness;
import dev.workerapp.worker.signal.WorkerSignals;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.stop.Drain;
import dev.workerapp.worker.usage.UsagePage;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the control endpoint answers: {@code GET /ready} 200 or 503, {@code GET /metrics}, {@code GET /usage}, {@code GET}
 * or {@code POST /drain}, which takes as long as the drain, and {@code POST /signal/NAME/TOKEN}, which raises a signal once
 * for each token; and what {@link CallEndpoints} answers. Safe for use by several threads.
 */
public final class Endpoints {
    private static final Pattern SIGNAL = Pattern.compile("/signal/([^/]+)/([^/]+)");

    private final WorkerState state;
    private final Readiness readiness;
    private final Drain drain;
    private final MetricsPage metrics;
    private final UsagePage usage;
    private final WorkerSignals signals;
    private final Optional<String> token;
    private final CallEndpoints calls;

    /** @param token what {@code /drain} and {@code /signal} ask for; empty: nobody may drain the worker or signal it */
    public Endpoints(
            WorkerState state,
            Readiness readiness,
            Drain drain,
            MetricsPage metrics,
            UsagePage usage,
            WorkerSignals signals,
            Optional<String> token,
            CallEndpoints calls) {
        this.state = state;
        this.readiness = readiness;
        this.drain = drain;
        this.metrics = metrics;
        this.usage = usage;
        this.signals = signals;
        this.token = token;
        this.calls = calls;
    }

    /** Whether the request's body is used, and so kept in memory. */
    boolean keepsBody(Call call) {
        return calls.keepsBody(call);
    }

    Reply answer(Call call) {
        if (CallEndpoints.takes(call)) {
            return calls.answer(call);
        }
        boolean post = call.method().equals("POST");
        var signal = SIGNAL.matcher(call.path());
        if (signal.matches()) {
            return post ? signal(call, signal) : Reply.text("405 Method Not Allowed", "only POST for /signal");
        }
        if (!call.method().equals("GET") && !(post && call.path().equals("/drain"))) {
            return Reply.text("405 Method Not Allowed", "only GET, and POST for /drain and /signal/NAME/TOKEN");
        }
        return switch (call.path()) {
            case "/ready" ->
                readiness
                        .problem()
                        .map(why -> Reply.text("503 Service Unavailable", "not ready: " + why))
                        .orElseGet(() -> Reply.text("200 OK", "ready"));
            case "/metrics" -> Reply.of("200 OK", MetricsPage.CONTENT_TYPE, "", metrics.text());
            case "/usage" -> Reply.of("200 OK", UsagePage.CONTENT_TYPE, "", usage.text());
            case "/drain" -> drain(call);
            default ->
                Reply.text(
                        "404 Not Found",
                        "there are /ready, /drain, /metrics, /usage, /signal/NAME/TOKEN, /actions, /messages/TOPIC and /signals/NAME");
        };
    }

    private Reply drain(Call call) {
        if (!allowed(call)) {
            return forbidden();
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

    private Reply signal(Call call, Matcher path) {
        if (!allowed(call)) {
            return forbidden();
        }
        var answer = signals.raise(path.group(1), path.group(2));
        var status =
                switch (answer.result()) {
                    case RAISED -> "200 OK";
                    case REFUSED -> "400 Bad Request";
                    case NOT_HANDLED -> "409 Conflict";
                    case UNSUPPORTED -> "501 Not Implemented";
                };
        return Reply.text(status, answer.words());
    }

    private static Reply forbidden() {
        return Reply.text("403 Forbidden", "this needs the header Authorization: Bearer with the worker's token");
    }

    private boolean allowed(Call call) {
        // In constant time, so that the token cannot be guessed letter by letter.
        return token.isPresent()
                && MessageDigest.isEqual(
                        ("Bearer " + token.get()).getBytes(UTF_8),
                        call.header("authorization").orElse("").getBytes(UTF_8));
    }
}
