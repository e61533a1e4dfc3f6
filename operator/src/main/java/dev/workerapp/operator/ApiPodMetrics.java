package dev.workerapp.operator;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.api.MainContainer;
import dev.workerapp.operator.usage.MemoryReader;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetricsList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lists the metrics of workers' pods. Thread-safe.
 *
 * @param namespace the namespace, or the SDK's word for all
 */
record ApiPodMetrics(KubernetesClient client, String namespace) implements MemoryReader {

    @Override
    public List<Sample> read() throws IOException {
        try {
            var workers = client.top().pods().withLabels(Map.of(Names.WORKER, "true"));
            PodMetricsList list =
                    namespace.equals(Constants.WATCH_ALL_NAMESPACES) ? workers.metrics() : workers.metrics(namespace);
            return list.getItems().stream().flatMap(ApiPodMetrics::sample).toList();
        } catch (KubernetesClientException e) {
            throw new IOException(Failures.reason(e), e);
        }
    }

    private static Stream<Sample> sample(PodMetrics pod) {
        Optional<Instant> at = ApiTimes.parse(pod.getTimestamp());
        return pod.getContainers().stream()
                .filter(container -> MainContainer.isNamed(container.getName()))
                .flatMap(container -> Stream.ofNullable(container.getUsage().get("memory")))
                .flatMap(memory -> at.stream()
                        .map(time -> new Sample(
                                pod.getMetadata().getNamespace(),
                                pod.getMetadata().getName(),
                                time,
                                memory.getNumericalAmount().longValue())));
    }
}
