package dev.workerapp.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.Kubectl;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RealCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Changes through a real kubectl and a real API server. */
@ExtendWith(RealCluster.Extension.class)
class ChangesOnApiServerTest {

    private static final String NAMESPACE = "changes";
    private static final String FILE = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: words}
            data: {greeting: hello}
            ---
            apiVersion: workerapp.dev/v1
            kind: WorkerApp
            metadata: {name: shop}
            spec: {image: "example/shop:1", port: 8080, instances: 4}
            """;

    private final RealCluster real;
    private final Kubectl kubectl;
    private final CommandLines lines;

    @TempDir
    private Path folder;

    ChangesOnApiServerTest(RealCluster real) {
        this.real = real;
        this.kubectl = real.kubectl("-n", NAMESPACE);
        this.lines = CommandLines.of(kubectl);
    }

    @BeforeEach
    void namespace() {
        real.namespace(NAMESPACE);
        real.run("-n", NAMESPACE, "delete", "workerapps,configmaps,horizontalpodautoscalers", "--all");
    }

    @Test
    void saysWhatEachObjectOfAFileBecame() throws IOException {
        assertThat(start(FILE)).isEqualTo(new Printed(0, said("created", "created"), ""));
        assertThat(start(FILE)).isEqualTo(new Printed(0, said("unchanged", "unchanged"), ""));
        assertThat(start(FILE.replace("instances: 4", "instances: 5")))
                .isEqualTo(new Printed(0, said("unchanged", "configured"), ""));
        assertThat(get("shop").at("spec", "instances").text()).isEqualTo("5");
    }

    @Test
    void startsAgainWhatWasStopped() throws IOException {
        start(FILE);
        assertThat(lines.run("stop", "shop").exit()).isZero();
        assertThat(get("shop").at("spec", "suspend").isTrue()).isTrue();

        assertThat(start(FILE).out()).isEqualTo(said("unchanged", "unchanged, started"));
        assertThat(get("shop").at("spec", "suspend").isTrue()).isFalse();

        assertThat(lines.run("stop", "--all").exit()).isZero();
        assertThat(lines.run("start", "--all").out()).isEqualTo("workerapp.workerapp.dev/shop started\n");
    }

    @Test
    void takesNoFieldFromSomebodyElseUnlessItIsMeant() throws IOException {
        real.run("-n", NAMESPACE, "create", "configmap", "words", "--from-literal=greeting=hi");

        Printed refused = start(FILE);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("app.yaml:1: Error from server (Conflict): Apply failed with 1 conflict", ".data.greeting")
                .endsWith("To take these fields over: --force-conflicts\n");
        assertThat(refused.out()).as("the other one is applied").isEqualTo("workerapp.workerapp.dev/shop created\n");

        assertThat(start(FILE, "--force-conflicts").out()).isEqualTo(said("configured", "unchanged"));
    }

    @Test
    void refusesWhatTheApiServerDoesNotKnow() throws IOException {
        Printed typo = start(FILE.replace("instances:", "instanzes:"));
        assertThat(typo.exit()).isEqualTo(1);
        assertThat(typo.err()).contains("app.yaml:6: Error from server", "instanzes");
        assertThat(start(FILE.replace("kind: ConfigMap", "kind: ConfigBag")).err())
                .contains("app.yaml:1: error: the API server has no kind ConfigBag in v1");
    }

    @Test
    void writesNothingInADryRun() throws IOException {
        assertThat(start(FILE, "--dry-run=server").out())
                .isEqualTo(
                        "configmap/words created (server dry run)\nworkerapp.workerapp.dev/shop created (server dry run)\n");
        assertThat(lines.run("stop", "shop").exit()).isEqualTo(1);

        start(FILE);
        assertThat(start(FILE.replace("instances: 4", "instances: 5"), "--dry-run=server")
                        .out())
                .isEqualTo(
                        "configmap/words unchanged (server dry run)\nworkerapp.workerapp.dev/shop configured (server dry run)\n");
        for (String[] line : new String[][] {
            {"stop", "shop"},
            {"stop", "shop/1"},
            {"scale", "shop", "7"},
            {"pause", "shop"},
            {"delete", "shop", "--wait"}
        }) {
            String[] dry = Arrays.copyOf(line, line.length + 1);
            dry[line.length] = "--dry-run=server";
            Printed printed = lines.run(dry);
            assertThat(printed.exit()).as(line[0]).isZero();
            assertThat(printed.out()).endsWith(" (server dry run)\n");
        }
        Json app = get("shop");
        assertThat(app.at("metadata", "generation").text()).isEqualTo("1");
        assertThat(app.at("metadata", "annotations", "workerapp.dev/stopped-slots")
                        .present())
                .isFalse();
    }

    @Test
    void scalesByTheSubresource() throws IOException {
        start(FILE);

        assertThat(lines.run("scale", "shop", "-2").out())
                .isEqualTo("workerapp.workerapp.dev/shop scaled from 4 to 2\n");
        assertThat(get("shop").at("spec", "instances").text()).isEqualTo("2");

        real.run("-n", NAMESPACE, "autoscale", "workerapps.v1.workerapp.dev/shop", "--name=web", "--min=2", "--max=10");
        Printed refused = lines.run("scale", "shop", "+1");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("the HorizontalPodAutoscaler \"web\" scales shop between 2 and 10 workers");
        assertThat(lines.run("scale", "shop", "+1", "--yes").exit()).isZero();
        assertThat(get("shop").at("spec", "instances").text()).isEqualTo("3");
    }

    @Test
    void keepsTheListOfStoppedSlots() throws IOException {
        start(FILE);

        assertThat(lines.run("stop", "shop/1", "shop/2", "--wait").out())
                .isEqualTo(title("slots 1, 2 stopped") + title("slots 1, 2 have stopped: no worker is left"));
        assertThat(stopped()).isEqualTo("1-2");
        lines.run("start", "shop/1");
        assertThat(stopped()).isEqualTo("2");
        lines.run("start", "shop/2");
        assertThat(get("shop")
                        .at("metadata", "annotations", "workerapp.dev/stopped-slots")
                        .present())
                .isFalse();
    }

    @Test
    void pausesAndDeletes() throws IOException {
        start(FILE);

        assertThat(lines.run("pause", "shop").exit()).isZero();
        assertThat(get("shop").at("spec", "reload", "paused").isTrue()).isTrue();
        assertThat(lines.run("resume", "shop").exit()).isZero();
        assertThat(get("shop").at("spec", "reload", "paused").isTrue()).isFalse();
        assertThat(lines.run("rm", "shop", "--wait").out())
                .isEqualTo(title("deleted") + title("is gone: no worker is left"));
        assertThat(lines.run("rm", "shop").err())
                .isEqualTo("Error from server (NotFound): workerapps.workerapp.dev \"shop\" not found\n");
    }

    private Printed start(String file, String... more) throws IOException {
        Path path = Files.writeString(folder.resolve("app.yaml"), file);
        String[] line = new String[more.length + 3];
        line[0] = "start";
        line[1] = "-f";
        line[2] = path.toString();
        System.arraycopy(more, 0, line, 3, more.length);
        Printed printed = lines.run(line);
        return new Printed(printed.exit(), printed.out(), printed.err().replace(folder + "/", ""));
    }

    private static String said(String words, String shop) {
        return "configmap/words " + words + "\nworkerapp.workerapp.dev/shop " + shop + "\n";
    }

    private static String title(String done) {
        return "workerapp.workerapp.dev/shop " + done + "\n";
    }

    private String stopped() {
        return get("shop")
                .at("metadata", "annotations", "workerapp.dev/stopped-slots")
                .text();
    }

    private Json get(String app) {
        try (Api api = kubectl.open()) {
            return api.get(Paths.app(NAMESPACE, app));
        }
    }
}
