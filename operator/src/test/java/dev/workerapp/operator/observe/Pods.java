package dev.workerapp.operator.observe;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Pods as the API server shows them. */
final class Pods {

    private Pods() {}

    /** A pod of slot 0, taken up by its kubelet at 03:00:02, with this status, as the inside of a YAML object. */
    static Pod withStatus(String status) {
        return with("", "", status);
    }

    /** The same, with more of metadata and spec. */
    static Pod with(String metadata, String spec, String status) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: shop-0-abcde
                  namespace: default
                  uid: p
                  creationTimestamp: "2026-01-02T03:00:00Z"
                  labels:
                    workerapp.dev/app: shop
                    workerapp.dev/worker: "true"
                    workerapp.dev/slot: "0"
                    workerapp.dev/revision: shop-1
                    workerapp.dev/incarnation: "1"
                %s
                spec:
                  nodeName: node-1
                  containers: [{name: worker}]
                %s
                status: {startTime: "2026-01-02T03:00:02Z", %s}
                """.formatted(metadata.indent(2), spec.indent(2), status), Pod.class);
    }

    /** The Ready condition in a status. */
    static String ready(boolean ready, String since) {
        return "{type: Ready, status: '%s', lastTransitionTime: '%s'}".formatted(ready ? "True" : "False", since);
    }
}
