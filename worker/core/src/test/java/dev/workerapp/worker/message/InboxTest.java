package dev.workerapp.worker.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InboxTest {
    private static final OptionalInt PERSON = OptionalInt.empty();

    private final Inbox inbox = new Inbox();
    private final List<String> got = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void end() {
        end.countDown();
    }

    @Test
    void messagesOfAllTopicsAreHandledInTheirOrderByAllHandlers() throws CallException {
        inbox.on("even", (from, text) -> got.add(text));
        inbox.on("odd", (from, text) -> got.add(text));
        inbox.on("odd", (from, text) -> got.add("again " + text + " from " + from.getAsInt()));

        for (int i = 0; i < 10; i++) {
            inbox.take(i % 2 == 0 ? "even" : "odd", OptionalInt.of(3), String.valueOf(i));
        }

        await().untilAsserted(() -> assertThat(got)
                .containsExactly(
                        "0",
                        "1",
                        "again 1 from 3",
                        "2",
                        "3",
                        "again 3 from 3",
                        "4",
                        "5",
                        "again 5 from 3",
                        "6",
                        "7",
                        "again 7 from 3",
                        "8",
                        "9",
                        "again 9 from 3"));
    }

    @Test
    void aTopicThatNobodyListensToIsRefused() {
        assertFails(
                "prices",
                Reason.NO_SUCH_TOPIC,
                "This worker does not listen to topic \"prices\". It listens to: none.");

        inbox.on("news", (from, text) -> got.add(text));
        inbox.on("alarm", (from, text) -> got.add(text));

        assertFails(
                "prices",
                Reason.NO_SUCH_TOPIC,
                "This worker does not listen to topic \"prices\". It listens to: alarm, news.");
    }

    @Test
    void ahundredMayWaitAndTheNextIsRefused() throws CallException {
        var running = new CountDownLatch(1);
        inbox.on("slow", (from, text) -> {
            running.countDown();
            awaitEnd();
            got.add(text);
        });
        inbox.take("slow", PERSON, "first");
        await().until(() -> running.getCount() == 0);
        for (int i = 0; i < 100; i++) {
            inbox.take("slow", PERSON, String.valueOf(i));
        }

        assertFails("slow", Reason.TOO_MANY_CALLS, "100 messages wait in this worker. Try again later.");

        end.countDown();
        await().untilAsserted(() -> assertThat(got).hasSize(101));
        assertThat(got.subList(1, 101))
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(String::valueOf).toList());
    }

    @Test
    void aHandlerThatThrowsDoesNotHoldTheNextMessageUp() throws CallException {
        inbox.on("news", (from, text) -> {
            got.add(text);
            throw new StackOverflowError("as a test");
        });

        inbox.take("news", PERSON, "1");
        inbox.take("news", PERSON, "2");

        await().untilAsserted(() -> assertThat(got).containsExactly("1", "2"));
    }

    @Test
    void aHandlerThatTakesTooLongIsInterruptedAndTheNextOneIsNot() throws CallException {
        var impatient = new Inbox(Duration.ofMillis(50));
        impatient.on("slow", (from, text) -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                got.add("interrupted");
                Thread.currentThread().interrupt();
            }
        });
        impatient.on(
                "quick",
                (from, text) -> got.add("interrupted: " + Thread.currentThread().isInterrupted()));

        impatient.take("slow", PERSON, "");
        impatient.take("quick", PERSON, "");

        await().untilAsserted(() -> assertThat(got).containsExactly("interrupted", "interrupted: false"));
    }

    @Test
    void aTopicIsNamedAsAnActionIs() {
        assertThatThrownBy(() -> inbox.on("a b", (from, text) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The name \"a b\" is not allowed");
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertFails(String topic, Reason reason, String words) {
        assertThatThrownBy(() -> inbox.take(topic, PERSON, ""))
                .isInstanceOfSatisfying(CallException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(reason))
                .hasMessage(words);
    }
}
