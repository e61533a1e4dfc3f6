package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.ConfigStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Apps that share a ConfigMap. */
@ExtendWith(ControlPlane.class)
class ConfigRampOnApiServerTest {

    private static final String SHARED = """
            env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: a}}}]
            reload: {onConfigChange: Reload, config: {quietSeconds: 0, minIntervalSeconds: 0, copies: None}}
            """;
    private static final String LONG_PROBATION = "{\"spec\": {\"reload\": {\"probationSeconds\": 600}}}";
    private static final String NO_PROBATION = "{\"spec\": {\"reload\": {\"probationSeconds\": 0}}}";

    private static int number;

    private final ControlPlane.Running plane;
    private final TestApp first;
    private final List<TestApp> apps;
    private Set<String> before = Set.of();

    ConfigRampOnApiServerTest(ControlPlane.Running plane) {
        this.plane = plane;
        first = TestApp.in(plane.admin(), "config-ramp-" + number++);
        apps = Stream.of("a", "b", "c", "d", "e").map(first::named).toList();
    }

    @BeforeEach
    void install() {
        put("1");
        apps.forEach(app -> app.apply(SHARED));
        try (OperatorRun _ = run()) {
            apps.forEach(app -> app.awaitCondition("Ready", "True"));
            before = pods().map(ConfigRampOnApiServerTest::uid).collect(Collectors.toSet());
            assertThat(before).hasSize(10);
        }
    }

    @AfterEach
    void delete() {
        first.client().namespaces().withName(first.namespace()).delete();
    }

    @Test
    void a_bad_content_costs_one_pod_of_one_app_whoever_starts_the_operator_again() {
        apps.forEach(app -> app.patch(LONG_PROBATION));
        TestApp tried;
        try (OperatorRun _ = run()) {
            awaitSeen();
            put("2");
            tried = awaitOneIsReloaded("other ones come first");
        }
        try (OperatorRun _ = run()) {
            lookAgain(8);
            assertThat(made()).hasSize(1);

            plane.kubelet().crash(made().getFirst());
            tried.await("it has stopped", status -> "Halted".equals(status.state()));
            assertThat(awaitOneIsReloaded("the reload for it failed in " + tried.name()))
                    .isEqualTo(tried);
        }
        try (OperatorRun _ = run()) {
            lookAgain(9);
            assertThat(made()).hasSize(1);

            apps.forEach(app -> app.patch(NO_PROBATION));
            awaitSeen();
            put("3");
            awaitAllReloaded();
        }
    }

    @Test
    void an_app_that_is_held_by_another_one_goes_on_alone_by_request() {
        apps.forEach(app -> app.patch(LONG_PROBATION));
        try (OperatorRun _ = run()) {
            awaitSeen();
            put("2");
            TestApp tried = awaitOneIsReloaded("other ones come first");
            plane.kubelet().crash(made().getFirst());
            awaitOneIsReloaded("the reload for it failed in " + tried.name());
            TestApp alone =
                    apps.stream().filter(app -> !app.equals(tried)).findFirst().orElseThrow();
            alone.patch(NO_PROBATION);

            alone.patch("{\"metadata\": {\"annotations\": {\"workerapp.dev/reload-requested-at\": \"now\"}}}");

            Awaitility.await("its workers are replaced")
                    .untilAsserted(
                            () -> assertThat(alone.workers()).hasSize(2).noneMatch(pod -> before.contains(uid(pod))));
            alone.awaitCondition("Ready", "True");
            assertThat(made()).hasSize(3);

            tried.resource().delete();
            List<TestApp> others =
                    apps.stream().filter(app -> !app.equals(tried)).toList();
            others.forEach(app -> app.patch(NO_PROBATION));
            Awaitility.await("nothing holds the others")
                    .untilAsserted(() -> assertThat(others.stream().flatMap(app -> app.workers().stream()))
                            .hasSize(8)
                            .noneMatch(pod -> before.contains(uid(pod))));
        }
    }

    private OperatorRun run() {
        return OperatorRun.in(plane, first.namespace());
    }

    private void put(String value) {
        first.putSettings(Map.of("a", value));
    }

    private void awaitSeen() {
        apps.forEach(app -> app.await("it was looked at", _ -> true));
    }

    /** Has the operator look at all apps, twice. */
    private void lookAgain(int limit) {
        for (int more = 0; more < 2; more++) {
            String patch = "{\"spec\": {\"revisionHistoryLimit\": %d}}".formatted(limit + 10 * more);
            apps.forEach(app -> app.patch(patch));
            awaitSeen();
        }
    }

    /** Waits until one app has a worker more and all others say this. */
    private TestApp awaitOneIsReloaded(String why) {
        Awaitility.await("one is reloaded, and the others wait: " + why).untilAsserted(() -> {
            assertThat(apps.stream().filter(app -> isHeld(app, why))).hasSize(4);
            assertThat(made()).hasSize(1);
        });
        return apps.stream().filter(app -> !isHeld(app, why)).findFirst().orElseThrow();
    }

    private static boolean isHeld(TestApp app, String why) {
        return Optional.ofNullable(app.status().config())
                .filter(config -> List.of("ConfigQueued", "ConfigHeld").contains(String.valueOf(config.reason()))
                        && String.valueOf(config.message()).contains(why))
                .isPresent();
    }

    private void awaitAllReloaded() {
        Awaitility.await("all are replaced")
                .untilAsserted(() -> assertThat(pods()).hasSize(10).noneMatch(pod -> before.contains(uid(pod))));
        apps.forEach(app -> app.await(
                "it is done",
                status -> "Ready".equals(status.state())
                        && Optional.ofNullable(status.config())
                                .map(ConfigStatus::pending)
                                .isEmpty()));
    }

    private Stream<Pod> pods() {
        return apps.stream().flatMap(app -> app.workers().stream());
    }

    /** The pods that were not there before. */
    private List<Pod> made() {
        return pods().filter(pod -> !before.contains(uid(pod))).toList();
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }
}
