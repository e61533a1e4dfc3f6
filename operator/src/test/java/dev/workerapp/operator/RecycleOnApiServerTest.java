package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.SlotStatus;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.lease.WriteGate;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers are replaced though nothing forces it. Time passes for the operator alone, whose clock is set ahead. */
@ExtendWith(ControlPlane.class)
class RecycleOnApiServerTest {

    /** No deadline is over when the clock is set ahead. */
    private static final String PATIENT = "readiness: {timeoutSeconds: 86400}\nreload: {startTimeoutSeconds: 86400}\n";

    private static int number;

    private final TestApp app;
    private final OperatorRun operator;
    private volatile Duration ahead = Duration.ZERO;
    private int historyLimit = 10;

    RecycleOnApiServerTest(ControlPlane.Running plane) throws IOException {
        app = TestApp.in(plane.admin(), "recycle-" + number++);
        operator = operator(plane, () -> Instant.now().plus(ahead));
    }

    private OperatorRun operator(ControlPlane.Running plane, InstantSource clock) throws IOException {
        Settings settings = new Settings(
                Set.of(app.namespace()),
                Optional.empty(),
                Optional.empty(),
                "test",
                true,
                "example/runtime:1",
                0,
                Optional.empty(),
                Set.of(Kind.CONFIG_MAP),
                10,
                Optional.empty());
        KubernetesClient client = plane.operatorClient();
        Connection connection = new Connection(client, WriteGate.open(), clock);
        return new OperatorRun(OperatorProcess.start(settings, connection, OperatorRun.API, Pace.USUAL), client);
    }

    @AfterEach
    void stop() {
        operator.close();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void workers_that_are_old_are_replaced_one_by_one() {
        app.apply(PATIENT + "recycle: {maxAgeSeconds: 3600, minAgeSeconds: 0}");
        app.awaitCondition("Ready", "True");
        Set<String> old = uids();

        pass(Duration.ofHours(1));
        Awaitility.await("a replacement starts")
                .until(() -> replacements("MaxAge").findFirst(), Optional::isPresent);
        pass(Duration.ZERO);

        Awaitility.await("it takes the place of its worker")
                .untilAsserted(
                        () -> assertThat(replacements("MaxAge")).isNotEmpty().allMatch(this::isAlone));
        assertThat(app.workers()).hasSize(2);
        assertThat(uids()).isNotEqualTo(old);
        assertThat(app.status().reload()).extracting("phase").isEqualTo("Complete");
        assertThat(app.revisions()).hasSize(1);
        Awaitility.await("Events").untilAsserted(() -> assertThat(events("MaxAge"))
                .anyMatch(event -> event.getNote().contains("which is as old as recycle.maxAgeSeconds allows"))
                .anyMatch(event -> event.getNote().startsWith("Stopping ")));
    }

    @Test
    void a_replacement_that_is_refused_blames_nobody_and_waits() {
        app.apply(PATIENT + "recycle: {maxAgeSeconds: 3600, minAgeSeconds: 0}");
        app.awaitCondition("Ready", "True");
        Set<String> old = uids();
        new Obstacles(app).quota("pods", "2");

        pass(Duration.ofHours(1));

        Awaitility.await("it is remembered on one worker").until(() -> postponed(1));
        pass(Duration.ofMinutes(61));
        Awaitility.await("it is remembered on the other one, which is tried next")
                .until(() -> postponed(2));
        WorkerAppStatus status = app.await("it is reported", seen -> slots(seen)
                .allMatch(slot -> "ReplacementFailed".equals(slot.reason())
                        && String.valueOf(slot.message()).contains("exceeded quota")));
        assertThat(uids()).isEqualTo(old);
        assertThat(status.state()).isEqualTo("Ready");
        assertThat(TestApp.condition(status, "Stalled").getStatus()).isEqualTo("False");
        Awaitility.await("Events").untilAsserted(() -> assertThat(events("ReplacementFailed"))
                .isNotEmpty()
                .allMatch(event ->
                        "Warning".equals(event.getType()) && event.getNote().contains("exceeded quota")));
    }

    @Test
    void a_schedule_replaces_all_workers_once() {
        ZonedDateTime tick = ZonedDateTime.now(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .plusMinutes(30);
        app.apply(PATIENT + "recycle: {schedule: '" + tick.getMinute() + " " + tick.getHour()
                + " * * *', minAgeSeconds: 0}");
        app.awaitCondition("Ready", "True");
        app.await(
                "it is known when it is due",
                seen -> seen.recycle() != null
                        && tick.toInstant().toString().equals(seen.recycle().next()));
        Set<String> old = uids();

        pass(Duration.ofMinutes(31));

        app.await(
                "the run is done",
                seen -> seen.recycle() != null
                        && tick.toInstant().toString().equals(seen.recycle().tick())
                        && Integer.valueOf(2).equals(seen.recycle().replaced()));
        Awaitility.await("the old ones are gone").untilAsserted(() -> assertThat(app.workers())
                .hasSize(2)
                .noneMatch(pod -> old.contains(pod.getMetadata().getUid()))
                .allMatch(pod -> annotation(pod, Names.TICK)
                        .filter(tick.toInstant().toString()::equals)
                        .isPresent()));
        Set<String> fresh = uids();
        pass(Duration.ofMinutes(32));
        assertThat(uids()).isEqualTo(fresh);
    }

    @Test
    void a_run_that_is_not_possible_in_time_is_skipped_and_reported() {
        ZonedDateTime tick = ZonedDateTime.now(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .plusMinutes(30);
        app.apply(PATIENT + "recycle: {schedule: '" + tick.getMinute() + " " + tick.getHour()
                + " * * *', minAgeSeconds: 0, startingDeadlineSeconds: 60}");
        app.awaitCondition("Ready", "True");
        Set<String> old = uids();
        app.patch("{\"spec\": {\"reload\": {\"paused\": true}}}");

        pass(Duration.ofMinutes(32));

        app.await(
                "it is skipped",
                seen -> seen.recycle() != null && "Paused".equals(seen.recycle().skipped()));
        app.patch("{\"spec\": {\"reload\": {\"paused\": false}}}");
        app.await(
                "it is not made up",
                seen -> seen.recycle() != null && "Paused".equals(seen.recycle().skipped()));
        assertThat(uids()).isEqualTo(old);
        Awaitility.await("an Event")
                .untilAsserted(() -> assertThat(events("RunSkipped")).hasSize(1));
    }

    @Test
    void a_schedule_that_is_never_due_holds_nothing_else_up() {
        app.apply("recycle: {schedule: '0 0 30 2 *'}");
        WorkerAppStatus status = app.awaitCondition("Stalled", "True");
        assertThat(TestApp.condition(status, "Stalled").getReason()).isEqualTo("ScheduleInvalid");
        assertThat(TestApp.condition(status, "Stalled").getMessage()).contains("recycle.schedule: ");

        app.image("v2");
        app.awaitTags("v2", "v2");

        app.patch("{\"spec\": {\"recycle\": {\"schedule\": \"@daily\"}}}");
        app.awaitCondition("Ready", "True");
    }

    /** Sets the operator's clock, and has it look. */
    private void pass(Duration by) {
        ahead = by;
        app.patch("{\"spec\": {\"revisionHistoryLimit\": " + ++historyLimit + "}}");
        app.await("it was looked at", _ -> true);
    }

    private boolean postponed(int workers) {
        return app.workers().stream()
                        .filter(pod -> annotation(pod, Names.RECYCLING_POSTPONED)
                                .filter(words -> words.startsWith("1;") && words.contains("exceeded quota"))
                                .isPresent())
                        .count()
                == workers;
    }

    private Stream<Pod> replacements(String reason) {
        return app.workers().stream()
                .filter(pod ->
                        annotation(pod, Names.RECYCLED).filter(reason::equals).isPresent());
    }

    private boolean isAlone(Pod pod) {
        Optional<String> slot = Ownership.label(pod, Names.SLOT);
        return app.workers().stream()
                        .filter(other -> Ownership.label(other, Names.SLOT).equals(slot))
                        .count()
                == 1;
    }

    private static Optional<String> annotation(Pod pod, String name) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations()).map(all -> all.get(name));
    }

    private static Stream<SlotStatus> slots(WorkerAppStatus status) {
        return Stream.ofNullable(status.slots()).flatMap(List::stream);
    }

    private Set<String> uids() {
        return app.workers().stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
    }

    private List<Event> events(String reason) {
        return app.client().events().v1().events().inNamespace(app.namespace()).list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .toList();
    }
}
