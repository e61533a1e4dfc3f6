package dev.workerapp.cli.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.follow.Shop;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeVerbsTest {

    private static final String APPS = "/apis/workerapp.dev/v1/namespaces/default/workerapps";
    private static final String SHOP = APPS + "/shop";
    private static final String PODS = "/api/v1/namespaces/default/pods?labelSelector=workerapp.dev%2Fapp%3Dshop";
    private static final String SCALERS = "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers";
    private static final String BY = "?fieldManager=workerapp-cli";
    private static final String FLUX =
            "'labels':{'kustomize.toolkit.fluxcd.io/name':'apps','kustomize.toolkit.fluxcd.io/namespace':'flux-system'}";

    private final RecordedCluster cluster = new RecordedCluster()
            .accept("PATCH", SHOP + BY)
            .accept("PATCH", SHOP + "/scale" + BY)
            .accept("DELETE", SHOP);
    private final CommandLines lines = CommandLines.of(cluster);

    @Test
    void stopsAndStartsAnApp() {
        shop("", "'suspend':false");
        assertThat(lines.run("stop", "shop")).isEqualTo(new Printed(0, title("stopped"), ""));
        assertThat(lines.run("start", "shop").out()).isEqualTo(title("started already"));

        shop("", "'suspend':true");
        assertThat(lines.run("start", "shop")).isEqualTo(new Printed(0, title("started"), ""));
        assertThat(lines.run("stop", "shop").out()).isEqualTo(title("stopped already"));

        assertThat(written()).containsExactly(suspend(true), suspend(false), suspend(false), suspend(true));
    }

    @Test
    void saysWhoMayTakeTheChangeBack() {
        shop(FLUX, "'suspend':true");

        assertThat(lines.run("start", "shop").err())
                .isEqualTo(
                        "shop is kept by the Flux Kustomization flux-system/apps, which may take this back. Change it"
                                + " there to keep it.\n");
        assertThat(lines.run("start", "shop", "-q").err()).isEmpty();
        assertThat(lines.run("delete", "shop").err()).contains("Flux Kustomization");
    }

    @Test
    void waitsUntilNoWorkerIsLeft() {
        shop("", "'suspend':true");
        answer(PODS, Shop.list(Shop.worker(0, 7, true, true)));

        Printed late = lines.run("stop", "shop", "--wait", "--timeout=1ms");
        assertThat(late.exit()).isEqualTo(124);
        assertThat(late.err()).contains("error: shop is not stopped after 0 s");

        answer(PODS, Shop.list());
        assertThat(lines.run("stop", "shop", "--wait").out())
                .isEqualTo(title("stopped already") + title("has stopped: no worker is left"));

        shop("", "'suspend':false");
        Printed overtaken = lines.run("stop", "shop", "--wait");
        assertThat(overtaken.exit()).isEqualTo(4);
        assertThat(overtaken.err()).isEqualTo("superseded: shop was started meanwhile\n");
    }

    @Test
    void stopsAndStartsSlots() {
        shop("'annotations':{'workerapp.dev/stopped-slots':'0, 2-3'}", "");

        assertThat(lines.run("stop", "shop/1").out()).isEqualTo(title("slot 1 stopped"));
        assertThat(lines.run("start", "shop/0", "shop/3").out()).isEqualTo(title("slots 0, 3 started"));
        assertThat(lines.run("start", "shop/0", "shop/2", "shop/3").exit()).isZero();
        assertThat(lines.run("stop", "shop/2").out()).isEqualTo(title("slot 2 stopped already"));
        assertThat(written()).containsExactly(slots("\"0-3\""), slots("\"2\""), slots("null"));

        assertThat(lines.run("stop", "shop/4").err()).isEqualTo("error: shop has no slot 4: it has 4 slots, from 0\n");
        assertThat(lines.run("start", "shop").err())
                .isEqualTo("The annotation workerapp.dev/stopped-slots of shop keeps slots 0, 2-3 without a worker:"
                        + " kubectl workerapp start shop/SLOT\n");
    }

    @Test
    void writesNoListOfSlotsThatItCanNotRead() {
        shop("'annotations':{'workerapp.dev/stopped-slots':'3,x'}", "");

        Printed refused = lines.run("stop", "shop/1");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo(
                        "error: the annotation workerapp.dev/stopped-slots of shop can't be read: \"x\" is no slot, 0"
                                + " to 999. Mend it first: kubectl annotate workerapp shop --overwrite"
                                + " workerapp.dev/stopped-slots=3,5\n");
        assertThat(cluster.writes()).isEmpty();
    }

    @Test
    void readsTheListAgainWhenSomebodyElseHasWrittenIt() {
        shop("", "");
        String conflict = "{\"kind\":\"Status\",\"reason\":\"Conflict\",\"message\":\"changed\"}";
        cluster.answer("PATCH", SHOP + BY, 409, conflict.getBytes(UTF_8));

        Printed refused = lines.run("stop", "shop/1");

        assertThat(refused.err()).isEqualTo("Error from server (Conflict): changed\n");
        assertThat(written()).as("it is tried ten times").hasSize(10).containsOnly(slots("\"1\""));
    }

    @Test
    void waitsUntilSlotsHaveNoWorker() {
        shop("'annotations':{'workerapp.dev/stopped-slots':'1-2'}", "");
        answer(PODS, Shop.list(Shop.worker(0, 7, true, false), Shop.worker(1, 7, true, true)));

        assertThat(lines.run("stop", "shop/1", "--wait", "--timeout=1ms").exit())
                .isEqualTo(124);
        assertThat(lines.run("stop", "shop/2", "--wait").out())
                .isEqualTo(title("slot 2 stopped already") + title("slot 2 has stopped: no worker is left"));
    }

    @ParameterizedTest
    @CsvSource({"6, 6", "+2, 6", "-2, 2", "-4, 0", "0, 0"})
    void scales(String number, int workers) {
        shop("", "'instances':4");

        assertThat(lines.run("scale", "shop", number).out()).isEqualTo(title("scaled from 4 to " + workers));
        assertThat(written()).containsExactly("{\"spec\":{\"replicas\":" + workers + "}}");
        assertThat(cluster.writes().getFirst().path()).isEqualTo(SHOP + "/scale" + BY);
    }

    @Test
    void scalesNothingWhereNothingChanges() {
        shop("", "'instances':4");

        assertThat(lines.run("scale", "shop", "4").out()).isEqualTo(title("has 4 workers already"));
        assertThat(lines.run("scale", "shop", "-5").err())
                .isEqualTo("error: shop has 4 workers: -1 are not possible, only 0 to 1000\n");
        assertThat(lines.run("scale", "shop", "--al", "3").err()).isEqualTo("error: unknown flag: --al\n");
        assertThat(lines.run("scale", "shop").err())
                .isEqualTo(
                        "error: say at last how many workers it is to have, as in: scale shop 6, or scale shop +2\n");
        assertThat(lines.run("scale", "3").exit()).isEqualTo(2);
        assertThat(cluster.writes()).isEmpty();
    }

    @Test
    void doesNotScaleAgainstAnAutoscaler() {
        shop("", "'instances':4");
        answer(
                SCALERS,
                RecordedCluster.json("{'items':[{'metadata':{'name':'web'},'spec':{'minReplicas':2,'maxReplicas':10,"
                        + "'scaleTargetRef':{'apiVersion':'workerapp.dev/v1','kind':'WorkerApp','name':'shop'}}}]}"));

        Printed refused = lines.run("scale", "shop", "6");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo("error: the HorizontalPodAutoscaler \"web\" scales shop between 2 and 10 workers, and would"
                        + " take this back. Change its minReplicas and maxReplicas, or say --yes\n");
        assertThat(cluster.writes()).isEmpty();

        Printed meant = lines.run("scale", "shop", "6", "--yes");
        assertThat(meant.out()).isEqualTo(title("scaled from 4 to 6"));
        assertThat(meant.err()).contains("and may take this back.");
    }

    @Test
    void scalesWhereAutoscalersCanNotBeSeen() {
        shop("", "'instances':4,'suspend':true");
        cluster.answer(
                "GET",
                SCALERS,
                403,
                "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"message\":\"no\"}".getBytes(UTF_8));

        assertThat(lines.run("scale", "shop", "6"))
                .isEqualTo(new Printed(
                        0,
                        title("scaled from 4 to 6"),
                        "You may not list HorizontalPodAutoscalers in default: one that scales the app would take the"
                                + " change back.\nshop is suspended: its workers start when it is started.\n"));
        shop("", "'autoInstances':{'per':'Core'}");
        assertThat(lines.run("scale", "shop", "6").err())
                .endsWith("error: shop has as many workers as the nodes have room for (spec.autoInstances): change its"
                        + " min and max; instances has no effect\n");
    }

    @Test
    void pausesAndResumes() {
        shop("", "'reload':{'partition':3}");

        assertThat(lines.run("pause", "shop")).isEqualTo(new Printed(0, title("paused"), ""));
        assertThat(lines.run("resume", "shop"))
                .isEqualTo(new Printed(
                        0,
                        title("resumed already"),
                        "Slots 0-2 of shop stay on their revision: reload.partition is 3.\n"));
        assertThat(written())
                .containsExactly(
                        "{\"spec\":{\"reload\":{\"paused\":true}}}", "{\"spec\":{\"reload\":{\"paused\":false}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"background", "foreground", "orphan"})
    void deletes(String cascade) {
        shop("'uid':'u-1'", "");

        assertThat(lines.run("rm", "shop", "--cascade", cascade).out()).isEqualTo(title("deleted"));
        assertThat(written().getFirst().toLowerCase(Locale.ROOT))
                .contains("\"propagationpolicy\":\"" + cascade + "\"", "\"uid\":\"u-1\"", "\"dryrun\":[]");
    }

    @Test
    void waitsUntilAnAppAndItsWorkersAreGone() {
        shop("", "");
        assertThat(lines.run("delete", "shop", "--wait", "--timeout=1ms").exit())
                .as("it is there")
                .isEqualTo(124);

        answer(APPS + "?fieldSelector=metadata.name%3Dshop", Shop.list());
        assertThat(lines.run("delete", "shop", "--wait", "--timeout=1ms").exit())
                .as("a worker is there")
                .isEqualTo(124);
        assertThat(lines.run("delete", "shop", "--wait", "--cascade=orphan").out())
                .isEqualTo(title("deleted") + title("is gone"));

        answer(PODS, Shop.list());
        assertThat(lines.run("delete", "shop", "--wait").out())
                .isEqualTo(title("deleted") + title("is gone: no worker is left"));
    }

    @Test
    void aSlotCanBeStoppedButNotScaled() {
        assertThat(lines.run("scale", "shop/1", "3").err())
                .isEqualTo("error: scale is for whole apps: write shop, not shop/1\n");
        assertThat(lines.run("pause", "shop/1").exit()).isEqualTo(2);
        assertThat(lines.run("delete", "shop/1").exit()).isEqualTo(2);
    }

    private void shop(String metadata, String spec) {
        Json app = RecordedCluster.json("{'metadata':{'name':'shop','namespace':'default','generation':3,"
                + "'resourceVersion':'5'" + (metadata.isEmpty() ? "" : "," + metadata) + "},'spec':{" + spec
                + "},'status':{'observedGeneration':3,'desiredInstances':4,'state':'Ready'}}");
        answer(SHOP, app);
        answer(APPS + "?fieldSelector=metadata.name%3Dshop", Shop.list(app));
        answer(PODS, Shop.list(Shop.worker(0, 7, true, false)));
    }

    private void answer(String path, Json json) {
        cluster.answer("GET", path, 200, JsonText.compact(json).getBytes(UTF_8));
    }

    private List<String> written() {
        return cluster.writes().stream().map(write -> write.body()).toList();
    }

    private static String title(String done) {
        return "workerapp.workerapp.dev/shop " + done + "\n";
    }

    private static String suspend(boolean suspend) {
        return "{\"spec\":{\"suspend\":" + suspend + "}}";
    }

    private static String slots(String list) {
        return "{\"metadata\":{\"resourceVersion\":\"5\",\"annotations\":{\"workerapp.dev/stopped-slots\":" + list
                + "}}}";
    }
}
