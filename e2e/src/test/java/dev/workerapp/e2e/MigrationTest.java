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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample for people who come from PM2: proxies that know the slots, and are not told of a reload. */
@ExtendWith(Cluster.class)
class MigrationTest {

    private static final Path AFTER = Shell.ROOT.resolve("samples/pm2-migration/after");
    private static final int RATE = 100;

    private static Namespace namespace = new Namespace("");
    private static Path order = Path.of("");

    @BeforeAll
    static void start() throws IOException {
        Cluster.SHELL.must(Duration.ofMinutes(10), "images/make", "shop", "nginx", "haproxy");
        Cluster.KUBERNETES.loadImages("target/images/{shop,nginx,haproxy}.tar");
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

    @Test
    void reloads_behind_nginx_and_behind_haproxy_lose_no_request() {
        try (Load nginx = throughProxy("shop-nginx");
                Load haproxy = throughProxy("shop-haproxy")) {
            reload("1.1");
            reload("1.2");

            for (Load load : List.of(nginx, haproxy)) {
                Load.Report report = load.stop();
                assertThat(report.requests()).isGreaterThan(RATE);
                assertThat(report.failed()).as(report.report()).isZero();
            }
        }
    }

    /** People who look around, and one of three who orders something: a POST, which a proxy must not send again. */
    private static Load throughProxy(String proxy) {
        namespace.kubectl("rollout", "status", "deployment/" + proxy, "--timeout=120s");
        return Load.on(proxy, namespace.name(), RATE, true, """
                GET URL/products
                GET URL/products/2
                POST URL/orders
                @%s
                """.formatted(order));
    }

    /** Until every worker is of this version, and the old ones are gone. */
    private static void reload(String version) {
        namespace.patch("shop", "{\"spec\":{\"env\":[{\"name\":\"SHOP_VERSION\",\"value\":\"" + version + "\"}]}}");
        await().atMost(Duration.ofMinutes(5))
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
