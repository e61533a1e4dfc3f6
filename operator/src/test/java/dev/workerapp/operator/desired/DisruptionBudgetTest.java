package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisruptionBudgetTest {

    @ParameterizedTest
    @CsvSource({"'', true, 1", "'', false, 0", "maxUnavailable: 0, true, 0", "maxUnavailable: 50%, false, 50%"})
    void the_budget_allows_one_where_evictions_are_answered_and_what_the_app_says_in_any_case(
            String disruption, boolean answered, String allowed) {
        assertThat(Dependents.budget(app(disruption, ", instances: 10"), answered, 10)
                        .wanted())
                .hasValueSatisfying(budget -> {
                    assertThat(budget.getSpec().getMaxUnavailable().getValue()).hasToString(allowed);
                    assertThat(budget.getSpec().getMinAvailable()).isNull();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "'', true, 10, 9",
        "'', false, 10, 10",
        "maxUnavailable: 3, true, 10, 7",
        "maxUnavailable: 25%, true, 10, 7",
        "maxUnavailable: 100%, true, 10, 0",
        "maxUnavailable: 12, true, 10, 0"
    })
    void where_the_number_follows_the_nodes_the_budget_does_not_ask_the_scale_for_it(
            String disruption, boolean answered, int instances, int least) {
        WorkerApp app = app(disruption, ", instances: 1, autoInstances: {max: 20}");

        assertThat(Dependents.budget(app, answered, instances).wanted()).hasValueSatisfying(budget -> {
            assertThat(budget.getSpec().getMinAvailable().getIntVal()).isEqualTo(least);
            assertThat(budget.getSpec().getMaxUnavailable()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({"'', true, 7", "'', false, 8", "maxUnavailable: 25%, true, 6"})
    void a_stopped_slot_is_none_of_those_that_may_be_unavailable(String disruption, boolean answered, int least) {
        WorkerApp app = app(disruption, ", instances: 10");

        assertThat(Dependents.budget(app, answered, 8).wanted()).hasValueSatisfying(budget -> {
            assertThat(budget.getSpec().getMinAvailable().getIntVal()).isEqualTo(least);
            assertThat(budget.getSpec().getMaxUnavailable()).isNull();
        });
    }

    private static WorkerApp app(String disruption, String more) {
        return Serialization.unmarshal(
                "apiVersion: workerapp.dev/v1\nkind: WorkerApp\nmetadata: {name: shop, namespace: one, uid: u}\n"
                        + "spec: {image: example/shop:1, disruption: {" + disruption + "}" + more + "}",
                WorkerApp.class);
    }
}
