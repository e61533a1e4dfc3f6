package dev.workerapp.cli.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.follow.Reloaded.Asked;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReloadedTest {

    private static final String REVISIONS =
            "/apis/apps/v1/namespaces/default/controllerrevisions?labelSelector=workerapp.dev%2Fapp%3Dshop";
    private static final String ANNOTATION = "workerapp.dev/reload-requested-at";

    private final RecordedCluster cluster = new RecordedCluster()
            .answer("GET", REVISIONS, 200, JsonText.compact(Shop.revisions()).getBytes(UTF_8));
    private final Reloaded goal = new Reloaded(cluster.open(), new Asked.ByToken(ANNOTATION, Shop.TOKEN), "reloaded");

    @Test
    void isNotOverWhileTheStatusIsOfTheTimeBeforeTheRequest() {
        Json before = Shop.app(
                "",
                "Ready",
                6,
                "Complete",
                "'trigger':'Change','revision':'shop-6','phase':'Complete','requestedAt':'older'");
        cluster.answer("GET", REVISIONS, 200, "{\"items\":[]}".getBytes(UTF_8));

        assertThat(goal.judge(Shop.snapshot(before))).isEqualTo(Verdict.Pending.PENDING);
    }

    @Test
    void doesNotTakeARevisionThatTheStatusDoesNotKnowYetForOvertaken() {
        Json before = RecordedCluster.json("{'metadata':{'name':'shop','namespace':'default','resourceVersion':'4',"
                + "'annotations':{'" + ANNOTATION + "':'" + Shop.TOKEN + "'}},"
                + "'status':{'state':'Ready','targetRevision':'shop-6','history':[{'number':6,'revision':'shop-6'}]}}");

        assertThat(goal.judge(Shop.snapshot(before))).isEqualTo(Verdict.Pending.PENDING);
    }

    @Test
    void isReachedWhenTheReloadOfItsTokenIsComplete() {
        assertThat(goal.judge(Shop.snapshot(Shop.reloading(1)))).isEqualTo(Verdict.Pending.PENDING);
        assertThat(goal.judge(Shop.snapshot(
                        Shop.complete(4, ",'drained':4,'unfinishedRequests':0"), Shop.worker(0, 7, true, false))))
                .isEqualTo(reached(
                        "reloaded in 91s: 4 replaced, 4 drained, 0 killed, 0 requests unfinished; nothing lost"));
    }

    @Test
    void doesNotSayThatNothingIsLostWhileWorkersDrain() {
        assertThat(goal.judge(Shop.snapshot(
                        Shop.complete(3, ",'drained':3,'unfinishedRequests':0"), Shop.worker(0, 6, true, true))))
                .isEqualTo(reached(
                        "reloaded in 91s: 4 replaced, 3 drained, 0 killed, 0 requests unfinished; 1 still drains"));
    }

    @Test
    void leavesOutWorkersThatTheReloadBeforeHasStopped() {
        Json before = RecordedCluster.json("{'metadata':{'name':'shop-1-r5','namespace':'default',"
                + "'deletionTimestamp':'2026-11-27T11:58:58Z','deletionGracePeriodSeconds':30,"
                + "'labels':{'workerapp.dev/slot':'1','workerapp.dev/revision':'shop-5'}}}");

        assertThat(goal.judge(Shop.snapshot(
                        Shop.complete(3, ",'drained':3,'unfinishedRequests':0"),
                        Shop.worker(0, 6, true, true),
                        before)))
                .isEqualTo(reached(
                        "reloaded in 91s: 4 replaced, 3 drained, 0 killed, 0 requests unfinished; 1 still drains"));
        assertThat(goal.judge(Shop.snapshot(Shop.complete(4, ",'drained':4,'unfinishedRequests':0"), before)))
                .isEqualTo(reached(
                        "reloaded in 91s: 4 replaced, 4 drained, 0 killed, 0 requests unfinished; nothing lost"));
    }

    @Test
    void doesNotSayThatNothingIsLostWhereNobodyKnows() {
        assertThat(goal.judge(Shop.snapshot(Shop.complete(4, ""))))
                .isEqualTo(reached("reloaded in 91s: 4 replaced, 4 stopped, 0 killed"));
        assertThat(goal.judge(Shop.snapshot(Shop.complete(3, ",'drained':3,'unfinishedRequests':0"))))
                .as("one of four was not seen to end")
                .isEqualTo(reached("reloaded in 91s: 4 replaced, 3 drained, 0 killed, 0 requests unfinished"));
        assertThat(goal.judge(Shop.snapshot(Shop.complete(4, ",'drained':4,'unfinishedRequests':2"))))
                .isEqualTo(reached("reloaded in 91s: 4 replaced, 4 drained, 0 killed, 2 requests unfinished"));
    }

    @Test
    void failsWhenItIsRolledBack() {
        goal.judge(Shop.snapshot(Shop.reloading(1)));

        assertThat(goal.judge(Shop.snapshot(Shop.rolledBack()))).isEqualTo(rolledBack());
    }

    @Test
    void failsAlsoWhenItWasRolledBackBeforeItWasSeen() {
        assertThat(goal.judge(Shop.snapshot(Shop.rolledBack()))).isEqualTo(rolledBack());
    }

    @Test
    void isSupersededByAnotherRevision() {
        goal.judge(Shop.snapshot(Shop.reloading(1)));
        Json other = RecordedCluster.json(
                "{'metadata':{'name':'shop'},'status':{'state':'Reloading','targetRevision':'shop-8',"
                        + "'history':[{'number':8,'revision':'shop-8'},{'number':7,'revision':'shop-7','result':'Superseded'}]}}");
        Json undone = RecordedCluster.json(
                "{'metadata':{'name':'shop'},'status':{'state':'RolledBack','targetRevision':'shop-6',"
                        + "'history':[{'number':7,'revision':'shop-7','result':'Undone'},{'number':6,'revision':'shop-6'}]}}");

        assertThat(goal.judge(Shop.snapshot(other))).isEqualTo(superseded("shop now asks for revision 8"));
        assertThat(goal.judge(Shop.snapshot(undone)))
                .isEqualTo(superseded("revision 7 of shop was undone; it goes back to revision 6"));
    }

    @Test
    void isSupersededByAnotherRequestThatComesBeforeItIsTakenUp() {
        Json other = RecordedCluster.json("{'metadata':{'name':'shop','namespace':'default','resourceVersion':'9',"
                + "'annotations':{'" + ANNOTATION + "':'later'}},'status':{'targetRevision':'shop-6'}}");

        assertThat(goal.judge(Shop.snapshot(other)))
                .isEqualTo(superseded("another request for shop has come before this one was taken up"));
    }

    @Test
    void failsWhereItDoesNotGoOn() {
        assertThat(goal.judge(Shop.snapshot(
                        Shop.app("'reload':{'paused':true}", "Reloading", 7, "", Shop.reload("Paused", 1, "")))))
                .isEqualTo(failed("shop is paused: no worker will be replaced. kubectl workerapp resume shop"));
        assertThat(goal.judge(Shop.snapshot(Shop.app("", "Halted", 7, "", Shop.reload("Halted", 1, "")))))
                .isEqualTo(new Verdict.Failed(
                        Exit.NOT_REACHED,
                        "error: shop has halted: Revision shop-7 failed: slot 3, shop-3-x7k2p, was not ready within 60"
                                + " s (NotReadyInTime).",
                        "shop-7",
                        "kubectl workerapp why shop"));
        assertThat(goal.judge(Shop.snapshot(Shop.app("", "Suspended", 7, "", Shop.reload("Running", 1, "")))))
                .isEqualTo(failed(
                        "shop is suspended: its workers start when it is started. kubectl workerapp start shop"));
        assertThat(goal.judge(new Snapshot(Optional.empty(), List.of())))
                .isEqualTo(new Verdict.Failed(Exit.ERROR, "error: the app was deleted meanwhile"));
    }

    @Test
    void aCanaryIsReachedWhenItsSlotsAre() {
        assertThat(goal.judge(Shop.snapshot(
                        Shop.app("'reload':{'partition':3}", "Reloading", 7, "", Shop.reload("Paused", 1, "")))))
                .isEqualTo(reached("1 of 4 replaced; slots 0-2 stay on their revision: reload.partition is 3"));
    }

    @Test
    void aChangeOfTheSpecIsTakenUpByItsGeneration() {
        Reloaded later = new Reloaded(cluster.open(), new Asked.BySpec(4), "reloaded");
        Reloaded now = new Reloaded(cluster.open(), new Asked.BySpec(3), "reloaded");

        assertThat(later.judge(Shop.snapshot(Shop.complete(4, "")))).isEqualTo(Verdict.Pending.PENDING);
        assertThat(now.judge(Shop.snapshot(Shop.complete(4, ""))))
                .isEqualTo(reached("reloaded in 91s: 4 replaced, 4 stopped, 0 killed"));
        assertThat(now.judge(Shop.snapshot(Shop.rolledBack()))).isEqualTo(rolledBack());
    }

    @Test
    void doesNotBlameAnOlderRevisionThatFailedForOneThatWasUndone() {
        Json undone = RecordedCluster.json("{'metadata':{'name':'shop','generation':3},'spec':{},'status':{"
                + "'observedGeneration':3,'state':'RolledBack','targetRevision':'shop-6','desiredInstances':4,'available':4,"
                + "'history':[{'number':7,'revision':'shop-7','result':'Undone'},"
                + "{'number':6,'revision':'shop-6','result':'Complete'},"
                + "{'number':5,'revision':'shop-5','result':'RolledBack'}],"
                + "'conditions':[{'type':'Stalled','status':'True','message':'Ada asked to undo it.'}]}}");

        assertThat(new Reloaded(cluster.open(), new Asked.BySpec(3), "reloaded").judge(Shop.snapshot(undone)))
                .isEqualTo(new Verdict.Failed(
                        Exit.NOT_REACHED,
                        "error: shop was rolled back: Ada asked to undo it.\n"
                                + "  4 of 4 slots are available, on revision 6. To try the same again: kubectl workerapp"
                                + " reload shop",
                        "",
                        ""));
    }

    @Test
    void isReachedWhereAllWorkersRunTheVersionAlready() {
        Json back = Shop.app(
                "",
                "Ready",
                6,
                "RolledBack",
                "'trigger':'Rollback','revision':'shop-6','phase':'RolledBack','requestedAt':'older'");

        assertThat(new Reloaded(cluster.open(), new Asked.BySpec(3), "reloaded").judge(Shop.snapshot(back)))
                .isEqualTo(reached("runs revision 6 already: no worker had to be replaced"));
        assertThat(new Reloaded(cluster.open(), new Asked.BySpec(4), "reloaded").judge(Shop.snapshot(back)))
                .as("the operator has not seen the change yet")
                .isEqualTo(Verdict.Pending.PENDING);
        assertThat(new Awaited("shop", "Reloaded", cluster.open()).judge(Shop.snapshot(back)))
                .isEqualTo(reached("is reloaded"));
    }

    private static Verdict reached(String what) {
        return new Verdict.Reached("workerapp.workerapp.dev/shop " + what);
    }

    private static Verdict failed(String why) {
        return new Verdict.Failed(Exit.NOT_REACHED, "error: " + why);
    }

    private static Verdict superseded(String why) {
        return new Verdict.Failed(Exit.SUPERSEDED, "superseded: " + why);
    }

    private static Verdict rolledBack() {
        return new Verdict.Failed(
                Exit.NOT_REACHED,
                "error: shop was rolled back: Revision shop-7 failed: slot 3, shop-3-x7k2p, was not ready within 60 s"
                        + " (NotReadyInTime).\n"
                        + "  4 of 4 slots are available, on revision 6. To try the same again: kubectl workerapp reload"
                        + " shop",
                "shop-7",
                "kubectl workerapp history shop --diff 6:7");
    }
}
