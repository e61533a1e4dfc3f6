package dev.workerapp.cli.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.Reply;
import dev.workerapp.cli.kubectl.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FanTest {

    private static final ActionToken TOKEN = new ActionToken("s3cret");

    private static List<Worker> workers(int count) {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            workers.add(new Worker(Json.object("metadata", Json.object("name", "shop-" + i))));
        }
        return workers;
    }

    private static Api api(Function<Request, Reply> answers) {
        return new Api() {
            @Override
            public Reply exchange(Request request) {
                return answers.apply(request);
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }

    private static Reply done() {
        return new Reply(200, Map.of(), new ByteArrayInputStream(new byte[0]));
    }

    @Test
    void sixteenAreAskedAtOnce() {
        CountDownLatch sixteen = new CountDownLatch(16);
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Answer> answers = new ArrayList<>();
        Api api = api(_ -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            sixteen.countDown();
            await(sixteen);
            open.decrementAndGet();
            return done();
        });

        new Fan(api, TOKEN, Duration.ofDays(1)).ask(workers(64), Call.list(), (_, answer) -> answers.add(answer));

        assertThat(answers).hasSize(64).allMatch(Answer.Done.class::isInstance);
        assertThat(most).hasValue(16);
    }

    @Test
    void whoDoesNotAnswerInTimeIsLate() throws InterruptedException {
        CountDownLatch given = new CountDownLatch(1);
        List<Answer> answers = new ArrayList<>();
        Api api = api(_ -> {
            await(new CountDownLatch(1));
            given.countDown();
            return done();
        });

        new Fan(api, TOKEN, Duration.ofMillis(1)).ask(workers(1), Call.list(), (_, answer) -> answers.add(answer));

        assertThat(answers).containsExactly(Answer.late(0));
        // Its call was ended.
        given.await();
    }

    @Test
    void aConnectionThatFailsIsThatWorkersFailure() {
        List<Answer> answers = new ArrayList<>();
        Api api = new Api() {
            @Override
            public Reply exchange(Request request) throws IOException {
                throw new IOException("broken pipe");
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };

        new Fan(api, TOKEN, Duration.ofDays(1)).ask(workers(2), Call.list(), (_, answer) -> answers.add(answer));

        assertThat(answers)
                .containsExactly(
                        new Answer.Failed("Unreachable", "broken pipe"),
                        new Answer.Failed("Unreachable", "broken pipe"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
