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
        WorkerApp app = Serialization.unmarshal(
                "apiVersion: workerapp.dev/v1\nkind: WorkerApp\nmetadata: {name: shop, namespace: one, uid: u}\n"
                        + "spec: {image: example/shop:1, disruption: {" + disruption + "}}",
                WorkerApp.class);

        assertThat(Dependents.budget(app, answered).wanted()).hasValueSatisfying(budget -> assertThat(
                        budget.getSpec().getMaxUnavailable().getValue())
                .hasToString(allowed));
    }
}
