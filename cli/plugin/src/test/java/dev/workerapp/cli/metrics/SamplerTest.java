package dev.workerapp.cli.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.Reply;
import dev.workerapp.cli.kubectl.Request;
import dev.workerapp.cli.testing.RecordedCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SamplerTest {

    /** An API server whose answer depends on the path. */
    private record Workers(Function<String, Reply> answer) implements Api {
        @Override
        public Reply exchange(Request request) throws IOException {
            return answer.apply(request.path());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static Worker worker(int slot, String uid) {
        return worker(slot, "'uid':'" + uid + "'", true);
    }

    private static Worker worker(int slot, String fields, boolean ready) {
        return new Worker(RecordedCluster.json("{'metadata':{'name':'shop-" + slot + "','namespace':'default',"
                + "'labels':{'workerapp.dev/slot':'" + slot + "'}," + fields + "},"
                + "'status':{'conditions':[{'type':'Ready','status':'" + (ready ? "True" : "False") + "'}]}}"));
    }

    private static Reply reply(int status, String body) {
        return new Reply(status, Map.of(), new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    private static Optional<Rates> rates(Sampler sampler, Worker worker) {
        if (sampler.sample(List.of(worker)).get(worker.name()) instanceof Measured.Known known) {
            return known.rates();
        }
        throw new AssertionError("it is unknown");
    }

    @Test
    void hasRatesFromTheSecondSampleOn() {
        long[] requests = {0};
        Api api = new Workers(_ -> reply(200, "workerapp_requests_total " + (requests[0] += 10) + "\n"));
        try (Sampler sampler = new Sampler(Pages.through(api), Duration.ofSeconds(30))) {
            assertThat(rates(sampler, worker(0, "a"))).isEmpty();
            assertThat(rates(sampler, worker(0, "a")).orElseThrow().requests().orElseThrow())
                    .isPositive();
            assertThat(rates(sampler, worker(0, "b"))).isEmpty();
        }
    }

    @Test
    void saysWhyAWorkerIsUnknown() {
        Api api = new Workers(path -> path.contains("shop-0:") ? reply(403, "") : reply(503, ""));
        try (Sampler sampler = new Sampler(Pages.through(api), Duration.ofSeconds(30))) {
            Map<String, Measured> measured = sampler.sample(List.of(worker(0, "a"), worker(1, "b"), worker(1, "c")));

            assertThat(Sampler.reasons(measured))
                    .containsExactly(
                            "no JVM figures: you may not \"get pods/proxy\" in default (role edit has it)",
                            "slot 1 has no worker runtime, or the API server can't reach its pod");
        }
    }

    @Test
    void expectsNoAnswerOfAWorkerThatStartsOrIsBeingStopped() {
        Api api = new Workers(_ -> reply(503, ""));
        try (Sampler sampler = new Sampler(Pages.through(api), Duration.ofSeconds(30))) {
            assertThat(Sampler.reasons(sampler.sample(List.of(
                            worker(0, "'uid':'a'", false),
                            worker(1, "'uid':'b','deletionTimestamp':'2026-11-27T12:00:00Z'", true)))))
                    .isEmpty();
        }
    }

    @Test
    void waitsForNobodyLongerThanTheLimit() {
        CountDownLatch end = new CountDownLatch(1);
        try (Sampler sampler = new Sampler(Pages.through(silent(end)), Duration.ZERO)) {
            assertThat(sampler.sample(List.of(worker(0, "a"))).get("shop-0"))
                    .isEqualTo(new Measured.Unknown("slot 0: no answer within 0 s"));
        } finally {
            end.countDown();
        }
    }

    @Test
    @Timeout(120)
    void doesNotWaitAllTheTimeForOneThatIsBeingStopped() {
        CountDownLatch end = new CountDownLatch(1);
        Worker leaving = worker(0, "'uid':'a','deletionTimestamp':'2026-11-27T12:00:00Z'", true);
        try (Sampler sampler = new Sampler(Pages.through(silent(end)), Duration.ofDays(1))) {
            assertThat(sampler.sample(List.of(leaving)).get("shop-0")).isEqualTo(new Measured.Unknown(""));
        } finally {
            end.countDown();
        }
    }

    /** Workers that do not answer before the end. */
    private static Api silent(CountDownLatch end) {
        return new Workers(_ -> {
            try {
                end.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return reply(200, "");
        });
    }
}
