package dev.workerapp.worker.warmup;

import dev.workerapp.worker.environment.WorkerEnvironment.WarmUpCalls;
import dev.workerapp.worker.log.Log;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls the app itself, one request after the other, so that its classes are loaded and its code compiled before the
 * first user comes. After each call it rests for as long as the call took: others serve on the same machine meanwhile. It
 * never fails and never hangs: what went wrong is in the line that it logs. Immutable.
 */
public final class WarmUp {
    /** What the calls call themselves, for the app's access log. */
    public static final String USER_AGENT = "workerapp-warm-up";

    /** The first users bring connections of their own, so that opening and closing one must be warm too. */
    private static final int CALLS_PER_CONNECTION = 4;

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(50);

    private final AppPort port;
    private final WarmUpCalls calls;

    /** The calls to make, and where. */
    public WarmUp(AppPort port, WarmUpCalls calls) {
        this.port = port;
        this.calls = calls;
    }

    /**
     * How it went.
     *
     * @param served calls that got a 2xx or 3xx answer
     * @param failed the other calls
     * @param took from the beginning, waiting for the port included
     */
    public record Outcome(int served, int failed, Duration took) {}

    /** Waits until the app listens and makes the calls; returns at the timeout at the latest. */
    public Outcome run() {
        long begin = System.nanoTime();
        long deadline = begin + calls.timeout().toNanos();
        var outcome = port.awaitAccepting(deadline)
                .map(address -> call(address, begin, deadline))
                .orElseGet(() -> new Outcome(0, 0, since(begin)));
        Log.line(String.format(
                Locale.ROOT,
                "warm-up: %d of %d calls of %s served, %d failed, in %.1f s%s",
                outcome.served(),
                calls.requests(),
                calls.path(),
                outcome.failed(),
                outcome.took().toMillis() / 1e3,
                outcome.served() + outcome.failed() < calls.requests()
                        ? "; its time is over, the worker gets ready without the rest"
                        : ""));
        return outcome;
    }

    private Outcome call(InetSocketAddress address, long begin, long deadline) {
        int served = 0;
        int failed = 0;
        while (served + failed < calls.requests()
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            long started = System.nanoTime();
            boolean last = (served + failed) % CALLS_PER_CONNECTION == CALLS_PER_CONNECTION - 1;
            if (served(address, last, deadline)) {
                served++;
                LockSupport.parkNanos(System.nanoTime() - started);
            } else {
                failed++;
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
            }
        }
        return new Outcome(served, failed, since(begin));
    }

    private boolean served(InetSocketAddress address, boolean last, long deadline) {
        try {
            var host = address.getAddress().getHostAddress();
            var url = new URL("http", host, address.getPort(), calls.path());
            // The proxy that the app may have set is for calls to others.
            var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            int left = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
            connection.setConnectTimeout(left);
            connection.setReadTimeout(left);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("User-Agent", USER_AGENT);
            if (last) {
                connection.setRequestProperty("Connection", "close");
            }
            int status = connection.getResponseCode();
            readToEnd(
                    status < 400
                            ? Optional.of(connection.getInputStream())
                            : Optional.ofNullable(connection.getErrorStream()));
            return status >= 200 && status < 400;
        } catch (IOException e) {
            return false;
        }
    }

    /** So that the connection can be used again. */
    private static void readToEnd(Optional<InputStream> body) throws IOException {
        if (body.isPresent()) {
            try (var stream = body.get()) {
                stream.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
