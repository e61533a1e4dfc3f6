package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator keeps beside the workers: the Service, the PodDisruptionBudget, the revisions. */
@ExtendWith(ControlPlane.class)
class BesideTheWorkersTest {

    private static int number;

    private final TestApp app;
    private final OperatorRun operator;
    private final AtomicReference<@Nullable Runnable> beforeDelete = new AtomicReference<>();

    BesideTheWorkersTest(ControlPlane.Running plane) {
        app = TestApp.in(plane.admin(), "beside-" + number++);
        operator = OperatorRun.in(plane, app.namespace(), new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                Runnable act = request.method().equals("DELETE") ? beforeDelete.getAndSet(null) : null;
                if (act != null) {
                    act.run();
                }
            }
        });
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

    @Test
    void what_somebody_writes_to_just_before_its_deletion_is_removed_at_once() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        beforeDelete.set(() -> service().edit(service -> {
            service.getMetadata().setAnnotations(Map.of("example.com/by", "somebody"));
            return service;
        }));
        app.patch("{\"spec\":{\"service\":{\"enabled\":false}}}");

        awaitThat(service(), false);
        assertThat(beforeDelete).hasValue(null);
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
    void the_labels_of_the_app_and_what_it_says_of_its_port_reach_what_is_beside_the_workers() {
        app.apply("service: {portName: grpc, appProtocol: kubernetes.io/h2c}");
        app.awaitCondition("Ready", "True");
        app.patch("{\"metadata\":{\"labels\":{\"cost-center\":\"42\",\"team\":\"a\"}}}");
        awaitLabels(Map.of("cost-center", "42", "team", "a", Names.APP, app.name()));

        app.patch("{\"metadata\":{\"labels\":{\"team\":null}}}");
        awaitLabels(Map.of("cost-center", "42", Names.APP, app.name()));

        assertThat(service().get().getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("grpc");
            assertThat(port.getAppProtocol()).isEqualTo("kubernetes.io/h2c");
        });
    }

    private void awaitLabels(Map<String, String> labels) {
        Awaitility.await().untilAsserted(() -> {
            assertThat(service().get().getMetadata().getLabels()).isEqualTo(labels);
            assertThat(budget().get().getMetadata().getLabels()).isEqualTo(labels);
        });
    }

    @Test
    void a_pod_of_somebody_else_with_the_apps_label_is_not_selected_and_is_reported() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        app.client()
                .pods()
                .inNamespace(app.namespace())
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("stranger")
                        .addToLabels(Names.APP, app.name())
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("main")
                        .withImage("example/other:v1")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();

        Awaitility.await().untilAsserted(() -> assertThat(app.events("ForeignPod"))
                .singleElement()
                .satisfies(event -> assertThat(event.getNote()).contains("Pod stranger has the label")));

        Map<String, String> selector = service().get().getSpec().getSelector();
        assertThat(budget().get().getSpec().getSelector().getMatchLabels()).isEqualTo(selector);
        assertThat(app.client()
                        .pods()
                        .inNamespace(app.namespace())
                        .withLabels(selector)
                        .list()
                        .getItems())
                .extracting(pod -> pod.getMetadata().getName())
                .hasSize(2)
                .doesNotContain("stranger");
        assertThat(app.client()
                        .pods()
                        .inNamespace(app.namespace())
                        .withLabelSelector(app.status().selector())
                        .list()
                        .getItems())
                .hasSize(2);
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
