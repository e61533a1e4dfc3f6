package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the plug-in does for those who have Kubernetes' own roles, to which the chart adds its rules. */
@ExtendWith(Cluster.class)
class PluginRightsTest {

    private static final String DONE = "done";
    private static final List<String> ROLES = List.of("view", "edit", "admin");

    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop}
            spec:
              instances: 1
              image: localhost/workerapp/hello:v1
              port: 8080
              env: [{name: HELLO_TEAM, value: "1"}]
              readiness: {signal: Ready, timeoutSeconds: 120}
              shutdown: {drainSeconds: 0, killTimeoutSeconds: 5}
            """;

    private static final String USER = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: ROLE}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: ROLE}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ROLE}
            subjects: [{kind: ServiceAccount, name: ROLE}]
            """;

    private static Namespace namespace = new Namespace("");
    private static Plugin plugin;
    private static Path files = Path.of("");

    @BeforeAll
    static void start(@TempDir Path folder) {
        files = folder;
        namespace = Namespace.create("plugin-rights");
        plugin = Plugin.in(namespace);
        namespace.apply(APP);
        ROLES.forEach(role -> namespace.apply(USER.replace("ROLE", role)));
        plugin.run("wait", "shop").exits(0);
        // The controller manager adds the chart's rules to the roles.
        for (String right : List.of("list view", "patch edit", "patch admin")) {
            String[] part = right.split(" ", 2);
            await(right)
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> Cluster.tryKubectl(
                                            "--namespace",
                                            namespace.name(),
                                            "auth",
                                            "can-i",
                                            part[0],
                                            "workerapps.workerapp.dev",
                                            "--as",
                                            user(part[1]))
                                    .exit()
                            == 0);
        }
    }

    @AfterAll
    static void stop() {
        namespace.close();
    }

    @ParameterizedTest(name = "{0}")
    @Execution(CONCURRENT)
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            list                                           | done                                      | done | done
            list --workers                                 | done                                      | done | done
            describe shop                                  | done                                      | done | done
            history shop                                   | done                                      | done | done
            why shop                                       | done                                      | done | done
            env shop                                       | done                                      | done | done
            logs shop                                      | done                                      | done | done
            monit shop --once --interval 500ms             | done                                      | done | done
            wait shop                                      | done                                      | done | done
            start -f samples/hello/app.yaml --dry-run=server | cannot patch resource "workerapps"      | done | done
            start shop --dry-run=server                    | cannot patch resource "workerapps"        | done | done
            stop shop --dry-run=server                     | cannot patch resource "workerapps"        | done | done
            reload shop --dry-run=server                   | cannot patch resource "workerapps"        | done | done
            reload shop/0 --dry-run=server                 | cannot patch resource "pods"              | done | done
            restart shop --yes --dry-run=server            | cannot patch resource "workerapps"        | done | done
            scale shop +1 --dry-run=server                 | cannot patch resource "workerapps/scale"  | done | done
            pause shop --dry-run=server                    | cannot patch resource "workerapps"        | done | done
            resume shop --dry-run=server                   | cannot patch resource "workerapps"        | done | done
            undo shop --dry-run=server                     | cannot patch resource "workerapps"        | done | done
            delete shop --dry-run=server                   | cannot delete resource "workerapps"       | done | done
            exec shop -- java -version                     | cannot create resource "pods/exec"        | done | done
            trigger shop hand-out                          | the right to "get" the Secret "shop-actions" | done | done
            send shop done {}                              | the right to "get" the Secret "shop-actions" | done | done
            signal shop HUP                                | cannot patch resource "workerapps"        | done | done
            signal shop/0 HUP                              | the right to "get" the Secret "shop-actions" | done | done
            threads shop                                   | the right to "get" the Secret "shop-actions" | done | done
            gc shop                                        | the right to "get" the Secret "shop-actions" | done | done
            profile shop/0 --seconds 1 -o FILE             | the right to "get" the Secret "shop-actions" | done | done
            heap shop/0 -o FILE                            | the right to "get" the Secret "shop-actions" | done | done
            """)
    void a_verb_is_done_or_the_missing_right_is_named(String line, String view, String edit, String admin) {
        List<String> expected = List.of(view, edit, admin);
        for (int i = 0; i < ROLES.size(); i++) {
            String role = ROLES.get(i);
            String file = files.resolve(line.replaceAll("\\W", "") + role).toString();
            PluginRun.Said said =
                    plugin.as(user(role)).run(line.replace("FILE", file).split(" ", -1));
            if (expected.get(i).equals(DONE)) {
                assertThat(said.exit()).as(() -> role + ": " + said).isZero();
            } else {
                assertThat(said.exit()).as(() -> role + ": " + said).isEqualTo(1);
                assertThat(said.err()).as(role).contains(expected.get(i));
            }
        }
    }

    @Test
    @Execution(CONCURRENT)
    void what_may_not_be_seen_is_left_out_and_said() {
        Plugin viewer = plugin.as(user("view"));

        assertThat(viewer.run("describe", "shop").exits(0).toString())
                .contains("shop-0-")
                .contains("the right to \"get\" the Secret \"shop-actions\"")
                .doesNotContain("kubectl workerapp trigger");
        assertThat(viewer.run("monit", "shop", "--once").exits(0).toString())
                .contains("shop-0-")
                .contains("you may not \"get pods/proxy\"");
    }

    @ParameterizedTest(name = "{0}")
    @Execution(CONCURRENT)
    @CsvSource({"view, 3", "edit, 0", "admin, 0"})
    void doctor_knows_it_before(String role, int exit) {
        PluginRun.Said said = plugin.as(user(role)).run("doctor").exits(exit);

        assertThat(said.out().contains("patch workerapps.workerapp.dev"))
                .as(said::toString)
                .isEqualTo(exit != 0);
    }

    private static String user(String role) {
        return "system:serviceaccount:" + namespace.name() + ":" + role;
    }
}
