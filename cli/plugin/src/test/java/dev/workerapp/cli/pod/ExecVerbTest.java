package dev.workerapp.cli.pod;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.follow.Shop;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecVerbTest {

    private static final String OF_SHOP = "/api/v1/namespaces/default/pods?labelSelector=workerapp.dev%2Fapp%3Dshop";

    private final RecordedCluster cluster = new RecordedCluster();
    private final CommandLines lines = CommandLines.of(cluster);

    @Test
    void runsACommandInTheNewestReadyWorkerOfSlot0() {
        workers(worker(1, 7, true), worker(0, 5, true), worker(0, 6, true), worker(0, 7, false));
        cluster.ends(7);

        Printed printed = lines.run("exec", "shop", "--", "sh", "-c", "exit 7");

        assertThat(printed).isEqualTo(new Printed(7, "", ""));
        assertThat(cluster.commands())
                .containsExactly(List.of(
                        "exec", "--namespace=default", "shop-0-r6", "--container=worker", "--", "sh", "-c", "exit 7"));
    }

    @Test
    void takesAWorkerThatIsNotReadyIfTheSlotHasNoOther() {
        workers(worker(1, 7, false), Shop.worker(2, 7, true, false), worker(3, 7, true));

        lines.run("exec", "shop/1", "-c", "side", "-i", "--", "cat", "--", "-n");
        lines.run("exec", "shop", "--", "env");
        assertThat(cluster.commands())
                .containsExactly(
                        List.of(
                                "exec",
                                "--namespace=default",
                                "shop-1-r7",
                                "--container=side",
                                "--stdin",
                                "--",
                                "cat",
                                "--",
                                "-n"),
                        List.of("exec", "--namespace=default", "shop-1-r7", "--container=worker", "--", "env"));
        assertThat(lines.run("exec", "shop/2", "--", "env").exit())
                .as("its container does not run")
                .isEqualTo(1);
    }

    @Test
    void givesTheCommandTheTerminal() {
        workers(worker(0, 7, true));

        lines.onTerminal().run("exec", "shop", "--", "sh");

        assertThat(cluster.commands().getFirst()).contains("--stdin", "--tty");
    }

    @Test
    void saysWhatIsMissing() {
        workers();
        cluster.answer("/apis/workerapp.dev/v1/namespaces/default/workerapps/shop", "shop.json");

        assertThat(lines.run("exec", "shop").err())
                .isEqualTo("error: name a worker and a command, as in: exec shop/2 -- env\n");
        assertThat(lines.run("exec", "shop/3", "--", "env").err())
                .isEqualTo("error: no worker of shop/3 runs: kubectl workerapp list --workers shop\n");
    }

    private static Json worker(int slot, int revision, boolean ready) {
        Json status = RecordedCluster.json(
                "{'containerStatuses':[{'name':'worker','state':{'running':{}}}],'conditions':[{'type':'Ready','status':'"
                        + (ready ? "True" : "False") + "'}]}");
        Json worker = Shop.worker(slot, revision, ready, false);
        return Json.object("metadata", worker.at("metadata"), "spec", worker.at("spec"), "status", status);
    }

    private void workers(Json... workers) {
        cluster.answer("GET", OF_SHOP, 200, JsonText.compact(Shop.list(workers)).getBytes(UTF_8));
    }
}
