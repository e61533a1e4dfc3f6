package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The PodDisruptionBudget of an app, as the disruption controller counts it. */
final class TestBudget {

    private TestBudget() {}

    /**
     * Waits until so many workers are counted as healthy. The controller gets to know a new kind of owner within half a
     * minute; what it has counted before, it counts again when something changes.
     */
    static void await(TestApp app, int healthy, int disruptionsAllowed) {
        Resource<PodDisruptionBudget> budget = app.client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(app.namespace())
                .withName(app.name());
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    budget.patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\":{\"annotations\":{\"example.com/look\":\"" + UUID.randomUUID() + "\"}}}");
                    assertThat(budget.get().getStatus().getCurrentHealthy()).isEqualTo(healthy);
                    assertThat(budget.get().getStatus().getDisruptionsAllowed()).isEqualTo(disruptionsAllowed);
                });
    }
}
