package dev.workerapp.cli.why;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What to do for each reason: the table of docs/operations.md. The resource {@code reasons} is made from it by a test, a line
 * for each reason: its name, what it means and what to do, with tabs between.
 */
final class Advice {

    private static final String AS_FOR = "As for ";

    private Advice() {}

    /** What to do; empty for a reason that an operator of another version has. */
    static Optional<String> of(String reason) {
        Optional<String> advice = line(reason).map(cells -> cells[2]);
        if (advice.isPresent() && advice.get().startsWith(AS_FOR)) {
            String other = advice.get().substring(AS_FOR.length(), advice.get().length() - 1);
            return line(other).map(cells -> cells[2]).or(() -> advice);
        }
        return advice;
    }

    private static Optional<String[]> line(String reason) {
        return text().lines()
                .filter(line -> line.startsWith(reason + "\t"))
                .map(line -> line.split("\t", 3))
                .findFirst();
    }

    private static String text() {
        try (InputStream in = Advice.class.getResourceAsStream("/dev/workerapp/cli/why/reasons")) {
            if (in == null) {
                throw new IllegalStateException("the plug-in has no resource reasons");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
