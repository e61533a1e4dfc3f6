package dev.workerapp.cli.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.kubectl.Reply;
import dev.workerapp.cli.kubectl.Request;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request for a log. It is read in one thread; {@link #close} ends it from any other.
 */
public final class Reading implements AutoCloseable {

    private final Reply reply;
    private final InputStream body;
    private final Source source;
    private final Position position;
    private Instant last = Instant.EPOCH;

    private Reading(Reply reply, Source source, Position position) {
        this.reply = reply;
        this.body = new BufferedInputStream(reply.body());
        this.source = source;
        this.position = position;
    }

    /**
     * Sends the request. A log that has been read before is read on.
     *
     * @param begin the part of the query that says where a log begins that has not been read before, as {@code &tailLines=15}
     * @param kind {@code &follow=true}, {@code &previous=true}, or nothing
     * @throws ApiFailure if the API server refuses, or can't be reached
     */
    public static Reading open(Api api, Source source, Position position, String begin, String kind) {
        String from = position.from().map(time -> "&sinceTime=" + time).orElse(begin);
        try {
            Reply reply = api.exchange(Request.get(source.path() + "&timestamps=true" + from + kind));
            if (reply.ok()) {
                position.resume();
                return new Reading(reply, source, position);
            }
            try (reply) {
                throw ApiFailure.of(reply.status(), reply.body().readAllBytes());
            }
        } catch (IOException e) {
            throw ApiFailure.unreachable(e);
        }
    }

    /** Waits for the next line that was not read before; empty at the end, also where the connection was lost. */
    public Optional<Line> next() {
        try {
            for (String text = line(); text != null; text = line()) {
                int space = Math.max(text.indexOf(' '), 0);
                Instant time;
                try {
                    time = Instant.parse(text.substring(0, space));
                } catch (DateTimeException _) {
                    // The kubelet has put a message of its own in the place of the log: it has no time.
                    return Optional.of(new Line(source, last, text));
                }
                last = time;
                if (position.take(time)) {
                    return Optional.of(new Line(source, time, text.substring(space + 1)));
                }
            }
        } catch (IOException _) {
            // Who follows the log reads it on.
        }
        return Optional.empty();
    }

    /**
     * The next line; null at the end. A line that a lost connection has cut off is none: it comes in full when the log is read
     * on. At the end of the log it is one.
     */
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(160);
        for (int next = body.read(); next != '\n'; next = body.read()) {
            if (next < 0) {
                return line.size() == 0 ? null : line.toString(UTF_8);
            }
            line.write(next);
        }
        return line.toString(UTF_8);
    }

    @Override
    public void close() {
        reply.close();
    }
}
