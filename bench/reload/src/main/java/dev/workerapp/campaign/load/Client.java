package dev.workerapp.campaign.load;

import java.net.InetSocketAddress;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client with one connection, which sends each request once and never again. For one thread, but for {@link #close}.
 *
 * <p>The clients of Go and of the JDK send a request a second time when its connection broke, which hides just what is
 * looked for here.
 */
final class Client implements AutoCloseable {

    /** Servers say who they are by a header or, failing that, by their slot. */
    private static final Pattern SLOT = Pattern.compile("slot (\\w+)");

    private static final String UNKNOWN = "-";

    private final InetSocketAddress address;
    private final String host;
    private final boolean keepAlive;
    private volatile @Nullable Connection connection;

    Client(LoadPlan plan) {
        address = new InetSocketAddress(plan.host(), plan.port());
        host = plan.host() + ":" + plan.port();
        keepAlive = plan.keepAlive();
    }

    /** Sends a request that was due at this time, and says what became of it. */
    Exchange exchange(Flow flow, Request request, long due, Deadline deadline, Predicate<String> body) {
        long sent = Time.now();
        Connection open = null;
        try {
            open = connection(deadline);
            Response response = open.exchange(request.toBytes(host, keepAlive), deadline);
            long ended = Time.now();
            boolean known = response.status() / 100 == 2 && body.test(response.body());
            if (known && flow == Flow.MAIN) {
                open.worker(worker(response, open.worker()));
            }
            if (response.closes() || !keepAlive) {
                close();
            }
            Outcome outcome = response.status() / 100 != 2 ? Outcome.STATUS : known ? Outcome.OK : Outcome.WRONG_BODY;
            String detail = known ? "" : abridged(response.body());
            return new Exchange(
                    flow,
                    request.method(),
                    due,
                    sent,
                    ended,
                    outcome,
                    response.status(),
                    open.worker(),
                    open.used() - 1,
                    detail);
        } catch (Broken e) {
            close();
            String worker = open == null ? UNKNOWN : open.worker();
            int used = open == null ? -1 : open.used();
            String detail = String.valueOf(e.getMessage());
            return new Exchange(flow, request.method(), due, sent, Time.now(), e.outcome(), 0, worker, used, detail);
        }
    }

    private Connection connection(Deadline deadline) throws Broken {
        Connection open = connection;
        if (open == null || open.endedByPeer()) {
            close();
            open = Connection.open(address, deadline);
            connection = open;
        }
        return open;
    }

    private static String worker(Response response, String before) {
        if (!response.worker().isEmpty()) {
            return response.worker();
        }
        Matcher slot = SLOT.matcher(response.body());
        return slot.find() ? slot.group(1) : before;
    }

    private static String abridged(String body) {
        return body.substring(0, Math.min(body.length(), 120));
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
