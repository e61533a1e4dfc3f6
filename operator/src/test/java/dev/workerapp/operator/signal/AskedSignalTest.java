package dev.workerapp.operator.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.SignalStatus;
import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedSignalTest {

    @ParameterizedTest
    @CsvSource({"HUP 1,HUP,1", "SIGHUP 1,HUP,1", "' USR1   monday, at ten ',USR1,'monday, at ten'"})
    void it_is_a_signal_and_a_token(String text, String name, String token) {
        assertThat(asked(text)).contains(new AskedSignal(name, token, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void an_empty_annotation_asks_for_nothing(String text) {
        assertThat(asked(text)).isEmpty();
        assertThat(AskedSignal.by(app(Map.of()))).isEmpty();
    }

    @Test
    void a_signal_without_a_token_is_not_sent() {
        assertThat(asked("HUP"))
                .contains(new AskedSignal(
                        "HUP",
                        "",
                        Optional.of(
                                "Annotation workerapp.dev/signal is \"HUP\", but it needs a signal and a token that no"
                                        + " request before had, such as \"HUP 1\".")));
    }

    @Test
    void one_that_would_end_the_worker_is_not_sent() {
        assertThat(asked("SIGTERM 1")).hasValueSatisfying(asked -> assertThat(asked.problem())
                .hasValueSatisfying(
                        problem -> assertThat(problem).startsWith("Signal TERM ends the worker without a drain.")));
    }

    @Test
    void a_token_that_is_too_long_is_refused_once() {
        AskedSignal long_ =
                asked("x".repeat(10_000) + " " + "y".repeat(100_000)).orElseThrow();

        assertThat(long_.name()).hasSizeLessThanOrEqualTo(40);
        assertThat(long_.token()).hasSizeLessThanOrEqualTo(253);
        assertThat(long_.problem())
                .contains(
                        "The token in annotation workerapp.dev/signal has 100000 bytes, but may have 253 at most: use a"
                                + " shorter one.");
        assertThat(asked("HUP " + "y".repeat(253)).orElseThrow().problem()).isEmpty();
        assertThat(long_.is(new SignalStatus(long_.name(), long_.token(), null, null, null, null)))
                .isTrue();
    }

    @Test
    void another_signal_by_the_same_token_is_another_request() {
        SignalStatus handled = new SignalStatus("HUP", "1", null, null, null, null);

        assertThat(asked("HUP 1").orElseThrow().is(handled)).isTrue();
        assertThat(asked("HUP 2").orElseThrow().is(handled)).isFalse();
        assertThat(asked("USR1 1").orElseThrow().is(handled)).isFalse();
    }

    private static Optional<AskedSignal> asked(String text) {
        return AskedSignal.by(app(Map.of("workerapp.dev/signal", text)));
    }

    private static WorkerApp app(Map<String, String> annotations) {
        WorkerApp app = new WorkerApp();
        app.setMetadata(new ObjectMetaBuilder().withAnnotations(annotations).build());
        return app;
    }
}
