package dev.workerapp.operator.connection;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Lists what there is, and not what an API server remembers: an informer of the client asks for {@code resourceVersion=0},
 * which any API server may answer as it was at any time before
 * (https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions). An operator that has just taken over
 * would not see what the one before it has done. With a list from six changes ago it deleted a worker whose replacement
 * did not run any more. API servers since 1.31 answer such a list from their cache, too, once that is up to date
 * (KEP-2340); older ones read it from etcd, once for each start of the operator. Thread-safe.
 */
final class ConsistentLists implements Interceptor {

    private static final String ANY_VERSION = "resourceVersion=0";

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String query = request.uri().getRawQuery();
        if (request.method().equals("GET") && query != null && !query.contains("watch=true")) {
            String consistent = Arrays.stream(query.split("&", -1))
                    .filter(parameter -> !parameter.equals(ANY_VERSION))
                    .collect(Collectors.joining("&"));
            if (!consistent.equals(query)) {
                String uri = request.uri().toString();
                String path = uri.substring(0, uri.indexOf('?'));
                builder.uri(URI.create(consistent.isEmpty() ? path : path + "?" + consistent));
            }
        }
    }
}
