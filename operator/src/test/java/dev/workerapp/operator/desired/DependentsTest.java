package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.desired.Dependents.Step;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is done about the Service, by whose it is. */
class DependentsTest {

    private static final WorkerApp APP = app("port: 80");
    private static final WorkerApp WITHOUT = app("port: 80, service: {enabled: false}");

    @Test
    void the_apps_own_is_kept_while_it_is_wanted_and_deleted_afterwards() {
        Service own = service("u", true);

        assertThat(step(APP, own)).isEqualTo(Step.APPLY);
        assertThat(step(WITHOUT, own)).isEqualTo(Step.DELETE);
    }

    @Test
    void one_that_is_not_there_is_made_if_it_is_wanted() {
        assertThat(Dependents.step(APP, Dependents.service(APP), Optional.empty()))
                .isEqualTo(Step.APPLY);
        assertThat(Dependents.step(WITHOUT, Dependents.service(WITHOUT), Optional.empty()))
                .isEqualTo(Step.LEAVE);
    }

    @Test
    void one_that_nobody_controls_is_adopted_if_it_has_the_apps_label() {
        assertThat(step(APP, service("", true))).isEqualTo(Step.ADOPT);
        assertThat(step(APP, service("", false))).isEqualTo(Step.NAME_TAKEN);
        assertThat(step(WITHOUT, service("", true))).isEqualTo(Step.LEAVE);
    }

    @Test
    void one_that_somebody_else_controls_is_left_alone() {
        assertThat(step(APP, service("other", true))).isEqualTo(Step.NAME_TAKEN);
        assertThat(step(WITHOUT, service("other", true))).isEqualTo(Step.LEAVE);
    }

    private static Step step(WorkerApp app, Service there) {
        return Dependents.step(app, Dependents.service(app), Optional.of(there));
    }

    private static Service service(String owner, boolean labelled) {
        var service = new ServiceBuilder().withNewMetadata().withName("shop").endMetadata();
        if (labelled) {
            service.editMetadata().addToLabels("workerapp.dev/app", "shop").endMetadata();
        }
        if (!owner.isEmpty()) {
            service.editMetadata()
                    .addNewOwnerReference()
                    .withKind("WorkerApp")
                    .withName("shop")
                    .withUid(owner)
                    .withController(true)
                    .endOwnerReference()
                    .endMetadata();
        }
        return service.build();
    }

    private static WorkerApp app(String spec) {
        return Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: default, uid: u}
                spec: {image: "example/shop:1", %s}
                """.formatted(spec), WorkerApp.class);
    }
}
