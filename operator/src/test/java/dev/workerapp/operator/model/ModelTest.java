package dev.workerapp.operator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelTest {

    private static final KubernetesSerialization WHOLE = new KubernetesSerialization();

    private static final String METADATA = """
            metadata:
              name: one
              labels: {a: b}
              managedFields:
              - {manager: kubectl, operation: Update, time: "2026-01-02T03:04:05Z", fieldsV1: {f:spec: {}}}
            """;
    private static final String SPEC = """
            spec:
              nodeName: node-0
              tolerations: [{key: a, operator: Exists, tolerationSeconds: 300}]
              containers:
              - name: worker
                env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
                ports: [{containerPort: 8080, protocol: TCP}]
                readinessProbe: {httpGet: {path: /, port: http}, periodSeconds: 1}
                resources: {limits: {memory: 1Gi}}
                lifecycle: {stopSignal: SIGINT, preStop: {sleep: {seconds: 5}}}
                unknown: {to: this version}
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In, values: [b]}]}]
              topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, labelSelector: {}}]
              volumes:
              - name: token
                projected:
                  sources: [{serviceAccountToken: {path: token}}, {downwardAPI: {items: [{path: a, fieldRef: {fieldPath: b}}]}}]
            """;

    private static <T extends KubernetesResource> T read(Class<T> type, String yaml) {
        return Model.JSON.unmarshal(Model.JSON.convertToJson(yaml), type);
    }

    @Test
    void a_template_is_read_whole() {
        String yaml = "metadata: {labels: {a: b}}\n" + SPEC;

        PodTemplateSpec template = read(PodTemplateSpec.class, yaml);

        assertThat(template).isEqualTo(WHOLE.unmarshal(WHOLE.convertToJson(yaml), PodTemplateSpec.class));
        assertThat(template.getSpec().getVolumes()).hasSize(1);
        assertThat(template.getSpec().getContainers().getFirst().getAdditionalProperties())
                .containsKey("unknown");
    }

    @Test
    void so_is_the_template_of_an_app() {
        WorkerApp app = read(
                WorkerApp.class,
                "apiVersion: workerapp.dev/v1\nkind: WorkerApp\n" + METADATA + "spec:\n  podTemplate:\n"
                        + SPEC.indent(4));

        PodTemplateSpec template = app.getSpec().podTemplate();
        assertThat(template).isEqualTo(WHOLE.unmarshal(WHOLE.convertToJson(SPEC), PodTemplateSpec.class));
        assertThat(app.getMetadata().getManagedFields())
                .containsExactly(new ManagedFieldsEntryBuilder()
                        .withManager("kubectl")
                        .withTime("2026-01-02T03:04:05Z")
                        .build());
    }

    @Test
    void of_a_pod_what_nobody_looks_at_is_passed_over() {
        Pod pod = read(
                Pod.class,
                "apiVersion: v1\nkind: Pod\n" + METADATA + SPEC
                        + "status: {phase: Running, containerStatuses: [{name: worker, restartCount: 2}]}");

        assertThat(pod.getMetadata().getName()).isEqualTo("one");
        assertThat(pod.getMetadata().getLabels()).containsEntry("a", "b");
        assertThat(pod.getMetadata().getManagedFields())
                .containsExactly(new ManagedFieldsEntryBuilder()
                        .withTime("2026-01-02T03:04:05Z")
                        .build());
        assertThat(pod.getSpec().getNodeName()).isEqualTo("node-0");
        assertThat(pod.getSpec().getTolerations())
                .singleElement()
                .satisfies(toleration -> assertThat(toleration.getKey()).isEqualTo("a"));
        assertThat(pod.getSpec().getContainers().getFirst().getLifecycle().getStopSignal())
                .isEqualTo("SIGINT");
        assertThat(pod.getSpec().getVolumes()).isEmpty();
        assertThat(pod.getSpec().getAffinity()).isNull();
        assertThat(pod.getStatus().getContainerStatuses().getFirst().getRestartCount())
                .isEqualTo(2);
    }

    @Test
    void of_a_node_only_what_it_is_to_be_and_its_conditions() {
        Node node = read(
                Node.class,
                "apiVersion: v1\nkind: Node\n" + METADATA
                        + "spec: {unschedulable: true, taints: [{key: a, effect: NoExecute}]}\n"
                        + "status: {images: [{names: [a], sizeBytes: 1}], conditions: [{type: Ready, status: 'True'}]}");

        assertThat(node.getSpec().getUnschedulable()).isTrue();
        assertThat(node.getSpec().getTaints()).hasSize(1);
        assertThat(node.getStatus().getImages()).isEmpty();
        assertThat(node.getStatus().getConditions()).hasSize(1);
    }

    @Test
    void a_service_keeps_the_owners_of_its_fields() {
        Service service = read(Service.class, "apiVersion: v1\nkind: Service\n" + METADATA);

        assertThat(service.getMetadata().getManagedFields()).hasSize(1);
    }

    @Test
    void many_threads_may_read_a_class_for_the_first_time() {
        KubernetesSerialization fresh = Model.make();
        String json = fresh.convertToJson("metadata: {labels: {a: b}}\n" + SPEC);
        PodTemplateSpec wanted = WHOLE.unmarshal(json, PodTemplateSpec.class);

        assertThat(IntStream.range(0, 16)
                        .mapToObj(
                                _ -> CompletableFuture.supplyAsync(() -> fresh.unmarshal(json, PodTemplateSpec.class)))
                        .toList())
                .extracting(CompletableFuture::join)
                .containsOnly(wanted);
    }
}
