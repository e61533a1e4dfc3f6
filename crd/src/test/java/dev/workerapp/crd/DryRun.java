package dev.workerapp.crd;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Applies apps as kubectl does, strictly; and by a dry run, so that nothing stays. */
record DryRun(KubernetesClient client) {

    /** The app as the API server would store it. */
    GenericKubernetesResource apply(String name, String spec) {
        String answer = client.raw(
                "/apis/workerapp.dev/v1/namespaces/default/workerapps?dryRun=All&fieldValidation=Strict",
                "POST",
                app(name, spec));
        return client.getKubernetesSerialization().unmarshal(answer, GenericKubernetesResource.class);
    }

    private GenericKubernetesResource app(String name, String spec) {
        String yaml = """
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: %s, namespace: default}
                spec:
                %s
                """.formatted(name, spec.indent(2));
        return client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    }

    /** What the API server answers to an app that it refuses. */
    String refusal(String name, String spec) {
        return catchThrowableOfType(KubernetesClientException.class, () -> apply(name, spec))
                .getStatus()
                .getMessage();
    }
}
