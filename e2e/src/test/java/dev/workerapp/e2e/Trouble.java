package dev.workerapp.e2e;

import java.util.List;

/**
 * A kind of trouble that the cluster makes for a worker, or a worker for itself.
 *
 * @param app the app's name
 * @param what the trouble, for a person
 * @param spec what the app's spec has more than others
 * @param words what the cluster says of it: the part that tells a person what to mend
 */
record Trouble(String app, String what, String spec, String words) {

    private static final String IMAGE = "image: localhost/workerapp/hello:v1\n";

    static final List<Trouble> ALL = List.of(
            new Trouble(
                    "image",
                    "an image that is not there",
                    "image: localhost/workerapp/hello:nowhere\n",
                    "failed to pull and unpack image \"localhost/workerapp/hello:nowhere\""),
            new Trouble(
                    "secret", "a volume of a Secret that is missing", IMAGE + """
                podTemplate:
                  spec:
                    containers: [{name: worker, volumeMounts: [{name: tls, mountPath: /tls}]}]
                    volumes: [{name: tls, secret: {secretName: orders-tls}}]
                """, "secret \"orders-tls\" not found"),
            new Trouble(
                    "key",
                    "a variable from a key that its ConfigMap lacks",
                    IMAGE + """
                env: [{name: DATABASE, valueFrom: {configMapKeyRef: {name: settings, key: database}}}]
                """,
                    "couldn't find key database in ConfigMap"),
            new Trouble("room", "more CPU than any node has", IMAGE + """
                resources: {requests: {cpu: "1000"}}
                """, "Insufficient cpu"),
            new Trouble("quota", "a quota that is used up", IMAGE + """
                resources: {limits: {example.com/gpu: "1"}}
                """, "exceeded quota: gpus"),
            new Trouble(
                    "sysctl",
                    "a sysctl that the kubelet forbids",
                    IMAGE + """
                podTemplate: {spec: {securityContext: {sysctls: [{name: net.core.somaxconn, value: "4096"}]}}}
                """,
                    "forbidden sysctl: \"net.core.somaxconn\" not allowlisted"),
            new Trouble("probe", "a readiness page that answers 503", "image: localhost/workerapp/hello:v3\n", "503"),
            new Trouble(
                    "crash",
                    "a worker that ends at its start",
                    "image: localhost/workerapp/hello:v4\n",
                    "hello v4 crashes at start, as it was told to"),
            new Trouble(
                    "init",
                    "an init container that fails",
                    IMAGE + """
                podTemplate:
                  spec:
                    initContainers:
                    - name: migrate
                      image: localhost/workerapp/hello:v4
                      imagePullPolicy: Never
                      terminationMessagePolicy: FallbackToLogsOnError
                """,
                    "hello v4 crashes at start, as it was told to"),
            new Trouble(
                    "memory",
                    "a worker that needs more memory than its limit",
                    IMAGE + """
                java: {options: [-Xms256m, "-XX:+AlwaysPreTouch"]}
                resources: {limits: {memory: 64Mi}}
                """,
                    "code 137")); // Mostly OOMKilled; Error, where the kubelet hears too late of what the kernel did.

    /** The app. */
    String manifest() {
        return """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: %s}
            spec:
              instances: 1
              port: 8080
              readiness: {signal: HTTP, path: /ready, timeoutSeconds: 20}
              shutdown: {drainSeconds: 0, killTimeoutSeconds: 5}
              reload: {startTimeoutSeconds: 20}
            """.formatted(app) + spec.indent(2);
    }

    /** Whether there is no pod that could say anything. */
    boolean isWithoutPod() {
        return app.equals("quota");
    }
}
