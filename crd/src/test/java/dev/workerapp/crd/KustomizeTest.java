package dev.workerapp.crd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.testing.ApiServer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kustomize, as kubectl brings it, with what {@code kustomize/} tells it of a WorkerApp. */
@ExtendWith(WithApiServer.class)
class KustomizeTest {

    @Test
    void the_files_are_what_the_api_server_publishes(ApiServer server) throws IOException {
        var files = new KustomizeFiles(server.admin().raw("/openapi/v2"));

        Written.asGenerated("kustomize/openapi.json", files.schema());
        Written.asGenerated("kustomize/kustomizeconfig.yaml", files.configuration());
    }

    @Test
    void each_kind_of_reference_of_a_pod_is_known(ApiServer server) throws IOException {
        var references = new KustomizeFiles(server.admin().raw("/openapi/v2")).references();

        assertThat(references.get("ConfigMap"))
                .contains(
                        "spec/env/valueFrom/configMapKeyRef/name",
                        "spec/envFrom/configMapRef/name",
                        "spec/podTemplate/spec/initContainers/env/valueFrom/configMapKeyRef/name",
                        "spec/podTemplate/spec/volumes/projected/sources/configMap/name");
        assertThat(references.get("Secret"))
                .contains(
                        "spec/podTemplate/spec/imagePullSecrets/name",
                        "spec/podTemplate/spec/volumes/secret/secretName",
                        "spec/podTemplate/spec/volumes/csi/nodePublishSecretRef/name");
        assertThat(references.get("PersistentVolumeClaim"))
                .containsExactly("spec/podTemplate/spec/volumes/persistentVolumeClaim/claimName");
    }

    @Test
    void the_sample_keeps_names_images_numbers_and_containers_together(ApiServer server) {
        List<HasMetadata> objects = build(server, "samples/kustomize/production");
        String config = named(objects, "ConfigMap").getMetadata().getName();
        WorkerApp app = (WorkerApp) named(objects, "WorkerApp");

        assertThat(config).matches("production-orders-env-[a-z0-9]{10}");
        assertThat(app.getMetadata().getName()).isEqualTo("production-orders");
        assertThat(app.getSpec().instances()).isEqualTo(5);
        assertThat(app.getSpec().image()).isEqualTo("localhost/workerapp/hello:v2");
        assertThat(requireNonNull(app.getSpec().envFrom())
                        .getFirst()
                        .getConfigMapRef()
                        .getName())
                .isEqualTo(config);
        var pod = requireNonNull(app.getSpec().podTemplate()).getSpec();
        assertThat(pod.getVolumes().getFirst().getConfigMap().getName()).isEqualTo(config);
        assertThat(pod.getContainers()).extracting(Container::getName).containsExactlyInAnyOrder("worker", "proxy");
        assertThat(pod.getContainers())
                .filteredOn(container -> container.getName().equals("worker"))
                .singleElement()
                .satisfies(worker -> {
                    assertThat(worker.getVolumeMounts()).hasSize(1);
                    assertThat(worker.getResources().getLimits()).containsKey("memory");
                });
        assertThat(app.getSpec().env())
                .extracting(variable -> variable.getName() + "=" + variable.getValue())
                .containsExactlyInAnyOrder("REGION=eu", "LEVEL=debug");
    }

    @Test
    void the_api_server_takes_the_sample(ApiServer server) {
        HasMetadata app = named(build(server, "samples/kustomize/production"), "WorkerApp");
        app.getMetadata().setNamespace("default");

        assertThat(server.admin().resource(app).dryRun().create().getMetadata().getName())
                .isEqualTo("production-orders");
    }

    @Test
    void kinds_of_kubernetes_beside_it_are_handled_as_ever(ApiServer server) {
        List<HasMetadata> objects = build(server, "crd/src/test/kustomize");

        assertThat(((Deployment) named(objects, "Deployment"))
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers())
                .as("merged by name")
                .extracting(Container::getImage)
                .containsExactlyInAnyOrder("example/legacy:2", "example/proxy:1");
        assertThat(named(objects, "PriorityClass").getMetadata().getNamespace())
                .as("of the whole cluster")
                .isNull();
        assertThat(named(objects, "WorkerApp").getMetadata().getNamespace()).isEqualTo("shop");
        assertThat(((HorizontalPodAutoscaler) named(objects, "HorizontalPodAutoscaler"))
                        .getSpec()
                        .getScaleTargetRef()
                        .getName())
                .isEqualTo("orders-2");
    }

    private static List<HasMetadata> build(ApiServer server, String kustomization) {
        String yaml = server.run("cluster/kubectl", "kustomize", kustomization);
        server.admin().getKubernetesSerialization().registerKubernetesResource(WorkerApp.class);
        return server.admin()
                .load(new ByteArrayInputStream(yaml.getBytes(UTF_8)))
                .items();
    }

    private static HasMetadata named(List<HasMetadata> objects, String kind) {
        return objects.stream()
                .filter(object -> object.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
