package dev.workerapp.campaign.systems;

import dev.workerapp.campaign.plan.Combination;
import dev.workerapp.campaign.plan.Contender;
import dev.workerapp.cluster.Kubernetes;

/** A Deployment with its Service: as people write it, or as an expert does. */
public final class DeploymentFleet extends PodFleet {

    /** Started, but without a worker yet. */
    public DeploymentFleet(Kubernetes cluster, String namespace, Combination combination) {
        super(cluster, namespace, combination, "app=" + APP);
    }

    @Override
    String manifest(String version) {
        boolean expert = combination().system() == Contender.EXPERT_DEPLOYMENT;
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: %2$d
                %3$s
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      %4$s
                      containers:
                      - name: worker
                        image: localhost/workerapp/bench-%5$s-%6$s:%7$s
                        ports: [{containerPort: 8080}]
                        readinessProbe: {httpGet: {path: /ready, port: 8080}, periodSeconds: 1}
                        resources: %8$s
                        %9$s
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s}
                spec: {selector: {app: %1$s}, ports: [{port: 8080}]}
                %10$s
                """.formatted(
                        APP,
                        instances(),
                        expert ? "  strategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}" : "",
                        expert ? "terminationGracePeriodSeconds: 45" : "",
                        combination().server(),
                        Images.variant(combination().variant()),
                        version,
                        Images.RESOURCES,
                        expert ? "lifecycle: {preStop: {sleep: {seconds: 5}}}" : "",
                        expert ? budget() : "");
    }

    private static String budget() {
        return """
                ---
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: %1$s}
                spec: {maxUnavailable: 1, selector: {matchLabels: {app: %1$s}}}
                """.formatted(APP);
    }

    @Override
    public String resource() {
        return "deployment/" + APP;
    }
}
