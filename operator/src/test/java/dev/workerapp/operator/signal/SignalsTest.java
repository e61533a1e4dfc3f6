package dev.workerapp.operator.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.SignalStatus;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.model.Model;
import dev.workerapp.operator.runtime.ReadyWorker;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignalsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T10:00:00.5Z");
    private static final String TAKEN_UP = "2026-01-02T10:00:00Z";
    private static final WorkerApp APP = Model.JSON.unmarshal("""
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop, namespace: default, uid: app, generation: 1}
            spec: {image: example/shop:1}
            """, WorkerApp.class);
    private static final Pod WORKER = Model.JSON.unmarshal("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: shop-0-abcde
              namespace: default
              uid: pod
              creationTimestamp: "2026-01-02T09:00:00Z"
              ownerReferences: [{apiVersion: workerapp.dev/v1, kind: WorkerApp, name: shop, uid: app, controller: true}]
            spec: {}
            status: {podIP: 10.0.0.1, containerStatuses: [{name: worker, ready: true, restartCount: 0, image: a, imageID: a}]}
            """, Pod.class);

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<ResourceID> passes = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile Supplier<List<Pod>> pods = () -> List.of(WORKER);
    private final Signals signals = new Signals(
            new SignalSender() {
                @Override
                public Optional<String> send(ReadyWorker worker, String name, String token)
                        throws InterruptedException {
                    sent.add(worker.name() + " " + name + " " + token);
                    try {
                        mayAnswer.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return Optional.empty();
                }

                @Override
                public void close() {}
            },
            new Delivery.Pace(Duration.ofMillis(1), Duration.ofHours(1)),
            _ -> pods.get());

    SignalsTest() {
        signals.setEventHandler(event -> passes.add(event.getRelatedCustomResourceID()));
        signals.start();
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        signals.stop();
    }

    @Test
    void a_new_request_is_taken_up_and_not_sent_before_the_status_has_it() {
        SignalProgress first = progress("HUP 1", null);
        SignalProgress again = progress("HUP 1", null);

        assertThat(first.request()).contains(new SignalStatus("HUP", "1", TAKEN_UP, null, null, null));
        assertThat(first.nextLook()).contains(NOW);
        assertThat(first.news()).isEmpty();
        assertThat(again).isEqualTo(first);
        assertThat(sent).isEmpty();
    }

    @Test
    void what_the_status_has_is_sent_once_whatever_the_annotation_says_and_its_end_asks_for_a_pass() {
        SignalStatus request = new SignalStatus("HUP", "1", TAKEN_UP, null, null, null);

        for (String annotation : List.of("HUP 1", "", "USR1 2")) {
            assertThat(progress(annotation, request)).isEqualTo(SignalProgress.unchanged(Optional.of(request)));
        }
        Awaitility.await().untilAsserted(() -> assertThat(sent).containsExactly("shop-0-abcde HUP 1"));
        assertThat(passes).isEmpty();
        mayAnswer.countDown();
        Awaitility.await().untilAsserted(() -> assertThat(passes).containsExactly(ResourceID.fromResource(APP)));

        SignalProgress end = progress("USR1 2", request);
        SignalStatus ended = new SignalStatus("HUP", "1", TAKEN_UP, TAKEN_UP, 1, null);
        assertThat(end.request()).contains(ended);
        assertThat(end.news()).contains(new Problem(Reason.SIGNALLED, "Signal HUP (1) was raised in 1 worker."));
        assertThat(progress("USR1 2", ended).request())
                .contains(new SignalStatus("USR1", "2", TAKEN_UP, null, null, null));
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_request_that_has_ended_asks_for_nothing() {
        SignalStatus ended = new SignalStatus("HUP", "1", TAKEN_UP, TAKEN_UP, 1, null);

        for (String annotation : List.of("HUP 1", "SIGHUP 1", "")) {
            assertThat(progress(annotation, ended)).isEqualTo(SignalProgress.unchanged(Optional.of(ended)));
        }
    }

    @Test
    void one_that_is_not_for_apps_ends_at_once() {
        SignalProgress refused = progress("KILL 1", null);

        assertThat(refused.request()).hasValueSatisfying(request -> {
            assertThat(request.finishedAt()).isEqualTo(TAKEN_UP);
            assertThat(request.workers()).isZero();
            assertThat(request.message()).startsWith("Signal KILL can't be handled by an app.");
        });
        assertThat(refused.news())
                .hasValueSatisfying(problem -> assertThat(problem.reason()).isEqualTo(Reason.SIGNAL_REFUSED));
    }

    @Test
    void a_failure_of_the_operator_is_the_end_and_claims_no_worker() {
        pods = () -> {
            throw new IllegalStateException("no view");
        };
        SignalStatus request = new SignalStatus("HUP", "1", TAKEN_UP, null, null, null);

        progress("HUP 1", request);
        Awaitility.await().untilAsserted(() -> assertThat(passes).hasSize(1));
        SignalProgress end = progress("HUP 1", request);

        String words = "Signal HUP (1) may not have been raised in all workers, since the operator has failed:"
                + " java.lang.IllegalStateException: no view";
        assertThat(end.request()).contains(new SignalStatus("HUP", "1", TAKEN_UP, TAKEN_UP, null, words));
        assertThat(end.news()).contains(new Problem(Reason.SIGNAL_NOT_DELIVERED, words));
    }

    @Test
    void that_to_a_deleted_app_is_interrupted() throws InterruptedException {
        progress("HUP 1", new SignalStatus("HUP", "1", TAKEN_UP, null, null, null));
        Awaitility.await().untilAsserted(() -> assertThat(sent).hasSize(1));

        signals.onResourceDeleted(APP);

        interrupted.await();
        assertThat(passes).isEmpty();
    }

    @Test
    void none_is_sent_once_the_operator_stops() {
        SignalStatus request = new SignalStatus("HUP", "1", TAKEN_UP, null, null, null);
        signals.stop();

        assertThat(progress("HUP 1", request)).isEqualTo(SignalProgress.unchanged(Optional.of(request)));
        mayAnswer.countDown();
        assertThat(progress("HUP 1", request)).isEqualTo(SignalProgress.unchanged(Optional.of(request)));
        assertThat(sent).isEmpty();
    }

    private SignalProgress progress(String annotation, @Nullable SignalStatus request) {
        WorkerApp app = Model.JSON.clone(APP);
        app.getMetadata().setAnnotations(Map.of("workerapp.dev/signal", annotation));
        return signals.of(app, Optional.of(WorkerAppStatus.unknown().signalling(request)), NOW);
    }
}
