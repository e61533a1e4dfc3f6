package dev.workerapp.cli.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.Reply;
import dev.workerapp.cli.kubectl.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastLinesTest {

    /** The run before has no log that can be read to its end. */
    private static final class Broken implements Api {
        @Override
        public Reply exchange(Request request) throws IOException {
            return new Reply(200, Map.of(), request.path().endsWith("&previous=true") ? cut() : text("starting\nup\n"));
        }

        private static InputStream text(String text) {
            return new ByteArrayInputStream(text.getBytes(UTF_8));
        }

        private static InputStream cut() throws IOException {
            InputStream cut = InputStream.nullInputStream();
            cut.close();
            return cut;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void areNoneOfALogWhoseConnectionIsLost() {
        assertThat(LastLines.of(new Broken(), "default", "shop-0-abcde")).isEqualTo(List.of("starting", "up"));
    }
}
