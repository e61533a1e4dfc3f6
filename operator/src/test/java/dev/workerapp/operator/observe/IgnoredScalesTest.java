package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class IgnoredScalesTest {

    /** The API server gives the entry of a scale no time. */
    private static final String SCALED = "{manager: autoscaler, operation: Update, subresource: scale}";

    private static final String APPLIED = "{manager: flux, operation: Apply, time: \"2026-01-02T03:04:05Z\"}";

    private final IgnoredScales scales = new IgnoredScales();

    private static WorkerApp app(String spec, String... managers) {
        return Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, uid: u-1, managedFields: [%s]}
                spec: {image: "example/shop:1", port: 80, %s}
                """.formatted(String.join(", ", managers), spec), WorkerApp.class);
    }

    @Test
    void who_scales_the_app_is_reported_once() {
        WorkerApp scaled = app("autoInstances: {max: 3}, instances: 7", APPLIED, SCALED);

        assertThat(scales.news(scaled)).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.SCALE_IGNORED);
            assertThat(problem.message()).startsWith("The app was scaled by autoscaler, which has no effect");
        });
        assertThat(scales.news(app("autoInstances: {max: 3}, instances: 8", APPLIED, SCALED)))
                .isEmpty();
        assertThat(scales.news(app(
                        "autoInstances: {max: 3}, instances: 9",
                        "{manager: kubectl, operation: Update, subresource: scale}")))
                .hasValueSatisfying(problem -> assertThat(problem.message()).contains("by kubectl"));
    }

    @Test
    void of_very_many_apps_each_is_reported_once() {
        WorkerApp scaled = app("autoInstances: {max: 3}, instances: 7", SCALED);
        for (int number = 0; number < 2_000; number++) {
            scaled.getMetadata().setUid("u-" + number);
            assertThat(scales.news(scaled)).isPresent();
        }

        scaled.getMetadata().setUid("u-0");
        assertThat(scales.news(scaled)).isEmpty();
    }

    @Test
    void instances_that_are_set_otherwise_are_no_scale() {
        assertThat(scales.news(app("autoInstances: {max: 3}, instances: 7", APPLIED)))
                .isEmpty();
    }

    @Test
    void a_scale_that_has_an_effect_is_not_ignored() {
        assertThat(scales.news(app("instances: 7", APPLIED, SCALED))).isEmpty();
    }
}
