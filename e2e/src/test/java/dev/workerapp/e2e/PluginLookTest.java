package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the plug-in shows of an app that serves, and how it says that it can't. */
@ExtendWith(Cluster.class)
class PluginLookTest {

    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop}
            spec:
              instances: 2
              image: localhost/workerapp/hello:v1
              port: 8080
              env: [{name: GREETING, value: "slot $(WORKER_INSTANCE)"}]
              readiness: {signal: Ready, timeoutSeconds: 120}
              shutdown: {drainSeconds: 0, killTimeoutSeconds: 5}
            """;

    private static Namespace namespace = new Namespace("");
    private static Plugin plugin;

    @BeforeAll
    static void start() {
        namespace = Namespace.create("plugin-look");
        plugin = Plugin.in(namespace);
        namespace.apply(APP);
        plugin.run("wait", "shop").exits(0);
    }

    @AfterAll
    static void stop() {
        namespace.close();
    }

    @Test
    void list_shows_apps_and_workers() {
        assertThat(plugin.run("list").exits(0).out()).containsPattern("(?m)^shop +2 +2 +2 +Ready ");
        assertThat(plugin.run("list", "--workers", "--no-headers").exits(0).out())
                .containsPattern("(?m)^shop +0 +shop-0-\\w+ +shop-\\w+ +Running ")
                .containsPattern("(?m)^shop +1 +shop-1-\\w+ +shop-\\w+ +Running ");
    }

    @Test
    void describe_shows_workers_and_their_actions() {
        assertThat(plugin.run("describe", "shop").exits(0).out())
                .contains("shop-0-", "shop-1-", "localhost/workerapp/hello:v1", "kubectl workerapp trigger shop gc");
    }

    @Test
    void history_shows_the_only_revision() {
        assertThat(plugin.run("history", "shop").exits(0).out())
                .containsPattern("(?m)^1 +shop-\\w+ +")
                .hasLineCount(2);
    }

    @Test
    void nothing_is_wrong() {
        assertThat(plugin.run("why", "shop").exits(0).out()).isEqualTo("shop is as asked\n");
        assertThat(plugin.run("doctor").exits(0).out())
                .contains("Deployment workerapp-system/workerapp has 1 ready replica");
    }

    @Test
    void env_shows_the_variables_of_a_slot() {
        assertThat(plugin.run("env", "shop/1").exits(0).out())
                .containsPattern("(?m)^WORKER_INSTANCE +1 ")
                .containsPattern("(?m)^GREETING +slot 1 ");
    }

    @Test
    void monit_shows_what_each_worker_uses() {
        assertThat(plugin.run("monit", "shop", "--once").exits(0).out())
                .containsPattern("(?m)^ *0 +shop-0-\\w+ ")
                .containsPattern("(?m)^ *1 +shop-1-\\w+ ");
        assertThat(plugin.run("monit", "shop", "--once", "-o", "json").exits(0).out())
                .contains("\"measured\": 2");
    }

    @Test
    void monit_reaches_workers_over_their_kubelets() {
        assertThat(plugin.run("monit", "shop", "--once", "--forward", "-o", "json")
                        .exits(0)
                        .out())
                .contains("\"measured\": 2");
    }

    @Test
    void exec_ends_as_its_command_does() {
        assertThat(plugin.run("exec", "shop/1", "--", "java", "-version")
                        .exits(0)
                        .err())
                .contains("openjdk");
        assertThat(plugin.run("exec", "shop/1", "--", "java", "-XX:OnlyHere")
                        .exits(1)
                        .err())
                .contains("OnlyHere");
    }

    @Test
    void logs_go_on_with_the_worker_that_takes_over() {
        try (PluginRun logs = plugin.start("logs", "shop", "-f")) {
            logs.awaitOut("[shop/0] hello from slot 0").awaitOut("[shop/1] hello from slot 1");

            plugin.run("reload", "shop/0", "--wait").exits(0);

            logs.awaitErr("--- shop/0: shop-0-").awaitErr(" takes over from shop-0-");
            PluginRun.Said said = logs.interrupt().end().exits(130);
            assertThat(said.out().lines().filter(line -> line.startsWith("[shop/0] hello from slot 0")))
                    .as(said::toString)
                    .hasSize(2);
        }
    }

    @Test
    void the_dashboard_is_served_until_it_is_interrupted() throws Exception {
        try (PluginRun dashboard = plugin.start("dashboard");
                HttpClient client = HttpClient.newHttpClient()) {
            String address = dashboard
                    .awaitOut("http://127.0.0.1:")
                    .awaitErr("Ctrl-C ends it")
                    .printed()
                    .strip();

            HttpResponse<String> page = client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(200);
            dashboard.interrupt().end().exits(130);
        }
    }

    @Test
    void what_is_not_there_is_an_error() {
        assertThat(plugin.run("describe", "nowhere").exits(1).err())
                .contains("Error from server (NotFound): workerapps.workerapp.dev \"nowhere\" not found");
        assertThat(plugin.run("list", "--server", "https://127.0.0.1:1")
                        .exits(1)
                        .err())
                .contains("The connection to the server 127.0.0.1:1 was refused");
    }

    @Test
    void what_is_not_understood_is_another() {
        assertThat(plugin.run("reload").exits(2).err()).startsWith("error: ");
        assertThat(plugin.run("restart", "shop").exits(2).err()).contains("Nobody can be asked here");
    }
}
