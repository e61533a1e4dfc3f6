package dev.workerapp.cli.monit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.metrics.Pages;
import dev.workerapp.cli.metrics.Sampler;
import dev.workerapp.cli.testing.LiveCluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookerTest {

    private static final String APPS = "/apis/workerapp.dev/v1/namespaces/default/workerapps";

    private final LiveCluster cluster = MonitoredShop.cluster();

    @Test
    void whatWasSeenStaysWhileTheApiServerFails() {
        try (Api api = cluster.open();
                Sampler sampler = new Sampler(Pages.through(api), Duration.ofSeconds(30))) {
            Fleet fleet = new Fleet(api, sampler, "default");
            Sample first = fleet.look("shop", Set.of());
            try (Looker looker = new Looker(fleet, Duration.ofMillis(10), first).begin()) {
                cluster.answer(APPS, _ -> LiveCluster.reply(500, "{\"kind\":\"Status\",\"message\":\"etcd is away\"}"));
                await().until(() -> looker.seen().failure().contains("etcd is away"));
                assertThat(looker.seen().sample().workers()).hasSize(5);

                cluster.answer(APPS, _ -> {
                    throw new IllegalStateException("a mistake");
                });
                await().untilAsserted(() -> assertThatThrownBy(looker::seen).isInstanceOf(IllegalStateException.class));
            }
        }
    }

    @Test
    void ofManyWorkersThoseOnTheScreenAreMeasured() {
        List<String> pods = IntStream.range(0, 60)
                .mapToObj(i -> "shop-%d-more%02d".formatted(i % 10, i))
                .toList();
        pods.forEach(pod -> cluster.pod(MonitoredShop.pod(pod)));
        try (Api api = cluster.open();
                Sampler sampler = new Sampler(Pages.through(api), Duration.ofSeconds(30))) {
            Fleet fleet = new Fleet(api, sampler, "default");

            assertThat(fleet.look("shop", Set.of()).measured()).hasSize(Sampler.MOST_WORKERS);
            assertThat(fleet.look("shop", Set.of("shop-9-more59", "shop-1-0w9cc"))
                            .measured())
                    .containsOnlyKeys("shop-9-more59", "shop-1-0w9cc");
            assertThat(fleet.look("", Set.of()).app().name()).isEqualTo("cart");
        }
    }
}
