package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.execute.Writes;
import dev.workerapp.operator.telemetry.Telemetry;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a pass that has failed. */
class PassReporterTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop, namespace: default, uid: u, generation: 1, resourceVersion: "1"}
            spec: {image: example/shop:1, port: 80, instances: 1}
            """;

    private final WorkerApp app = Serialization.unmarshal(APP, WorkerApp.class);
    private final List<Event> events = new ArrayList<>();
    private final PassReporter reporter =
            new PassReporter(new Telemetry(new SimpleMeterRegistry()), "me", Duration.ZERO);

    @Test
    void a_pass_that_fails_is_an_event_once() {
        Problem why = new Problem(Reason.INTERNAL_ERROR, "Internal error occurred: etcdserver: request timed out");

        reporter.failed(app, why, writes(), NOW);
        reporter.failed(app, why, writes(), NOW.plusSeconds(30));

        assertThat(events)
                .extracting(event -> event.getType() + " " + event.getReason() + " " + event.getNote())
                .containsExactly("Warning InternalError " + why.message() + ".");
    }

    @Test
    void that_the_namespace_is_being_deleted_is_no_event() {
        reporter.failed(app, new Problem(Reason.NAMESPACE_TERMINATING, "it is being terminated"), writes(), NOW);

        assertThat(events).isEmpty();
        assertThat(app.getStatus()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"404, true, false", "404, false, true", "503, true, false"})
    void a_status_that_is_not_taken_is_not_reported_and_an_app_is_deleted_only_if_it_is_not_there(
            int code, boolean isThere, boolean deleted) {
        Writes writes = (Writes) Proxy.newProxyInstance(
                Writes.class.getClassLoader(),
                new Class<?>[] {Writes.class},
                (_, method, _) -> switch (method.getName()) {
                    case "event" -> null;
                    case "isKept" -> isThere;
                    case "liveApp" -> Optional.of(app);
                    case "status" -> throw new KubernetesClientException("no", code, new Status());
                    default -> throw new AssertionError(method.getName());
                });

        assertThat(reporter.refused(app, "spec.port is text.", writes, NOW)).isFalse();
        assertThat(reporter.isDeleted(app)).isEqualTo(deleted);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 504})
    void a_status_is_reported_if_it_was_written_though_the_answer_is_lost(int code) {
        assertThat(reporter.refused(app, "spec.port is text.", unanswered(code, true), NOW))
                .isTrue();
        assertThat(reporter.last(before())).contains(app.getStatus());
    }

    @Test
    void a_status_whose_answer_is_lost_is_not_reported_if_it_was_not_written() {
        assertThat(reporter.refused(app, "spec.port is text.", unanswered(504, false), NOW))
                .isFalse();
        assertThat(reporter.last(before())).isEmpty();
    }

    /** As an informer has it that has not heard of the write. */
    private static WorkerApp before() {
        return Serialization.unmarshal(APP, WorkerApp.class);
    }

    /** The API server takes a status, or does not, and its answer is lost. */
    private Writes unanswered(int code, boolean isTaken) {
        return (Writes) Proxy.newProxyInstance(
                Writes.class.getClassLoader(),
                new Class<?>[] {Writes.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "event" -> null;
                    case "liveApp" -> Optional.of(app);
                    case "status" -> {
                        app.getMetadata().setResourceVersion("2");
                        if (isTaken) {
                            app.setStatus((WorkerAppStatus) arguments[1]);
                        }
                        throw new KubernetesClientException("no answer", code, new Status());
                    }
                    default -> throw new AssertionError(method.getName());
                });
    }

    /** The API server takes every status. */
    private Writes writes() {
        return (Writes) Proxy.newProxyInstance(
                Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, arguments) -> {
                    switch (method.getName()) {
                        case "event" -> events.add((Event) arguments[0]);
                        case "status" -> app.setStatus((WorkerAppStatus) arguments[1]);
                        default -> throw new AssertionError(method.getName());
                    }
                    return method.getReturnType() == WorkerApp.class ? app : null;
                });
    }
}
