package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The release comes, changes and goes, and the workers do not notice. */
@ExtendWith(Cluster.class)
class HelmTest {

    private static final String APP = """
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop}
            spec:
              instances: 2
              image: localhost/workerapp/hello:v1
              port: 8080
              readiness: {signal: HTTP, path: /ready}
            """;

    private Namespace namespace = new Namespace("");

    @BeforeEach
    void start() {
        namespace = Namespace.create("helm");
        namespace.apply(APP);
        namespace.await("shop", "condition=Ready");
    }

    @AfterEach
    void stop() {
        upgrade();
        namespace.close();
    }

    @Test
    void an_upgrade_to_two_operators_and_back_leaves_workers_and_crd_alone() {
        String workers = workers();
        String crd = crd();

        upgrade("--set", "replicas=2,podDisruptionBudget.enabled=true,networkPolicy.enabled=true");
        // The Deployment's count: of the last release a Pod may still be ending.
        assertThat(system("get", "deployment", "workerapp", "-o", "jsonpath={.status.updatedReplicas}"))
                .isEqualTo("2");
        assertThat(system("get", "leases", "-o", "name")).contains("/workerapp");
        namespace.kubectl("scale", "workerapp", "shop", "--replicas=3");
        namespace.await("shop", "jsonpath={.status.ready}=3");
        upgrade();
        namespace.kubectl("scale", "workerapp", "shop", "--replicas=2");
        namespace.await("shop", "condition=Ready");
        namespace.kubectl("wait", "pods", "-l", "workerapp.dev/slot=2", "--for=delete", "--timeout=60s");

        assertThat(workers()).isEqualTo(workers);
        assertThat(crd()).isEqualTo(crd);
        assertThat(system("get", "poddisruptionbudgets", "-o", "name")).isEmpty();
    }

    @Test
    void an_upgrade_brings_the_crd_along(@TempDir Path folder) throws IOException {
        Path older = folder.resolve("workerapp");
        Cluster.SHELL.must(Duration.ofMinutes(1), "cp", "-r", "helm/workerapp", older.toString());
        Path crd = older.resolve("files/crd.yaml");
        Files.writeString(crd, Files.readString(crd).replace("name: \"Status\"", "name: \"Standing\""));
        upgradeTo(older.toString());
        assertThat(namespace.kubectl("get", "workerapps")).contains("STANDING").doesNotContain("STATUS");

        upgrade();

        assertThat(namespace.kubectl("get", "workerapps")).contains("STATUS").doesNotContain("STANDING");
    }

    @Test
    void an_uninstall_keeps_crd_apps_and_workers_and_a_new_release_takes_them_over() {
        String workers = workers();
        String crd = crd();

        Cluster.helm("uninstall", "workerapp", "--namespace", "workerapp-system", "--wait");
        assertThat(system("get", "deployments,serviceaccounts", "-o", "name")).doesNotContain("workerapp");
        assertThat(workers()).isEqualTo(workers);
        upgrade();
        namespace.kubectl("annotate", "workerapp", "shop", "example.com/note=still-looked-after");
        namespace.await("shop", "condition=Ready");

        assertThat(workers()).isEqualTo(workers);
        assertThat(crd()).isEqualTo(crd);
    }

    @Test
    void the_clusters_view_and_edit_roles_cover_workerapps() {
        namespace.kubectl("create", "rolebinding", "viewer", "--clusterrole=view", "--user=viewer");
        namespace.kubectl("create", "rolebinding", "editor", "--clusterrole=edit", "--user=editor");

        assertThat(may("viewer", "get", "workerapps")).isEqualTo("yes");
        assertThat(may("viewer", "patch", "workerapps")).isEqualTo("no");
        assertThat(may("editor", "patch", "workerapps")).isEqualTo("yes");
        assertThat(may("editor", "patch", "workerapps", "--subresource=scale")).isEqualTo("yes");
        assertThat(may("editor", "patch", "workerapps", "--subresource=status")).isEqualTo("no");
    }

    @Test
    void the_notes_say_what_to_type_next() {
        String notes = Cluster.helm("get", "notes", "workerapp", "--namespace", "workerapp-system");

        assertThat(notes).contains("kubectl get workerapps --watch", "deployment/workerapp");
    }

    private static void upgrade(String... more) {
        upgradeTo("helm/workerapp", more);
    }

    private static void upgradeTo(String chart, String... more) {
        List<String> command =
                new ArrayList<>(List.of("upgrade", "--install", "workerapp", chart, "--namespace", "workerapp-system"));
        // Without values of its own an upgrade would keep those of the last one.
        command.addAll(List.of("--reset-values", "--wait", "--timeout", "2m"));
        command.addAll(List.of(more));
        Cluster.helm(command.toArray(String[]::new));
    }

    private String workers() {
        return namespace.kubectl("get", "pods", "--sort-by=.metadata.name", "-o", "jsonpath={.items[*].metadata.uid}");
    }

    private static String crd() {
        return Cluster.kubectl("get", "crd", "workerapps.workerapp.dev", "-o", "jsonpath={.metadata.uid}");
    }

    private static String system(String... arguments) {
        return new Namespace("workerapp-system").kubectl(arguments);
    }

    /** "yes" or "no"; kubectl's exit code says the same, so it may fail. */
    private String may(String user, String verb, String resource, String... more) {
        List<String> command = new ArrayList<>(List.of("auth", "can-i", verb, resource));
        command.addAll(List.of("--as=" + user, "--namespace=" + namespace.name()));
        command.addAll(List.of(more));
        return Cluster.tryKubectl(command.toArray(String[]::new)).out().strip();
    }
}
