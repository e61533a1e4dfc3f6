package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.dsl.Resource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator keeps beside the workers: the Service, the PodDisruptionBudget, the revisions. */
@ExtendWith(ControlPlane.class)
class BesideTheWorkersTest {

    private static int number;

    private final TestApp app;
    private final OperatorRun operator;

    BesideTheWorkersTest(ControlPlane.Running plane) {
        app = TestApp.in(plane.admin(), "beside-" + number++);
        operator = OperatorRun.in(plane, app.namespace());
    }

    @AfterEach
    void stop() {
        operator.close();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void what_is_switched_off_is_not_made_and_what_is_switched_off_later_is_removed() {
        app.apply("service: {enabled: false}\ndisruption: {enabled: false}");
        app.awaitCondition("Ready", "True");
        assertThat(service().get()).isNull();
        assertThat(budget().get()).isNull();

        app.patch("{\"spec\":{\"service\":{\"enabled\":true},\"disruption\":{\"enabled\":true}}}");
        awaitThat(service(), true);
        awaitThat(budget(), true);

        app.patch("{\"spec\":{\"service\":{\"enabled\":false},\"disruption\":{\"enabled\":false}}}");
        awaitThat(service(), false);
        awaitThat(budget(), false);
    }

    private static void awaitThat(Resource<?> object, boolean isThere) {
        Awaitility.await().until(() -> (object.get() != null) == isThere);
    }

    @Test
    void what_is_deleted_by_hand_comes_back() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        assertThatItComesBack(service());
        assertThatItComesBack(budget());
    }

    private static <T extends HasMetadata> void assertThatItComesBack(Resource<T> object) {
        String uid = object.get().getMetadata().getUid();

        object.delete();

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(object.get().getMetadata().getUid()).isNotEqualTo(uid));
    }

    @Test
    void of_the_revisions_that_nothing_runs_the_newest_are_kept() {
        app.apply("revisionHistoryLimit: 1");
        app.awaitCondition("Ready", "True");

        for (String version : new String[] {"v2", "v3", "v4"}) {
            app.image(version);
            app.awaitCondition("Ready", "True");
        }

        Awaitility.await().untilAsserted(() -> assertThat(app.revisions())
                .extracting(ControllerRevision::getRevision)
                .containsExactlyInAnyOrder(3L, 4L));
    }

    private Resource<Service> service() {
        return app.client().services().inNamespace(app.namespace()).withName(app.name());
    }

    private Resource<PodDisruptionBudget> budget() {
        return app.client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(app.namespace())
                .withName(app.name());
    }
}
