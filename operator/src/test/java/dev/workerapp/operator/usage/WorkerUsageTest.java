package dev.workerapp.operator.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.model.Model;
import dev.workerapp.operator.runtime.ReadyWorker;
import dev.workerapp.operator.usage.RuntimeUsage.OldGeneration;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkerUsageTest {

    private final Map<ResourceID, WorkerApp> apps = new HashMap<>();
    private final List<Pod> pods = new ArrayList<>();
    private final Map<String, RuntimeUsage> answers = new HashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<ResourceID> passes = new ArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final List<MemoryReader.Sample> samples = new ArrayList<>();
    private @Nullable String failure;
    private Runnable whileReading = () -> {};
    private final RuntimeMeasure runtimes = new RuntimeMeasure(new UsageReader() {
        @Override
        public RuntimeUsage read(ReadyWorker worker) throws IOException {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                asked.add(worker.name());
                return Optional.ofNullable(answers.get(worker.name()))
                        .orElseThrow(() -> new IOException("no connection"));
            } finally {
                atOnce.decrementAndGet();
            }
        }

        @Override
        public void close() {}
    });
    private final MemoryMeasure memory = new MemoryMeasure(() -> {
        reads.incrementAndGet();
        whileReading.run();
        if (failure != null) {
            throw new IOException(failure);
        }
        return samples;
    });
    private final WorkerUsage usage = new WorkerUsage(
            List.of(runtimes, memory), Duration.ofSeconds(30), name -> Optional.ofNullable(apps.get(name)), _ -> pods);

    WorkerUsageTest() {
        usage.setEventHandler(event -> passes.add(event.getRelatedCustomResourceID()));
    }

    @Test
    void a_worker_that_comes_over_a_limit_asks_for_a_pass_once() throws InterruptedException {
        WorkerApp app = app("maxRequests: 1000");
        Pod pod = pod("a", 0);
        answers.put("a", requests(10));
        usage.follow(app);
        usage.round();
        assertThat(usage.exceeded(app).apply(pod)).isEmpty();
        assertThat(passes).isEmpty();

        answers.put("a", requests(1000));
        usage.round();
        usage.round();

        assertThat(usage.exceeded(app).apply(pod)).containsExactly(Reason.MAX_REQUESTS);
        assertThat(passes).containsExactly(ResourceID.fromResource(app));
    }

    @Test
    void each_worker_has_a_limit_of_its_own_which_is_never_more() throws InterruptedException {
        WorkerApp app = app("maxRequests: 1000");
        IntStream.range(0, 100).forEach(number -> {
            pod("w" + number, 0);
            answers.put("w" + number, requests(950));
        });
        usage.follow(app);
        usage.round();
        assertThat(exceeding(app)).isBetween(30L, 70L);

        answers.replaceAll((_, _) -> requests(899));
        usage.round();
        assertThat(exceeding(app)).isZero();

        answers.replaceAll((_, _) -> requests(1000));
        usage.round();
        assertThat(exceeding(app)).isEqualTo(100);
    }

    private long exceeding(WorkerApp app) {
        return pods.stream()
                .filter(pod -> !usage.exceeded(app).apply(pod).isEmpty())
                .count();
    }

    @Test
    void a_changed_limit_takes_effect_at_once() throws InterruptedException {
        Pod pod = pod("a", 0);
        answers.put("a", heap(80));
        usage.follow(app("maxHeapPercent: 90"));
        usage.round();

        assertThat(usage.exceeded(app("maxHeapPercent: 90")).apply(pod)).isEmpty();
        assertThat(usage.exceeded(app("maxHeapPercent: 80")).apply(pod)).containsExactly(Reason.MAX_HEAP);
        assertThat(usage.exceeded(app("{}")).apply(pod)).isEmpty();
    }

    @Test
    void what_a_container_has_used_before_it_was_started_again_is_not_taken() throws InterruptedException {
        WorkerApp app = app("maxRequests: 1000");
        pod("a", 0);
        answers.put("a", requests(5000));
        usage.follow(app);
        usage.round();
        pods.clear();

        assertThat(usage.exceeded(app).apply(pod("a", 1))).isEmpty();
    }

    @Test
    void an_app_without_limits_or_without_a_pass_is_not_asked_for() throws InterruptedException {
        pod("a", 0);
        usage.follow(app("{}"));
        usage.round();
        app("maxRequests: 1000");
        usage.round();

        assertThat(asked).isEmpty();
    }

    @Test
    void only_workers_that_serve_are_asked() throws InterruptedException {
        WorkerApp app = app("maxRequests: 1000");
        pod("serves", 0);
        pod("starts", 0).getStatus().getContainerStatuses().getFirst().setReady(false);
        pod("ends", 0).getMetadata().setDeletionTimestamp("2026-01-02T03:00:00Z");
        pod("waits", 0).getStatus().setPodIP(null);
        pod("foreign", 0).getMetadata().getOwnerReferences().getFirst().setUid("other");
        usage.follow(app);

        usage.round();

        assertThat(asked).containsExactly("serves");
    }

    @Test
    void a_worker_that_does_not_answer_keeps_its_last_word_for_a_while_and_is_then_unknown_and_named_once()
            throws InterruptedException {
        WorkerApp app = app("maxRequests: 1000");
        Pod pod = pod("a", 0);
        answers.put("a", requests(1000));
        usage.follow(app);
        usage.round();
        passes.clear();

        answers.clear();
        for (int i = 1; i < Readings.MOST_FAILURES; i++) {
            usage.round();
        }
        assertThat(usage.exceeded(app).apply(pod)).containsExactly(Reason.MAX_REQUESTS);
        assertThat(usage.news(app, pods)).isEmpty();

        usage.round();
        assertThat(usage.exceeded(app).apply(pod)).isEmpty();
        assertThat(passes).hasSize(1);
        assertThat(usage.news(app, pods))
                .containsExactly(new Problem(
                        Reason.USAGE_UNKNOWN,
                        "The operator can't find out what 1 of the workers use, so recycle.maxRequests does not recycle"
                                + " them. It asks their worker runtime at /usage. a: no connection (port 7979)"));
        assertThat(usage.news(app, pods)).isEmpty();

        answers.put("a", requests(10));
        usage.round();
        assertThat(usage.news(app, pods)).isEmpty();
        answers.clear();
        for (int i = 0; i < Readings.MOST_FAILURES; i++) {
            usage.round();
        }
        assertThat(usage.news(app, pods)).hasSize(1);
    }

    @Test
    void a_heap_that_cannot_be_followed_is_unknown_if_it_is_limited() throws InterruptedException {
        WorkerApp app = app("maxRequests: 1000");
        pod("a", 0);
        answers.put("a", requests(1));
        usage.follow(app);
        usage.round();

        assertThat(usage.news(app, pods)).isEmpty();
        assertThat(usage.news(app("maxHeapPercent: 80"), pods)).singleElement().satisfies(problem -> assertThat(
                        problem.message())
                .contains("recycle.maxHeapPercent does not recycle", "a: its JVM has no old generation"));
    }

    @Test
    void a_thousand_workers_are_asked_in_a_round_and_forgotten_when_they_are_gone() throws InterruptedException {
        WorkerApp app = app("maxRequests: 1000");
        IntStream.range(0, 1000).forEach(number -> pod("w" + number, 0));
        usage.follow(app);

        usage.round();

        assertThat(asked).hasSize(1000);
        assertThat(mostAtOnce.get()).isLessThanOrEqualTo(128);
        assertThat(runtimes.size()).isEqualTo(1000);

        apps.clear();
        usage.round();
        assertThat(runtimes.size()).isZero();
    }

    @Test
    void memory_over_the_limit_in_three_samples_over_a_minute_makes_a_worker_due() throws InterruptedException {
        WorkerApp app = app("maxMemory: 512Mi");
        Pod pod = pod("a", 0);
        usage.follow(app);

        round("03:00:00", 600);
        round("03:00:30", 600);
        assertThat(usage.exceeded(app).apply(pod)).isEmpty();
        round("03:01:00", 600);

        assertThat(usage.exceeded(app).apply(pod)).containsExactly(Reason.MAX_MEMORY);
        assertThat(passes).hasSize(1);
        assertThat(usage.exceeded(app("maxMemory: 600Mi")).apply(pod)).isEmpty();

        round("03:01:30", 500);
        assertThat(usage.exceeded(app).apply(pod)).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void samples_of_before_the_start_of_the_container_are_not_its_own() throws InterruptedException {
        WorkerApp app = app("maxMemory: 512Mi");
        Pod pod = pod("a", 0);
        usage.follow(app);

        for (String at : List.of("02:57:00", "02:58:00", "02:59:59")) {
            round(at, 600);
        }

        assertThat(usage.exceeded(app).apply(pod)).isEmpty();
    }

    @Test
    void metrics_that_are_not_served_are_reported_once_and_make_nobody_due() throws InterruptedException {
        WorkerApp app = app("maxMemory: 512Mi");
        Pod pod = pod("a", 0);
        usage.follow(app);
        round("03:00:00", 600);
        round("03:00:30", 600);
        round("03:01:00", 600);
        failure = "the server could not find the requested resource";

        for (int i = 0; i <= MemorySamples.MOST_ROUNDS; i++) {
            usage.round();
        }

        assertThat(usage.exceeded(app).apply(pod)).isEmpty();
        assertThat(usage.news(app, pods))
                .containsExactly(new Problem(
                        Reason.METRICS_UNAVAILABLE,
                        "The operator can't find out how much memory 1 of the workers use, so recycle.maxMemory does not"
                                + " recycle them. It reads the API metrics.k8s.io, which metrics-server serves. a: the"
                                + " server could not find the requested resource"));
        assertThat(usage.news(app, pods)).isEmpty();
    }

    @Test
    void a_limit_that_is_too_low_is_reported_once_as_it_is_and_again_as_it_becomes() {
        WorkerApp app = app("maxMemory: 100Mi", "java: {options: [-Xmx100m]}");

        assertThat(usage.news(app, pods)).extracting(Problem::reason).containsExactly(Reason.MEMORY_LIMIT_LOW);
        assertThat(usage.news(app, pods)).isEmpty();
        assertThat(usage.news(app("maxMemory: 110Mi", "java: {options: [-Xmx100m]}"), pods))
                .hasSize(1);
        assertThat(usage.news(app("maxMemory: 125Mi", "java: {options: [-Xmx100m]}"), pods))
                .isEmpty();
    }

    @Test
    void all_memory_is_read_at_once_and_not_at_all_while_nobody_limits_it() throws InterruptedException {
        usage.follow(app("maxRequests: 1000"));
        IntStream.range(0, 10).forEach(number -> pod("w" + number, 0));
        usage.round();
        assertThat(reads.get()).isZero();

        usage.follow(app("maxMemory: 512Mi"));
        usage.round();

        assertThat(reads.get()).isEqualTo(1);
        assertThat(memory.size()).isEqualTo(10);
    }

    @Test
    void a_pass_does_not_wait_for_the_metrics_api() throws InterruptedException {
        WorkerApp app = app("maxMemory: 512Mi");
        Pod pod = pod("a", 0);
        usage.follow(app);
        AtomicInteger passed = new AtomicInteger();
        whileReading =
                () -> CompletableFuture.supplyAsync(() -> usage.exceeded(app).apply(pod))
                        .orTimeout(1, TimeUnit.MINUTES)
                        .thenRun(passed::incrementAndGet)
                        .join();

        usage.round();

        assertThat(passed.get()).isOne();
    }

    private void round(String at, int megabytes) throws InterruptedException {
        samples.clear();
        samples.add(new MemoryReader.Sample(
                "default", "a", Instant.parse("2026-01-02T" + at + "Z"), (long) megabytes << 20));
        usage.round();
    }

    private static RuntimeUsage requests(long number) {
        return new RuntimeUsage(number, Optional.empty());
    }

    private static RuntimeUsage heap(int percent) {
        return new RuntimeUsage(0, Optional.of(new OldGeneration(100, OptionalLong.of(percent))));
    }

    private WorkerApp app(String recycle) {
        return app(recycle, "");
    }

    private WorkerApp app(String recycle, String more) {
        WorkerApp app = Model.JSON.unmarshal(
                """
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: default, uid: app}
                spec:
                  image: example/shop:1
                  readiness: {signal: Ready}
                  recycle: %s
                  %s
                """.formatted(recycle.equals("{}") ? recycle : "{" + recycle + "}", more), WorkerApp.class);
        apps.put(ResourceID.fromResource(app), app);
        return app;
    }

    private Pod pod(String name, int restarts) {
        Pod pod = Model.JSON.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: default
                  uid: uid-of-%s
                  ownerReferences: [{apiVersion: workerapp.dev/v1, kind: WorkerApp, name: shop, uid: app, controller: true}]
                spec: {}
                status: {podIP: 10.0.0.1, containerStatuses: [{name: worker, ready: true, restartCount: %d, image: a, imageID: a, state: {running: {startedAt: "2026-01-02T03:00:00Z"}}}]}
                """.formatted(name, name, restarts), Pod.class);
        pods.add(pod);
        return pod;
    }
}
