package dev.workerapp.cli.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.testing.RecordedCluster;
import java.util.Map;

/** The app shop: ready are a worker of slot 0 on a port of its own, two of slot 2, and one of slot 3. */
final class RecordedWorkers {

    static final String SECRET = "/api/v1/namespaces/default/secrets/shop-actions";
    static final String APP = "/apis/workerapp.dev/v1/namespaces/default/workerapps/shop";
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String JSON = "application/json";

    private RecordedWorkers() {}

    static RecordedCluster withoutToken() {
        return new RecordedCluster().answer(PODS + "?labelSelector=workerapp.dev%2Fapp%3Dshop", "shop-workers.json");
    }

    static RecordedCluster cluster() {
        // "s3cret" in base64.
        return withoutToken().answer("GET", SECRET, 200, "{\"data\":{\"token\":\"czNjcmV0\"}}".getBytes(UTF_8));
    }

    static String path(String pod, String path) {
        return PODS + "/" + pod + ":" + (pod.startsWith("shop-0-") ? 9797 : 7979) + "/proxy" + path;
    }

    /** All four that are ready answer with this. */
    static RecordedCluster all(RecordedCluster cluster, String path, int status, String type, String body) {
        for (String pod : new String[] {"shop-0-ab12c", "shop-2-q1mzd", "shop-2-zzz9y", "shop-3-x7k2p"}) {
            one(cluster, "POST", pod, path, status, type, body);
        }
        return cluster;
    }

    static RecordedCluster one(
            RecordedCluster cluster, String method, String pod, String path, int status, String type, String body) {
        Map<String, String> headers = Map.of("content-type", type, "x-workerapp-slot", pod.substring(5, 6));
        return cluster.answer(method, path(pod, path), status, headers, body.getBytes(UTF_8));
    }

    static RecordedCluster fails(RecordedCluster cluster, String pod, String path, int status, String reason) {
        return one(
                cluster,
                "POST",
                pod,
                path,
                status,
                JSON,
                "{\"reason\":\"" + reason + "\",\"message\":\"The reason is " + reason + ".\"}");
    }
}
