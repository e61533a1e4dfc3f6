package dev.workerapp.cli.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.follow.Shop;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestVerbsTest {

    private static final String OF_SHOP = "?labelSelector=workerapp.dev%2Fapp%3Dshop";
    private static final String APPS = "/apis/workerapp.dev/v1/namespaces/default/workerapps";
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String REVISIONS = "/apis/apps/v1/namespaces/default/controllerrevisions" + OF_SHOP;
    private static final String BY = "?fieldManager=workerapp-cli";

    private final RecordedCluster cluster = new RecordedCluster()
            .accept("PATCH", APPS + "/shop" + BY)
            .accept("PATCH", APPS + "/shop" + BY + "&dryRun=All");
    private final CommandLines lines = CommandLines.of(cluster);

    @Test
    void asksForAReloadByAToken() {
        shop(Shop.complete(4, ""));

        assertThat(lines.run("reload", "shop"))
                .isEqualTo(new Printed(0, "workerapp.workerapp.dev/shop reload requested\n", ""));
        assertThat(written()).containsExactly(token("reload"));
    }

    @Test
    void waitsForTheReloadThatItHasAskedFor() {
        shop(Shop.complete(4, ",'drained':4,'unfinishedRequests':0"));

        Printed done = lines.run("reload", "shop", "--wait");

        assertThat(done.exit()).isZero();
        assertThat(done.out())
                .isEqualTo("workerapp.workerapp.dev/shop reload requested\n"
                        + "workerapp.workerapp.dev/shop reloaded in 91s: 4 replaced, 4 drained, 0 killed, 0 requests"
                        + " unfinished; 1 still drains\n");
    }

    @Test
    void endsAsTheReloadDoes() {
        shop(Shop.rolledBack());
        assertThat(lines.run("reload", "shop", "--wait").exit()).isEqualTo(3);

        shop(Shop.reloading(2));
        Printed late = lines.run("reload", "shop", "--wait", "--timeout=1ms");
        assertThat(late.exit()).isEqualTo(124);
        assertThat(late.err())
                .contains("error: shop is not reloaded after 0 s; what was asked for goes on. To see what it waits for:"
                        + " kubectl workerapp why shop\n");
    }

    @Test
    void showsTheLogOfTheWorkerThatWasNotReady() {
        shop(Shop.rolledBack());
        answer(PODS + OF_SHOP, Shop.list(Shop.worker(3, 7, false, true), Shop.worker(3, 6, true, false)));
        cluster.answer(
                "GET",
                PODS + "/shop-3-r7/log?container=worker&tailLines=5&limitBytes=8192",
                200,
                "starting\njava.net.ConnectException: \033[31mdb:5432\n".getBytes(UTF_8));

        assertThat(lines.run("reload", "shop", "--wait").err()).endsWith("""
                        . To try the same again: kubectl workerapp reload shop
                          last lines of shop-3-r7:
                            starting
                            java.net.ConnectException: db:5432
                          next: kubectl workerapp history shop --diff 6:7
                        """);
    }

    @Test
    void writesAnImageAndHowManyAtOnce() {
        shop(Shop.complete(4, ""));

        assertThat(lines.run("reload", "shop", "--image=example/shop:2", "--parallel=50%")
                        .out())
                .isEqualTo("workerapp.workerapp.dev/shop reload to image example/shop:2 requested\n");
        lines.run("reload", "shop", "--parallel=2");
        assertThat(written())
                .containsExactly(
                        "{\"spec\":{\"reload\":{\"parallel\":\"50%\"},\"image\":\"example/shop:2\"}}",
                        "{\"spec\":{\"reload\":{\"parallel\":2}}}", token("reload"));
        assertThat(lines.run("reload", "shop", "--parallel=0").exit()).isEqualTo(2);
        assertThat(lines.run("reload", "shop/2", "--image=x").err())
                .isEqualTo("error: reload with --image or --parallel is for whole apps: write shop, not shop/2\n");
    }

    @Test
    void saysHowToReloadTheImageThatIsThereAlready() {
        shop(Shop.app("'image':'example/shop:2'", "Ready", 7, "Complete", Shop.reload("Complete", 4, "")));

        assertThat(lines.run("reload", "shop", "--image=example/shop:2", "--wait"))
                .as("the reload that is complete was before")
                .isEqualTo(new Printed(
                        0,
                        "workerapp.workerapp.dev/shop has image example/shop:2 already\n",
                        "The same image starts no reload. To request one: kubectl workerapp reload shop\n"));
    }

    @Test
    void writesNothingAndWaitsForNothingInADryRun() {
        shop(Shop.reloading(0));

        assertThat(lines.run("reload", "shop", "--wait", "--dry-run=server").out())
                .isEqualTo("workerapp.workerapp.dev/shop reload requested (server dry run)\n");
        assertThat(lines.run("restart", "shop", "--dry-run=server").exit()).isZero();
        assertThat(cluster.writes()).allMatch(write -> write.path().endsWith("&dryRun=All"));
    }

    @Test
    void doesNotWaitForASuspendedApp() {
        shop(Shop.app("'suspend':true", "Suspended", 6, "", ""));

        assertThat(lines.run("reload", "shop", "--wait"))
                .isEqualTo(new Printed(
                        0,
                        "workerapp.workerapp.dev/shop reload requested\n",
                        "shop is suspended: the new revision starts when it is started.\n"));
    }

    @Test
    void replacesTheWorkerOfOneSlot() {
        shop(Shop.complete(4, ""));
        answer(PODS + OF_SHOP, Shop.list(Shop.worker(2, 7, true, false), Shop.worker(2, 6, true, true)));
        cluster.accept("PATCH", PODS + "/shop-2-r7" + BY);

        assertThat(lines.run("reload", "shop/2").out())
                .isEqualTo("workerapp.workerapp.dev/shop slot 2 reload requested (pod shop-2-r7)\n");
        assertThat(written())
                .containsExactly(
                        "{\"metadata\":{\"annotations\":{\"workerapp.dev/recycle\":\"2026-11-27T12:00:00Z\"}}}");
        assertThat(lines.run("reload", "shop/3").err())
                .isEqualTo("error: slot 3 of shop has no worker to replace: kubectl workerapp list --workers shop\n");
    }

    @Test
    void asksBeforeARestart() {
        shop(Shop.complete(4, ""));

        Printed asked = lines.run("restart", "shop");
        assertThat(asked.exit()).isEqualTo(2);
        assertThat(asked.err())
                .isEqualTo(
                        "error: restart stops all 4 workers of shop at once. reload does not. Nobody can be asked here:"
                                + " say --yes if it is meant.\n");
        assertThat(cluster.writes()).isEmpty();

        assertThat(lines.run("restart", "shop", "--yes").out())
                .isEqualTo("workerapp.workerapp.dev/shop restart requested\n");
        assertThat(written()).containsExactly(token("restart"));
    }

    @Test
    void takesOnlyAYesForAYes() {
        shop(Shop.complete(4, ""));
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("no\n".getBytes(UTF_8)));
            Printed refused = lines.onTerminal().run("restart", "shop");
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err())
                    .isEqualTo(
                            "restart stops all 4 workers of shop at once. reload does not. Go on? [y/N] error: nothing"
                                    + " was restarted\n");
            assertThat(cluster.writes()).isEmpty();

            System.setIn(new ByteArrayInputStream("y\n".getBytes(UTF_8)));
            assertThat(lines.onTerminal().run("restart", "shop").exit()).isZero();
            assertThat(written()).containsExactly(token("restart"));
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void asksTheOperatorToGoBack() {
        shop(withUndo("'instead':'shop-6'"));

        assertThat(lines.run("undo", "shop"))
                .isEqualTo(new Printed(
                        0,
                        """
                        workerapp.workerapp.dev/shop undo requested
                        workerapp.workerapp.dev/shop goes back to revision 6 (shop-6)
                        """,
                        "The spec of shop still asks for the other version. To try that again: kubectl workerapp reload"
                                + " shop\n"));
        assertThat(written())
                .containsExactly("{\"metadata\":{\"annotations\":{\"workerapp.dev/undo-requested-at\":"
                        + "\"2026-11-27T12:00:00Z\",\"workerapp.dev/undo-to\":null}}}");
    }

    @Test
    void namesTheRevisionToGoBackTo() {
        shop(withUndo("'instead':'shop-6'"));

        lines.run("undo", "shop", "--to-revision=6");
        assertThat(written().getFirst()).contains("\"workerapp.dev/undo-to\":\"shop-6\"");
        assertThat(lines.run("undo", "shop", "--to-revision=7").out())
                .isEqualTo("revision 7 (shop-7) is what shop runs already\n");
        assertThat(lines.run("undo", "shop", "--to-revision=1").err())
                .isEqualTo("error: revision 1 of shop is not kept; these are: 6, 7\n");
        assertThat(cluster.writes()).hasSize(1);
    }

    @Test
    void passesOnWhyNothingWasUndone() {
        shop(withUndo("'message':'No other version has completed a reload.'"));

        Printed refused = lines.run("undo", "shop");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).isEqualTo("error: No other version has completed a reload.\n");
    }

    private static Json withUndo(String answer) {
        return RecordedCluster.json("{'metadata':{'name':'shop','namespace':'default','annotations':{"
                + "'workerapp.dev/undo-requested-at':'" + Shop.TOKEN + "'}},'status':{'state':'Ready',"
                + "'targetRevision':'shop-7','undo':{'requestedAt':'" + Shop.TOKEN + "'," + answer + "},"
                + "'history':[{'number':7,'revision':'shop-7'},{'number':6,'revision':'shop-6'}]}}");
    }

    private void shop(Json app) {
        answer(APPS + "/shop", app);
        answer(APPS + "?fieldSelector=metadata.name%3Dshop", Shop.list(app));
        answer(PODS + OF_SHOP, Shop.list(Shop.worker(0, 6, true, true)));
        answer(REVISIONS, Shop.revisions());
    }

    private void answer(String path, Json json) {
        cluster.answer("GET", path, 200, JsonText.compact(json).getBytes(UTF_8));
    }

    private List<String> written() {
        return cluster.writes().stream().map(write -> write.body()).toList();
    }

    private static String token(String kind) {
        return "{\"metadata\":{\"annotations\":{\"workerapp.dev/" + kind
                + "-requested-at\":\"2026-11-27T12:00:00Z\"}}}";
    }
}
