package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;

/** What becomes of apps that the plug-in changes. */
@ExtendWith(Cluster.class)
class PluginChangeTest {

    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: NAME}
            spec:
              instances: 2
              image: localhost/workerapp/hello:v1
              port: 8080
              readiness: {signal: Ready, timeoutSeconds: 120}
              shutdown: {drainSeconds: 0, killTimeoutSeconds: 5}
            """;

    private static Namespace namespace = new Namespace("");
    private static Plugin plugin;

    @BeforeAll
    static void start() {
        namespace = Namespace.create("plugin-change");
        plugin = Plugin.in(namespace);
    }

    @AfterAll
    static void stop() {
        namespace.close();
    }

    @Test
    @Execution(CONCURRENT)
    void a_slot_is_stopped_and_started() {
        app("slots");

        plugin.run("stop", "slots/0", "--wait").exits(0);
        assertThat(workers("slots")).hasLineCount(1).contains("slots-1-");

        plugin.run("start", "slots/0").exits(0);
        plugin.run("wait", "slots").exits(0);
        assertThat(workers("slots")).hasLineCount(2).contains("slots-0-", "slots-1-");
    }

    @Test
    @Execution(CONCURRENT)
    void an_app_is_stopped_and_started() {
        app("whole");

        assertThat(plugin.run("stop", "whole", "--wait").exits(0).out()).isEqualTo("""
                        workerapp.workerapp.dev/whole stopped
                        workerapp.workerapp.dev/whole has stopped: no worker is left
                        """);
        assertThat(workers("whole")).isEmpty();
        assertThat(plugin.run("why", "whole").exits(3).out()).contains("Suspended");

        plugin.run("start", "whole").exits(0);
        plugin.run("wait", "whole").exits(0);
        assertThat(workers("whole")).hasLineCount(2);
    }

    @Test
    @Execution(CONCURRENT)
    void a_paused_app_is_not_reloaded() {
        app("held");
        plugin.run("pause", "held").exits(0);

        assertThat(plugin.run("reload", "held", "--wait").exits(3).err())
                .contains("error: held is paused: no worker will be replaced. kubectl workerapp resume held");

        plugin.run("resume", "held").exits(0);
        assertThat(plugin.run("wait", "held", "--for", "Reloaded").exits(0).out())
                .isEqualTo("workerapp.workerapp.dev/held is reloaded\n");
    }

    @Test
    @Execution(CONCURRENT)
    void an_app_is_scaled_restarted_and_deleted() {
        app("sized");

        plugin.run("scale", "sized", "-1").exits(0);
        plugin.run("wait", "sized").exits(0);
        assertThat(namespace.field("sized", ".spec.instances")).isEqualTo("1");
        String before = workers("sized");

        plugin.run("restart", "sized", "--yes", "--wait").exits(0);
        assertThat(workers("sized")).isNotEqualTo(before);

        plugin.run("delete", "sized", "--wait").exits(0);
        assertThat(plugin.run("list", "--no-headers").exits(0).out()).doesNotContain("sized");
        assertThat(workers("sized")).isEmpty();
    }

    private static void app(String name) {
        namespace.apply(APP.replace("NAME", name));
        plugin.run("wait", name).exits(0);
    }

    private static String workers(String app) {
        return namespace.kubectl("get", "pods", "-l", "workerapp.dev/app=" + app, "--no-headers", "-o", "name");
    }
}
