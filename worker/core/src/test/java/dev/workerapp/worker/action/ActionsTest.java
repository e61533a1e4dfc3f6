package dev.workerapp.worker.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ActionsTest {
    private final Actions actions = new Actions();
    private final Actions impatient = new Actions(Duration.ofMillis(100));
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void end() {
        end.countDown();
    }

    @Test
    void theResultIsJsonOrTextOrNothing() throws CallException {
        actions.add("map", "", false, arguments -> Map.of("got", arguments));
        actions.add("text", "", false, arguments -> "as it is");
        actions.add("nothing", "", false, arguments -> null);

        assertThat(actions.run("map", List.of("a"))).isEqualTo(new Result(true, "{\"got\":[\"a\"]}", Optional.empty()));
        assertThat(actions.run("text", List.of())).isEqualTo(new Result(false, "as it is", Optional.empty()));
        assertThat(actions.run("nothing", List.of())).isEqualTo(new Result(false, "", Optional.empty()));
    }

    @Test
    void anActionThatIsNotThereIsAnsweredWithThoseThatAre() {
        actions.add("b", "", false, arguments -> "");
        actions.add("a", "", false, arguments -> "");

        assertFails(
                () -> actions.run("c", List.of()), Reason.NO_SUCH_ACTION, "There is no action \"c\". There are: a, b.");
    }

    @Test
    void aPathThatTheAppReturnsIsTextAndNoFileToPassOn() throws CallException {
        actions.add("where", "", false, arguments -> Path.of("/etc/passwd"));

        assertThat(actions.run("where", List.of())).isEqualTo(new Result(false, "/etc/passwd", Optional.empty()));
        assertThat(actions.writesFile("where")).isFalse();
    }

    @Test
    void theLastOneOfANameIsTheOneThatRuns() throws CallException {
        actions.add("a", "", false, arguments -> "old");
        actions.add("a", "the new one", false, arguments -> "new");

        assertThat(actions.run("a", List.of()).text()).isEqualTo("new");
        assertThat(actions.list())
                .containsExactly(Map.of("name", "a", "description", "the new one", "builtIn", false, "file", false));
    }

    @Test
    void oneOfANameRunsAtATimeAndTheOthersWait() {
        actions.add("slow", "", false, arguments -> hold());
        var first = run(actions, "slow");
        var second = run(actions, "slow");
        await().until(() -> begun.get() == 1);

        end.countDown();

        assertThat(first.join().text()).isEqualTo("at once 1");
        assertThat(second.join().text()).isEqualTo("at once 1");
    }

    @Test
    void aConcurrentOneRunsUpToFourTimesAndTheFifthIsToldWhenItsTimeIsOver() {
        var slow = new Actions(Duration.ofSeconds(1));
        slow.add("slow", "", true, arguments -> hold());
        slow.add("other", "", false, arguments -> "");
        for (int i = 0; i < 4; i++) {
            var unused = run(slow, "slow");
        }
        await().until(() -> begun.get() == 4);

        assertFails(
                () -> slow.run("other", List.of()),
                Reason.BUSY,
                "4 actions still run in this worker. Try again later.");
    }

    @Test
    void theThirteenthCallIsRefusedAtOnce() {
        actions.add("slow", "", false, arguments -> hold());
        var calls = new ArrayList<CompletableFuture<Result>>();
        for (int i = 0; i < 12; i++) {
            calls.add(run(actions, "slow"));
        }
        await().until(() -> actions.callsLeft() == 0);

        assertFails(
                () -> actions.run("slow", List.of()),
                Reason.TOO_MANY_CALLS,
                "12 calls of actions run or wait in this worker. Try again later.");

        end.countDown();
        assertThat(calls).allSatisfy(call -> assertThat(call.join().text()).isEqualTo("at once 1"));
    }

    @Test
    void oneThatTakesTooLongIsInterruptedAndKeepsItsTurnUntilItEnds() throws CallException {
        var interrupted = new CountDownLatch(1);
        impatient.add("stubborn", "", false, arguments -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return hold();
        });

        assertFails(
                () -> impatient.run("stubborn", List.of()),
                Reason.TIMED_OUT,
                "Action stubborn did not end within 0.1 s. Its thread was interrupted.");
        await().until(() -> interrupted.getCount() == 0);
        assertFails(
                () -> impatient.run("stubborn", List.of()),
                Reason.BUSY,
                "Action stubborn still runs for another caller. Try again later.");

        end.countDown();
        await().until(() -> {
            try {
                impatient.run("stubborn", List.of());
                return true;
            } catch (CallException e) {
                return false;
            }
        });
    }

    @Test
    void whatTheHandlerThrowsIsTheCallersAnswer() {
        actions.add("broken", "", false, arguments -> {
            throw new IllegalStateException("no cache");
        });
        actions.add("deep", "", false, arguments -> {
            throw new StackOverflowError();
        });

        assertFails(
                () -> actions.run("broken", List.of()),
                Reason.FAILED,
                "Action broken failed: java.lang.IllegalStateException: no cache");
        assertFails(
                () -> actions.run("deep", List.of()),
                Reason.FAILED,
                "Action deep failed: java.lang.StackOverflowError");
    }

    @Test
    void aResultMayHaveOneMebibyte() throws CallException {
        actions.add("most", "", false, arguments -> "x".repeat(1024 * 1024));
        actions.add("more", "", false, arguments -> "x".repeat(1024 * 1024 - 1) + "é");

        assertThat(actions.run("most", List.of()).text()).hasSize(1024 * 1024);
        assertFails(
                () -> actions.run("more", List.of()),
                Reason.FAILED,
                "The action's result has 1048577 bytes; it may have 1048576.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a b", "a/b", "ä", "a:b"})
    void aNameThatNeedsEscapesIsRefused(String name) {
        assertThatThrownBy(() -> actions.add(name, "", false, arguments -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name \"" + name + "\" is not allowed: a name has 1 to 63 letters, digits, '-', '_' and"
                        + " '.', and begins and ends with a letter or a digit.");
    }

    @Test
    void aNameMayHave63Letters() {
        actions.add("x".repeat(63), "", false, arguments -> "");

        assertThatThrownBy(() -> actions.add("x".repeat(64), "", false, arguments -> ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Runs until the test lets it go; says how many ran at once at its end. */
    private String hold() {
        int atOnce = begun.incrementAndGet();
        boolean interrupted = false;
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        begun.decrementAndGet();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return "at once " + atOnce;
    }

    private static CompletableFuture<Result> run(Actions actions, String name) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return actions.run(name, List.of());
                    } catch (CallException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    private static void assertFails(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(CallException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(reason))
                .hasMessage(words);
    }
}
