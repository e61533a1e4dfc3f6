package dev.workerapp.cli.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.testing.Golden;
import dev.workerapp.cli.testing.LiveCluster;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class LogsVerbTest {

    private static final String PODS = "/api/v1/namespaces/default/pods";

    private static final String T = "2026-11-27T12:00:0";

    private final LiveCluster cluster = new LiveCluster()
            .app(RecordedCluster.json("{'metadata':{'name':'shop','namespace':'default'},'status':{'history':["
                    + "{'number':7,'revision':'shop-b'},{'number':6,'revision':'shop-a'}]}}"))
            .pod(worker("shop-0-ab12c", 0, "a", 0, true))
            .pod(worker("shop-2-8fk1s", 2, "a", 0, true))
            .say("shop-0-ab12c", T + "0.1Z", "slot 0 begins")
            .say("shop-2-8fk1s", T + "0.2Z", "slot 2 begins")
            .say("shop-0-ab12c", T + "0.3Z", "{\"level\":\"warn\",\"message\":\"slow\"}")
            .say("shop-2-8fk1s", T + "0.4Z", "\033]0;title\007\033[31mred\033[2J and a bell\007");

    private static Json worker(String name, int slot, String revision, int restarts, boolean ready) {
        return RecordedCluster.json("{'metadata':{'name':'" + name + "','namespace':'default','uid':'" + name
                + "','labels':{'workerapp.dev/app':'shop','workerapp.dev/slot':'" + slot
                + "','workerapp.dev/revision':'shop-" + revision + "'}},'spec':{'containers':[{'name':'worker'}]},"
                + "'status':{'conditions':[{'type':'Ready','status':'" + (ready ? "True" : "False")
                + "'}],'containerStatuses':[{'name':'worker','restartCount':" + restarts
                + ",'state':{'running':{}}}]}}");
    }

    private Printed run(String... words) {
        return CommandLines.of(cluster).run(words);
    }

    @Test
    void theLinesOfAllWorkersAreMergedByTime() {
        Golden.check("logs", run("logs", "shop").all());
        Golden.check(
                "logs-colour",
                run("logs", "shop", "--color", "always", "--highlight", "beg.n").all());
        Golden.check("logs-json", run("logs", "shop", "--json", "--timestamps").all());
    }

    @Test
    void theWayThatLinesArePrintedIsChosen() {
        assertThat(run("logs", "shop/0", "--prefix", "pod", "--tail", "2", "--grep", "slot")
                        .out())
                .isEqualTo("[shop-0-ab12c] slot 0 begins\n");
        assertThat(run("logs", "shop/2", "--raw", "--tail=1").out())
                .isEqualTo("\033]0;title\007\033[31mred\033[2J and a bell\007\n");
        assertThat(run("logs", "shop/2", "--prefix=none", "--timestamps", "--tail=1")
                        .out())
                .isEqualTo("2026-11-27T12:00:00.400Z red and a bell\n");
    }

    @Test
    void theRunBeforeIsReadOfThoseThatHadOne() {
        assertThat(run("logs", "shop", "--previous"))
                .isEqualTo(
                        new Printed(0, "", "No worker of shop was started again: there is no log of a run before.\n"));

        cluster.restart("shop-2-8fk1s");
        cluster.pod(worker("shop-2-8fk1s", 2, "a", 1, true));
        assertThat(run("logs", "shop", "-p").out()).isEqualTo("[shop/2] slot 2 begins\n[shop/2] red and a bell\n");
    }

    @Test
    void wrongOptionsAreSaid() {
        assertThat(run("logs", "shop", "-f", "-p").exit()).isEqualTo(2);
        assertThat(run("logs", "shop", "--grep", "(").err())
                .isEqualTo("error: --grep is no regular expression: Unclosed group near index 1\n");
        assertThat(run("logs", "shop", "--since", "x").err()).contains("--since is a duration");
        assertThat(run("logs", "shop", "--max-streams", "1").err())
                .isEqualTo("error: there are 2 logs to read at once, more than --max-streams 1; name slots, as shop/0,"
                        + " or raise it\n");
        assertThat(run("logs", "nope").exit()).isEqualTo(1);
    }

    @Test
    void whoMayNotReadLogsIsTold() {
        cluster.answer(
                PODS + "/shop-0-ab12c/log",
                _ -> LiveCluster.reply(
                        403, "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"message\":\"you may not\"}"));

        Printed refused = new Printed(1, "", "Error from server (Forbidden): you may not\n");
        assertThat(run("logs", "shop")).isEqualTo(refused);
        assertThat(run("logs", "shop", "-f").exit()).isEqualTo(1);
    }

    /** Of a log, or of the watch of a path. */
    private void awaitReader(String what) {
        await().until(() -> cluster.readers(what) == 1);
    }

    private Printed end(CompletableFuture<Printed> running)
            throws InterruptedException, ExecutionException, TimeoutException {
        cluster.deleteApp("shop");
        return running.get(1, TimeUnit.MINUTES);
    }

    /** Lines that a lost connection cuts off, lines of one time, and lines that are written meanwhile come once each. */
    @Test
    void aConnectionThatIsLostLosesNoLineAndRepeatsNone() throws Exception {
        CompletableFuture<Printed> running =
                CompletableFuture.supplyAsync(() -> run("logs", "shop/0", "-f", "--tail", "1", "--prefix", "none"));
        awaitReader("shop-0-ab12c");
        for (int i = 1; i <= 3; i++) {
            cluster.say("shop-0-ab12c", T + i + ".5Z", i + " a").say("shop-0-ab12c", T + i + ".5Z", i + " b");
            cluster.cut("shop-0-ab12c");
            cluster.say("shop-0-ab12c", T + i + ".5Z", i + " c").say("shop-0-ab12c", T + i + ".4Z", i + " late");
            awaitReader("shop-0-ab12c");
        }
        cluster.deletePod("shop-0-ab12c");

        assertThat(end(running).out().lines())
                .containsExactly(
                        "{\"level\":\"warn\",\"message\":\"slow\"}",
                        "1 a",
                        "1 b",
                        "1 c",
                        "1 late",
                        "2 a",
                        "2 b",
                        "2 c",
                        "2 late",
                        "3 a",
                        "3 b",
                        "3 c",
                        "3 late");
    }

    @Test
    void replacementsAreTakenUpFromTheirFirstLineOn() throws Exception {
        CompletableFuture<Printed> running = CompletableFuture.supplyAsync(() -> run("logs", "shop/2", "-f"));
        awaitReader("shop-2-8fk1s");

        cluster.say("shop-2-q1mzd", T + "1Z", "the new one begins").pod(worker("shop-2-q1mzd", 2, "b", 0, false));
        awaitReader("shop-2-q1mzd");
        cluster.pod(worker("shop-2-q1mzd", 2, "b", 0, true));
        cluster.say("shop-2-8fk1s", T + "2Z", "the old one drained");
        cluster.deletePod("shop-2-8fk1s");
        cluster.say("shop-2-q1mzd", T + "3Z", "the new one goes on");
        cluster.deletePod("shop-2-q1mzd");
        Printed printed = end(running);

        assertThat(printed.err()).isEqualTo("--- shop/2: shop-2-q1mzd takes over from shop-2-8fk1s (revision 7) ---\n");
        assertThat(printed.out().lines())
                .containsExactlyInAnyOrder(
                        "[shop/2] slot 2 begins",
                        "[shop/2] red and a bell",
                        "[shop/2] the new one begins",
                        "[shop/2] the old one drained",
                        "[shop/2] the new one goes on");
        assertThat(printed.exit()).isZero();
    }

    /** The connection is lost before the last lines of a run: they are read from the log of the run before. */
    @Test
    void aContainerThatIsStartedAgainLosesNoLine() throws Exception {
        CompletableFuture<Printed> running =
                CompletableFuture.supplyAsync(() -> run("logs", "shop/0", "-f", "--prefix", "none", "--tail=0"));
        awaitReader("shop-0-ab12c");
        cluster.say("shop-0-ab12c", T + "1Z", "before");
        cluster.pod(worker("shop-0-ab12c", 0, "a", 0, false));
        cluster.cut("shop-0-ab12c");
        cluster.say("shop-0-ab12c", T + "1Z", "last words");
        cluster.restart("shop-0-ab12c");
        cluster.say("shop-0-ab12c", T + "4Z", "again");
        cluster.pod(worker("shop-0-ab12c", 0, "a", 1, true));
        awaitReader("shop-0-ab12c");
        cluster.deletePod("shop-0-ab12c");
        Printed printed = end(running);

        assertThat(printed.out()).isEqualTo("before\nlast words\nagain\n");
        assertThat(printed.err()).isEqualTo("--- shop/0: container worker of shop-0-ab12c was started again ---\n");
    }

    @Test
    void theWatchIsBegunAgainWhenItsConnectionIsLost() throws Exception {
        CompletableFuture<Printed> running =
                CompletableFuture.supplyAsync(() -> run("logs", "shop/0", "-f", "--prefix", "none", "--tail=0"));
        awaitReader("shop-0-ab12c");
        awaitReader(PODS);
        cluster.cut(PODS);
        cluster.say("shop-0-new", T + "5Z", "seen").pod(worker("shop-0-new", 0, "b", 0, true));
        awaitReader("shop-0-new");
        cluster.deletePod("shop-0-new");
        cluster.deletePod("shop-0-ab12c");

        assertThat(end(running).out().getBytes(UTF_8)).isEqualTo("seen\n".getBytes(UTF_8));
    }
}
