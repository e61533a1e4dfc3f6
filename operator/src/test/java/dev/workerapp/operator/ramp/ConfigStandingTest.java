package dev.workerapp.operator.ramp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.model.Model;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reload that is under way says of the content that it is for. */
class ConfigStandingTest {

    private static final String USE = "ConfigMap/settings *";
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Set<SharedContent> ONE = SharedContent.in("here", Map.of(USE, "one"));
    private static final Set<SharedContent> TWO = SharedContent.in("here", Map.of(USE, "two"));
    private static final String RUNNING = "desiredInstances: 2, reload: {phase: Running, total: 2, startedAt: '" + BEGUN
            + "', revision: %s}, conditions: []";

    private String spec = "instances: 2";
    private String annotations = "";

    /** So many seconds after the begin of its reload to the second content. */
    private ConfigStanding after(long seconds, String status) {
        WorkerApp app = app("");
        StoredRevision stable = stable(StoredRevision.render(app, Optional.empty(), marks("one"), "runtime:1", 0));
        StoredRevision tried = StoredRevision.render(app, Optional.of(stable), marks("two"), "runtime:1", 0);
        WorkerApp reported = app(status.formatted(tried.name()));
        return ConfigStanding.of(
                reported,
                tried.name(),
                List.of(stable, tried),
                Optional.ofNullable(reported.getStatus()),
                BEGUN.plusSeconds(seconds));
    }

    private WorkerApp app(String status) {
        return Model.JSON.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: here, uid: u, generation: 1, annotations: {%s}}
                spec:
                  image: example/shop:1
                  envFrom: [{configMapRef: {name: settings}}]
                  reload: {onConfigChange: Reload, startTimeoutSeconds: 60}
                  readiness: {signal: Listen, timeoutSeconds: 60}
                  shutdown: {drainSeconds: 5, killTimeoutSeconds: 5}
                  %s
                status: {%s}
                """.formatted(annotations, spec, status), WorkerApp.class);
    }

    private static ConfigMarks marks(String content) {
        return new ConfigMarks(new TreeMap<>(Map.of(USE, content)));
    }

    private static StoredRevision stable(StoredRevision revision) {
        return new StoredRevision(new ControllerRevisionBuilder(revision.object())
                .editMetadata()
                .addToAnnotations("workerapp.dev/stable", "1")
                .endMetadata()
                .build());
    }

    @Test
    void it_is_reloaded_until_its_deadlines_are_over_and_is_looked_at_then() {
        assertThat(after(200, RUNNING))
                .isEqualTo(new ConfigStanding(ONE, TWO, Set.of(), Optional.of(BEGUN.plusSeconds(260))));
    }

    @Test
    void a_reload_that_does_not_end_has_failed() {
        assertThat(after(260, RUNNING)).isEqualTo(new ConfigStanding(ONE, Set.of(), TWO, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"instances: 0", "suspend: true"})
    void an_app_that_wants_no_worker_gives_its_place_back(String none) {
        spec = none;

        assertThat(after(1, RUNNING.replace("desiredInstances: 2", "desiredInstances: 0")))
                .isEqualTo(new ConfigStanding(ONE, Set.of(), Set.of(), Optional.empty()));
    }

    @Test
    void an_app_whose_slots_are_all_stopped_gives_its_place_back() {
        annotations = "workerapp.dev/stopped-slots: '0,1'";

        assertThat(after(1, RUNNING)).isEqualTo(new ConfigStanding(ONE, Set.of(), Set.of(), Optional.empty()));
    }

    @Test
    void a_reload_that_has_failed_is_not_forgotten_when_its_app_is_suspended() {
        spec = "suspend: true";

        assertThat(after(1, RUNNING.replace("Running", "Halted")))
                .isEqualTo(new ConfigStanding(ONE, Set.of(), TWO, Optional.empty()));
    }
}
