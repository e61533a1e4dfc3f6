package dev.workerapp.operator.connection;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API server's time: this machine's, corrected by the {@code Date} of the server's answers. Creation times are the
 * server's, so only by its clock are deadlines what they say. The header is in whole seconds and is on its way for a while;
 * an offset below 2 s is taken for that, and of the last answers the median counts. Thread-safe.
 */
public final class ServerClock implements InstantSource, Interceptor {

    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);

    private static final Duration NOISE = Duration.ofSeconds(2);
    private static final int ANSWERS = 7;

    /** The header tells the second that has begun: on the average half of it is over. */
    private static final Duration HALF = Duration.ofMillis(500);

    private final InstantSource local;
    private final Deque<Duration> last = new ArrayDeque<>();
    private volatile Duration offset = Duration.ZERO;

    /** A clock that has heard nothing yet, and so is this machine's. */
    public ServerClock(InstantSource local) {
        this.local = local;
    }

    @Override
    public Instant instant() {
        return local.instant().plus(offset);
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        String date = response.header("Date");
        if (date != null) {
            try {
                answered(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException e) {
                LOG.debug("the API server's answer has no date: {}", date);
            }
        }
    }

    /** The server has answered, with this date, just now. */
    synchronized void answered(Instant date) {
        last.addLast(Duration.between(local.instant(), date.plus(HALF)));
        if (last.size() > ANSWERS) {
            last.removeFirst();
        }
        Duration median = last.stream().sorted().toList().get(last.size() / 2);
        if (median.minus(offset).abs().compareTo(NOISE) >= 0) {
            offset = median.abs().compareTo(NOISE) < 0 ? Duration.ZERO : median;
            LOG.warn(
                    "this machine's clock is {} ms ahead of the API server's; times are the server's from now on",
                    offset.negated().toMillis());
        }
    }
}
