package dev.workerapp.cli.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitVerbTest {

    private static final String OF_SHOP = "?labelSelector=workerapp.dev%2Fapp%3Dshop";
    private static final String APPS =
            "/apis/workerapp.dev/v1/namespaces/default/workerapps?fieldSelector=metadata.name%3Dshop";
    private static final String PODS = "/api/v1/namespaces/default/pods" + OF_SHOP;
    private static final String REVISIONS = "/apis/apps/v1/namespaces/default/controllerrevisions" + OF_SHOP;

    private final RecordedCluster cluster = new RecordedCluster();

    @Test
    void endsWhenTheAppIsSo() {
        shop(Shop.complete(4, ""));

        assertThat(run("wait", "shop").out()).isEqualTo("workerapp.workerapp.dev/shop is ready\n");
        assertThat(run("wait", "shop", "--for=Available").exit()).isZero();
        assertThat(run("wait", "shop", "--for=Reloaded").out()).isEqualTo("workerapp.workerapp.dev/shop is reloaded\n");
    }

    @Test
    void endsAtOnceWhenTheAppDoesNotGetThere() {
        shop(Shop.rolledBack());

        Printed ready = run("wait", "shop");
        assertThat(ready.exit()).isEqualTo(3);
        assertThat(ready.out()).isEmpty();
        assertThat(ready.err()).contains("error: shop was rolled back: Revision shop-7 failed");
        assertThat(run("wait", "shop", "--for=Available").exit()).isZero();
        assertThat(run("wait", "shop", "--for=Stalled").out()).isEqualTo("workerapp.workerapp.dev/shop is stalled\n");
    }

    @Test
    void doesNotTakeAStatusFromBeforeTheRequestForTheAnswer() {
        shop(Shop.complete(4, ""));
        answer(REVISIONS, Json.object("items", List.of()));

        Printed ready = run("wait", "shop", "--timeout=1ms");

        assertThat(ready.exit()).isEqualTo(124);
        assertThat(ready.err()).contains("error: shop is not ready after 0 s; what was asked for goes on");
    }

    /** Its annotation stays on the app, and the status speaks of it no more once another version is asked for. */
    @Test
    void anUndoThatWasAnsweredForAnEarlierRevisionIsTakenUp() {
        Json app = RecordedCluster.json(JsonText.compact(Shop.complete(4, ""))
                .replace("\"annotations\":{", "\"annotations\":{\"workerapp.dev/undo-requested-at\":\"u\","));
        shop(app);
        assertThat(run("wait", "shop", "--timeout=1ms").exit()).isEqualTo(124);

        answer(REVISIONS, revisions("shop-7"));
        assertThat(run("wait", "shop", "--timeout=1ms").exit())
                .as("the status is from before the answer")
                .isEqualTo(124);

        answer(REVISIONS, revisions("shop-5"));
        assertThat(run("wait", "shop").exit()).isZero();
    }

    /** Those of the shop, and that on which the request u was answered. */
    private static Json revisions(String answered) {
        return RecordedCluster.json("{'items':[{'metadata':{'name':'shop-7'},'data':{'reloadToken':'" + Shop.TOKEN
                + "'}},{'metadata':{'name':'" + answered
                + "','annotations':{'workerapp.dev/undo-answered':'u'}},'data':{}}]}");
    }

    @Test
    void waitsForTheEndOfAnAppAndOfItsWorkers() {
        answer(APPS, Shop.list());
        answer(PODS, Shop.list());

        assertThat(run("wait", "shop", "--for=Deleted").out()).isEqualTo("workerapp.workerapp.dev/shop deleted\n");
        assertThat(run("wait", "shop"))
                .isEqualTo(new Printed(
                        1, "", "Error from server (NotFound): workerapps.workerapp.dev \"shop\" not found\n"));

        shop(Shop.app("", "Suspended", 7, "Complete", Shop.reload("Complete", 4, "")));
        assertThat(run("wait", "shop", "--for=Suspended", "--timeout=1ms").exit())
                .as("a worker is left")
                .isEqualTo(124);
        answer(PODS, Shop.list());
        assertThat(run("wait", "shop", "--for=Suspended").exit()).isZero();
    }

    @Test
    void doesNotTakeASuspendedAppForAReloadedOne() {
        Json suspended = Shop.app("", "Suspended", 7, "", Shop.reload("Running", 1, ""));
        shop(RecordedCluster.json(JsonText.compact(suspended)
                .replace("\"Ready\",\"status\":\"False\"", "\"Ready\",\"status\":\"True\"")));

        assertThat(run("wait", "shop").exit()).as("it is as asked").isZero();
        Printed reloaded = run("wait", "shop", "--for=Reloaded");
        assertThat(reloaded.exit()).isEqualTo(3);
        assertThat(reloaded.err())
                .endsWith(
                        "error: shop is suspended: its workers start when it is started. kubectl workerapp start shop\n");
    }

    @Test
    void saysHowToGoOnWhenItIsEndedByASignal() {
        assertThat(Following.farewell("shop"))
                .isEqualTo("Stopped waiting; what was asked for goes on: kubectl workerapp wait shop");
    }

    private void shop(Json app) {
        answer(APPS, Shop.list(app));
        answer(PODS, Shop.list(Shop.worker(0, 7, true, false)));
        answer(REVISIONS, Shop.revisions());
    }

    private void answer(String path, Json json) {
        cluster.answer("GET", path, 200, JsonText.compact(json).getBytes(UTF_8));
    }

    private Printed run(String... line) {
        return CommandLines.of(cluster).run(line);
    }
}
