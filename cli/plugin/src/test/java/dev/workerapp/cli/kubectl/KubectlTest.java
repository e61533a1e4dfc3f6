package dev.workerapp.cli.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.testing.RealCluster;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The transport, with a real kubectl and a real API server. */
@ExtendWith(RealCluster.Extension.class)
class KubectlTest {

    private static final String APPS = "/apis/workerapp.dev/v1/namespaces/transport/workerapps";

    private final RealCluster real;

    KubectlTest(RealCluster real) {
        this.real = real;
    }

    @Test
    void readsAndWritesThroughTheProxy() {
        real.namespace("transport");
        Kubectl kubectl = real.kubectl("-n", "transport");
        try (Api api = kubectl.open()) {
            Json made = api.post(APPS, app("written", 2));
            assertThat(made.at("spec", "instances").integer(0)).isEqualTo(2);

            api.merge(APPS + "/written", Json.object("spec", Json.object("suspend", true)));
            Json read = kubectl.get(APPS + "/written");
            assertThat(read.at("spec", "suspend").isTrue()).isTrue();

            api.patch(
                    APPS + "/written",
                    Json.of(List.of(Json.object("op", "replace", "path", "/spec/instances", "value", 5))));
            assertThat(api.get(APPS + "/written").at("spec", "instances").integer(0))
                    .isEqualTo(5);

            api.delete(APPS + "/written", Json.object());
            assertThatThrownBy(() -> api.get(APPS + "/written"))
                    .isInstanceOfSatisfying(ApiFailure.class, failure -> assertThat(failure.notFound())
                            .isTrue());
        }
    }

    @Test
    void failsWithTheWordsOfKubectl() {
        real.namespace("transport");
        Kubectl kubectl = real.kubectl("-n", "transport");
        Kubectl nobody = real.kubectl("-n", "transport", "--as", "nobody");

        assertThat(failure(() -> kubectl.get(APPS + "/none"))).isEqualTo(said("get", "workerapp", "none"));
        try (Api api = kubectl.open();
                Api asNobody = nobody.open()) {
            assertThat(failure(() -> api.get(APPS + "/none"))).isEqualTo(said("get", "workerapp", "none"));
            assertThat(failure(() -> asNobody.get(APPS + "/none")))
                    .isEqualTo(said("get", "workerapp", "none", "--as", "nobody"));

            api.post(APPS, app("checked", 1));
            // The API server lists what is wrong in any order.
            assertThat(failure(() -> api.merge(
                                    APPS + "/checked", Json.object("spec", Json.object("instances", -1, "port", 0))))
                            .lines())
                    .startsWith("The WorkerApp \"checked\" is invalid: ")
                    .containsExactlyInAnyOrderElementsOf(said(
                                    "patch",
                                    "workerapp",
                                    "checked",
                                    "--type=merge",
                                    "--patch={\"spec\":{\"instances\":-1,\"port\":0}}")
                            .lines()
                            .toList());
        }
    }

    @Test
    void saysWhatKubectlSaysOfAServerThatIsNotThere() {
        Kubectl away = real.kubectl("-n", "transport", "--server=https://127.0.0.1:9");

        assertThat(failure(() -> away.get(APPS))).startsWith("The connection to the server 127.0.0.1:9 was refused");
        try (Api api = away.open()) {
            assertThat(failure(() -> api.get(APPS))).contains("127.0.0.1:9: connect: connection refused");
        }
    }

    @Test
    void saysThatKubectlIsMissing() {
        Kubectl none =
                new Kubectl(KubectlFlags.split(List.of()), Map.of("KUBECTL_PATH", "/nowhere/kubectl"), System.err);

        assertThat(failure(() -> none.get(APPS)))
                .isEqualTo(
                        "error: kubectl can't be started (/nowhere/kubectl). Put it on PATH, or name it in the variable"
                                + " KUBECTL_PATH.");
    }

    @Test
    void takesTheNamespaceOfTheContext() {
        assertThat(real.kubectl().namespace()).isEqualTo("default");
        assertThat(real.kubectl("--namespace=other").namespace()).isEqualTo("other");
        assertThat(real.kubectl("--context=nope").namespace()).isEqualTo("default");
    }

    @Test
    void tellsOfChangesAndOutlivesTheEndOfAConnection() throws InterruptedException {
        real.namespace("watched");
        String apps = APPS.replace("transport", "watched");
        List<Set<String>> told = new CopyOnWriteArrayList<>();
        try (Api api = real.kubectl().open();
                Watch watch = new Watch(api, apps)) {
            Thread follower = new Thread(() -> watch.follow(objects -> told.add(new HashSet<>(objects.keySet()))));
            follower.start();
            await().until(() -> !told.isEmpty());

            api.post(apps, app("one", 1));
            await().until(() -> told.getLast().equals(Set.of("watched/one")));
            api.delete(apps + "/one", Json.object());
            await().until(() -> told.getLast().isEmpty());

            watch.end();
            follower.join();
        }
    }

    @Test
    void hidesTheSocketAndLeavesNothingBehind() throws IOException {
        Set<Path> before = folders();
        Path folder;
        ProcessHandle proxy;
        try (Api api = real.kubectl().open()) {
            assertThat(api.get("/api").at("kind").text()).isEqualTo("APIVersions");
            Set<Path> after = folders();
            after.removeAll(before);
            folder = after.iterator().next();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            proxy = proxyOf(folder);
            assertThat(proxy.isAlive()).isTrue();
        }
        assertThat(folder).doesNotExist();
        await().until(() -> !proxy.isAlive());
    }

    @Test
    void endsTheProxyOfAPluginThatWasKilled() throws IOException {
        Api left = real.kubectl().open();
        Path folder = folders().iterator().next();
        ProcessHandle proxy = proxyOf(folder);
        // As if the process that has started it were gone: its number is another one's now.
        Files.write(
                folder.resolve("pids"),
                List.of("1 2001-01-01T00:00:00Z", noted(folder).get(1)));

        ProcessFolder.clearStale();

        assertThat(folder).doesNotExist();
        await().until(() -> !proxy.isAlive());
        left.close();
    }

    @Test
    void showsTheListThatKubectlShows() {
        real.namespace("shown");
        try (Api api = real.kubectl().open()) {
            api.post(APPS.replace("transport", "shown"), app("shop", 2));
            api.post(APPS.replace("transport", "shown"), app("cart", 1));
        }
        CommandLines lines = CommandLines.of(real.kubectl("-n", "shown"));

        assertThat(names(lines.run("list").out()))
                .isEqualTo(names(real.run("get", "workerapps", "-n", "shown")))
                .containsExactly("NAME", "cart", "shop");
        assertThat(lines.run("list", "-A").out()).startsWith("NAMESPACE").contains("shown");
        assertThat(lines.run("list", "nope", "cart").err())
                .isEqualTo("Error from server (NotFound): workerapps.workerapp.dev \"nope\" not found\n");
        assertThat(lines.run("__complete", "list", "s").out()).isEqualTo("shop\n:4\n");
        assertThat(lines.run("version").out()).contains("crd       v1\n").contains("kubectl   v");
    }

    private static List<String> names(String table) {
        List<String> names = new ArrayList<>();
        table.lines().forEach(line -> names.add(line.split(" ", 2)[0]));
        return names;
    }

    /** Those of this process. */
    private static Set<Path> folders() throws IOException {
        Set<Path> folders = new HashSet<>();
        String own = ProcessHandle.current().pid() + " ";
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/tmp"), "kubectl-workerapp-*")) {
            for (Path folder : found) {
                if (noted(folder).stream()
                        .findFirst()
                        .filter(first -> first.startsWith(own))
                        .isPresent()) {
                    folders.add(folder);
                }
            }
        }
        return folders;
    }

    private static ProcessHandle proxyOf(Path folder) throws IOException {
        String note = noted(folder).get(1);
        return ProcessHandle.of(Long.parseLong(note.substring(0, note.indexOf(' '))))
                .orElseThrow();
    }

    /** None if the folder is just being made, or deleted. */
    private static List<String> noted(Path folder) throws IOException {
        try {
            return Files.readAllLines(folder.resolve("pids"));
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    /** What kubectl prints when it fails. */
    private String said(String... arguments) {
        return failure(() -> real.kubectl("-n", "transport").output(List.of(arguments)));
    }

    private static String failure(Runnable attempt) {
        try {
            attempt.run();
        } catch (Failure e) {
            return e.message();
        }
        throw new AssertionError("it did not fail");
    }

    private static Json app(String name, int instances) {
        return Json.object(
                "apiVersion",
                "workerapp.dev/v1",
                "kind",
                "WorkerApp",
                "metadata",
                Json.object("name", name),
                "spec",
                Json.object("image", "example/" + name + ":1", "port", 8080, "instances", instances));
    }
}
