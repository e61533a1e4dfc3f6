package dev.workerapp.worker.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.signal.WorkerSignals.Answer;
import dev.workerapp.worker.signal.WorkerSignals.Result;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In this very JVM, which a signal without a handler would end; each test has a signal of its own. */
@Timeout(60)
class WorkerSignalsTest {
    private final WorkerSignals signals = new WorkerSignals();
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "USR1", "VTALRM"})
    void aSignalThatTheAppDoesNotHandleIsNotRaised(String name) {
        for (String token : List.of("1", "2")) {
            assertThat(signals.raise(name, token))
                    .isEqualTo(new Answer(
                            Result.NOT_HANDLED,
                            "The app has no handler for signal " + name
                                    + ", so it is not raised: add one by Worker.onSignal."));
        }
    }

    @Test
    void callbacksRunInOrderOnceForEachToken() {
        signals.on("SIGALRM", () -> ran.add("first"));
        signals.on("ALRM", () -> {
            throw new IllegalStateException("as a test");
        });
        signals.on("ALRM", () -> ran.add("last"));

        assertThat(signals.raise("ALRM", "1")).isEqualTo(new Answer(Result.RAISED, "Signal ALRM was raised."));
        await().untilAsserted(() -> assertThat(ran).containsExactly("first", "last"));
        assertThat(signals.raise("ALRM", "1"))
                .isEqualTo(new Answer(Result.RAISED, "Signal ALRM was raised for this token before."));
        assertThat(signals.raise("ALRM", "2").result()).isEqualTo(Result.RAISED);

        await().untilAsserted(() -> assertThat(ran).containsExactly("first", "last", "first", "last"));
    }

    @Test
    void aHandlerThatTheAppHasSetByItselfIsFound() throws Exception {
        new JvmSignals().handle("URG", () -> ran.add("own"));

        assertThat(signals.raise("URG", "1").result()).isEqualTo(Result.RAISED);

        await().untilAsserted(() -> assertThat(ran).containsExactly("own"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TERM | Signal TERM ends the worker without a drain. To end a worker, delete its Pod; to keep its slot empty as well,"
                        + " use the annotation workerapp.dev/stopped-slots.",
                "KILL | Signal KILL can't be handled by an app. To end a worker, delete its Pod.",
                "QUIT | Signal QUIT makes the JVM print a thread dump: use kubectl exec POD -- kill -QUIT 1.",
                "USR2 | Signal USR2 is used by the JVM itself.",
                "hup | Signal hup is not one that may be sent."
            })
    void whatIsNotForAnAppIsRefused(String name, String why) {
        String words = why + " Allowed are ALRM, CONT, HUP, IO, PROF, PWR, TSTP, TTIN, TTOU, URG, USR1, VTALRM, WINCH.";

        assertThat(signals.raise(name, "1")).isEqualTo(new Answer(Result.REFUSED, words));
        assertThatThrownBy(() -> signals.on(name, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
    }
}
