package dev.workerapp.bench.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The body of {@code /stream}: a line each 100 ms until its time is over or the worker leaves. */
public final class Lines {
    /** The time between two lines. */
    public static final Duration STEP = Duration.ofMillis(100);

    private Lines() {}

    /** Line {@code n}, from 0. */
    public static String line(long n) {
        return "line " + n + "\n";
    }

    /** The last line, of a worker that leaves or of one that has said all. */
    public static String last(boolean leaving) {
        return leaving ? "bye\n" : "end\n";
    }

    /** Writes them all, each at once, on the calling thread; does not close the stream. */
    public static void write(OutputStream out, Duration time, BooleanSupplier leaving) throws IOException {
        long count = time.dividedBy(STEP);
        for (long n = 0; n < count && !leaving.getAsBoolean(); n++) {
            write(out, line(n));
            Times.pause(STEP);
        }
        write(out, last(leaving.getAsBoolean()));
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(US_ASCII));
        out.flush();
    }
}
