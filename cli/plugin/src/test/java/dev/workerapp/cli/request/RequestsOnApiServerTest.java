package dev.workerapp.cli.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.follow.Shop;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.kubectl.Kubectl;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RealCluster;
import dev.workerapp.cli.testing.RecordedCluster;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests through a real kubectl and a real API server; the operator's part is what it was recorded to write. */
@ExtendWith(RealCluster.Extension.class)
class RequestsOnApiServerTest {

    private static final String NAMESPACE = "requests";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final RealCluster real;
    private final Kubectl kubectl;
    private final CommandLines lines;

    RequestsOnApiServerTest(RealCluster real) {
        this.real = real;
        this.kubectl = real.kubectl("-n", NAMESPACE);
        this.lines = CommandLines.of(kubectl);
    }

    @BeforeEach
    void namespace() {
        real.namespace(NAMESPACE);
    }

    @Test
    void followsTheReloadThatItHasAskedForAndNoOther() {
        try (Api api = kubectl.open()) {
            create(api, "good");
            status(
                    api,
                    "good",
                    status("Ready", 6, "Complete", "'revision':'shop-6','phase':'Complete','requestedAt':'old'"));
            CompletableFuture<Printed> reload = run("reload", "good", "--wait");
            awaitToken(api, "good", "reload");

            status(api, "good", status("Reloading", 7, "", Shop.reload("Running", 0, "")));
            status(api, "good", status("Ready", 7, "Complete", Shop.reload("Complete", 4, ",'stopped':4,'killed':0")));

            Printed done = reload.join();
            assertThat(done.err()).doesNotContain("error");
            assertThat(done.out()).isEqualTo("""
                            workerapp.workerapp.dev/good reload requested
                            workerapp.workerapp.dev/good reloaded in 91s: 4 replaced, 4 stopped, 0 killed
                            """);
            assertThat(done.exit()).isZero();
        }
    }

    @Test
    void endsWithAnotherExitCodeForEachEnd() {
        try (Api api = kubectl.open()) {
            create(api, "bad");
            CompletableFuture<Printed> reload = run("reload", "bad", "--image=example/bad:2", "--wait");
            await().atMost(LONGEST)
                    .until(() -> get(api, "bad").at("spec", "image").text().equals("example/bad:2"));
            status(
                    api,
                    "bad",
                    status(
                            "RolledBack",
                            6,
                            "RolledBack",
                            "'trigger':'Rollback','revision':'shop-6','phase':'RolledBack'"));
            assertThat(reload.join().exit()).isEqualTo(3);
            assertThat(lines.run("wait", "bad", "--for=Reloaded").exit()).isEqualTo(3);

            create(api, "overtaken");
            CompletableFuture<Printed> overtaken = run("reload", "overtaken", "--wait");
            awaitToken(api, "overtaken", "reload");
            real.run(
                    "-n", NAMESPACE, "annotate", "--overwrite", "workerapp/overtaken", annotation("reload") + "=later");
            assertThat(overtaken.join().exit()).isEqualTo(4);

            create(api, "silent");
            Printed late = lines.run("reload", "silent", "--wait", "--timeout=10ms");
            assertThat(late.exit()).isEqualTo(124);
        }
    }

    @Test
    void waitsForTheOperatorsAnswerToAnUndo() {
        try (Api api = kubectl.open()) {
            create(api, "undone");
            CompletableFuture<Printed> undo = run("undo", "undone");
            awaitToken(api, "undone", "undo");
            status(
                    api,
                    "undone",
                    RecordedCluster.json("{'observedGeneration':1,'state':'RolledBack','undo':{'requestedAt':'"
                            + Shop.TOKEN + "','instead':'shop-6'},'history':[{'number':6,'revision':'shop-6'}]}"));

            assertThat(undo.join().out()).isEqualTo("""
                            workerapp.workerapp.dev/undone undo requested
                            workerapp.workerapp.dev/undone goes back to revision 6 (shop-6)
                            """);
        }
    }

    @Test
    void checksAndWritesNothingInADryRun() {
        try (Api api = kubectl.open()) {
            create(api, "dry");

            assertThat(lines.run("reload", "dry", "--image=example/dry:2", "--dry-run=server")
                            .out())
                    .isEqualTo(
                            "workerapp.workerapp.dev/dry reload to image example/dry:2 requested (server dry run)\n");
            assertThat(lines.run("reload", "dry", "--parallel=9999", "--dry-run=server")
                            .err())
                    .startsWith("The WorkerApp \"dry\" is invalid: spec.reload.parallel");
            assertThat(get(api, "dry").at("spec", "image").text()).isEqualTo("example/app:1");
        }
    }

    @Test
    void waitsUntilAnAppIsDeleted() {
        try (Api api = kubectl.open()) {
            create(api, "gone");
            CompletableFuture<Printed> gone = run("wait", "gone", "--for=Deleted");
            api.delete(Paths.app(NAMESPACE, "gone"), Json.object());

            assertThat(gone.join().out()).isEqualTo("workerapp.workerapp.dev/gone deleted\n");
        }
    }

    private CompletableFuture<Printed> run(String... line) {
        return CompletableFuture.supplyAsync(
                () -> CommandLines.of(real.kubectl("-n", NAMESPACE)).run(line));
    }

    private static void awaitToken(Api api, String app, String kind) {
        await().atMost(LONGEST).until(() -> get(api, app)
                .at("metadata", "annotations", annotation(kind))
                .text()
                .equals(Shop.TOKEN));
    }

    private static String annotation(String kind) {
        return "workerapp.dev/" + kind + "-requested-at";
    }

    private static Json get(Api api, String app) {
        return api.get(Paths.app(NAMESPACE, app));
    }

    private static void create(Api api, String name) {
        try {
            api.delete(Paths.app(NAMESPACE, name), Json.object());
        } catch (ApiFailure e) {
            assertThat(e.notFound()).isTrue();
        }
        api.post(
                Paths.apps(NAMESPACE),
                Json.object(
                        "apiVersion",
                        "workerapp.dev/v1",
                        "kind",
                        "WorkerApp",
                        "metadata",
                        Json.object("name", name),
                        "spec",
                        Json.object("image", "example/app:1", "port", 8080, "instances", 4)));
    }

    /** Writes the status, as the operator does, of the spec that is there. */
    private static void status(Api api, String app, Json status) {
        long generation = get(api, app).at("metadata", "generation").integer(0);
        api.merge(Paths.app(NAMESPACE, app) + "/status", Json.object("status", status));
        api.merge(
                Paths.app(NAMESPACE, app) + "/status",
                Json.object("status", Json.object("observedGeneration", generation)));
    }

    private static Json status(String state, int target, String result, String reload) {
        return Shop.app("", state, target, result, reload).at("status");
    }
}
