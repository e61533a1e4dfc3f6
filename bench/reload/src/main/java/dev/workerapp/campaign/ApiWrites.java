package dev.workerapp.campaign;

import dev.workerapp.cluster.Kubernetes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all writers together have written of an app and its workers, by the API server's own metrics. */
final class ApiWrites {

    /** Not Events, leases, nodes: what is written whether or not something happens. */
    private static final Pattern WRITE =
            Pattern.compile("apiserver_request_total\\{(?=[^}]*verb=\"(POST|PUT|PATCH|APPLY|DELETE)\")"
                    + "(?=[^}]*resource=\"(pods|services|endpoints|endpointslices|deployments|replicasets"
                    + "|controllerrevisions|workerapps|poddisruptionbudgets)\")"
                    + "(?=[^}]*code=\"2\\d\\d\")[^}]*} ([0-9.e+]+)");

    private ApiWrites() {}

    /** How many so far. */
    static long count(Kubernetes cluster) {
        return count(cluster.kubectl("get", "--raw", "/metrics"));
    }

    static long count(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("apiserver_request_total{"))
                .map(WRITE::matcher)
                .filter(Matcher::matches)
                .mapToLong(line -> (long) Double.parseDouble(line.group(3)))
                .sum();
    }
}
