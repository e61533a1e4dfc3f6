package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.cluster.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample for people who come from PM2: proxies that know the slots, and are not told of a reload. */
@ExtendWith(Cluster.class)
class MigrationTest {

    private static final Path AFTER = Shell.ROOT.resolve("samples/pm2-migration/after");
    private static final int RATE = 200;

    private static Namespace namespace = new Namespace("");
    private static Path order = Path.of("");

    @BeforeAll
    static void start() throws IOException {
        Cluster.SHELL.must(Duration.ofMinutes(10), "images/build", "shop", "nginx", "haproxy");
        Cluster.SHELL.must(
                Duration.ofMinutes(3),
                "cluster/load-image",
                "target/images/shop.tar",
                "target/images/nginx.tar",
                "target/images/haproxy.tar");
        order = Files.writeString(Files.createTempFile("order", ".form"), "product=3&quantity=2");
        namespace = Namespace.create("migration");
        for (String file : List.of("app.yaml", "slots.yaml", "nginx.yaml", "haproxy.yaml")) {
            namespace.apply(Files.readString(AFTER.resolve(file)));
        }
        namespace.await("shop", "condition=Ready");
    }

    @AfterAll
    static void stop() throws IOException {
        namespace.close();
        Files.delete(order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop-nginx", "shop-haproxy"})
    void reloads_behind_a_proxy_lose_no_request(String proxy) {
        namespace.kubectl("rollout", "status", "deployment/" + proxy, "--timeout=120s");
        try (Load load = Load.on(proxy, namespace.name(), RATE, true, """
                GET URL/products
                GET URL/products/2
                POST URL/orders
                @%s
                """.formatted(order))) {
            reload(proxy + "-1");
            reload(proxy + "-2");

            Load.Report report = load.stop();

            assertThat(report.requests()).isGreaterThan(RATE);
            assertThat(report.failed()).as(report.report()).isZero();
        }
    }

    /** Until every worker is of this version, and the old ones are gone. */
    private static void reload(String version) {
        namespace.patch("shop", "{\"spec\":{\"env\":[{\"name\":\"SHOP_VERSION\",\"value\":\"" + version + "\"}]}}");
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(versions().split(" ")).hasSize(4).allMatch(version::equals));
        namespace.await("shop", "condition=Ready");
    }

    private static String versions() {
        return namespace.kubectl(
                "get",
                "pods",
                "--selector=workerapp.dev/app=shop",
                "-o",
                "jsonpath={.items[*].spec.containers[0].env[?(@.name=='SHOP_VERSION')].value}");
    }
}
