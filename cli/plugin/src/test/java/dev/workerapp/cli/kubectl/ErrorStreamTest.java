package dev.workerapp.cli.kubectl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ErrorStreamTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(shown, false, UTF_8);

    @Test
    void keepsErrorsAndPassesOnTheRest() {
        String text = "Warning: old\nError from server (X): no\n* a: b\nEnter code: 12\nE1127 12:00:00 proxy\n"
                + "2026/11/27 12:00:00 httputil: lost\n2026 is no date\nerror: end";

        ErrorStream stream = new ErrorStream(new ByteArrayInputStream(text.getBytes(UTF_8)), terminal);

        assertThat(stream.messages())
                .isEqualTo("Error from server (X): no\n* a: b\nE1127 12:00:00 proxy\n"
                        + "2026/11/27 12:00:00 httputil: lost\nerror: end");
        assertThat(shown.toString(UTF_8)).isEqualTo("Warning: old\nEnter code: 12\n2026 is no date\n");
    }

    @Test
    void passesOnAQuestionBeforeItsLineEnds() throws IOException {
        try (PipedOutputStream kubectl = new PipedOutputStream()) {
            ErrorStream stream = new ErrorStream(new PipedInputStream(kubectl), terminal);
            kubectl.write("Enter password: ".getBytes(UTF_8));
            kubectl.flush();

            await().until(() -> shown.toString(UTF_8).equals("Enter password: "));
            assertThat(stream.soFar()).isEmpty();
        }
    }
}
