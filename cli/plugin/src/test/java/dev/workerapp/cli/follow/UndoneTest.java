package dev.workerapp.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.testing.RecordedCluster;
import org.junit.jupiter.api.Test;

class UndoneTest {

    private static final Undone ANSWERED = new Undone(Shop.TOKEN, false);
    private static final Undone BACK = new Undone(Shop.TOKEN, true);

    @Test
    void waitsForTheAnswerToItsOwnToken() {
        assertThat(ANSWERED.judge(Shop.snapshot(app("shop-7", "Running", "'requestedAt':'older','instead':'shop-6'"))))
                .isEqualTo(Verdict.Pending.PENDING);
    }

    @Test
    void waitsUntilTheWorkersAreBack() {
        Json goesBack = app("shop-6", "Running", answer("'instead':'shop-6'"));

        assertThat(ANSWERED.judge(Shop.snapshot(goesBack))).isEqualTo(reached("goes back to revision 6 (shop-6)"));
        assertThat(BACK.judge(Shop.snapshot(goesBack))).isEqualTo(Verdict.Pending.PENDING);
        assertThat(BACK.judge(Shop.snapshot(app("shop-6", "RolledBack", answer("'instead':'shop-6'")))))
                .isEqualTo(reached("is back at revision 6 (shop-6)"));
    }

    @Test
    void saysThatTheAppGoesBackAlready() {
        assertThat(ANSWERED.judge(Shop.snapshot(
                        app("shop-6", "RolledBack", answer("'instead':'shop-6','message':'It runs that already.'")))))
                .isEqualTo(reached("is not changed: It runs that already."));
    }

    @Test
    void failsWhereTheWayBackHalts() {
        assertThat(BACK.judge(Shop.snapshot(app("shop-6", "Halted", answer("'instead':'shop-6'")))))
                .isEqualTo(new Verdict.Failed(
                        Exit.NOT_REACHED,
                        "error: the way back to revision 6 has halted: A worker failed.",
                        "shop-6",
                        "kubectl workerapp why shop"));
    }

    @Test
    void isSupersededByANewerRequestOrChange() {
        Json otherToken = RecordedCluster.json("{'metadata':{'name':'shop','annotations':{'" + Undone.REQUESTED_AT
                + "':'later'}},'status':{'undo':{'requestedAt':'later'}}}");

        assertThat(ANSWERED.judge(Shop.snapshot(otherToken)))
                .isEqualTo(superseded("another request to undo has come before this one was answered"));
        assertThat(ANSWERED.judge(Shop.snapshot(app("shop-8", "Running", "'requestedAt':'" + Shop.TOKEN + "'"))))
                .isEqualTo(superseded("shop asks for another version since"));
        assertThat(BACK.judge(Shop.snapshot(app("shop-8", "Running", answer("'instead':'shop-6'")))))
                .isEqualTo(superseded("shop now asks for revision shop-8"));
    }

    private static String answer(String fields) {
        return "'requestedAt':'" + Shop.TOKEN + "'," + fields;
    }

    private static Json app(String target, String phase, String undo) {
        return RecordedCluster.json("{'metadata':{'name':'shop','annotations':{'" + Undone.REQUESTED_AT + "':'"
                + Shop.TOKEN
                + "'}},'status':{'targetRevision':'" + target + "','reload':{'phase':'" + phase + "'},'undo':{" + undo
                + "},'conditions':[{'type':'Stalled','status':'True','message':'A worker failed.'}],"
                + "'history':[{'number':7,'revision':'shop-7'},{'number':6,'revision':'shop-6'}]}}");
    }

    private static Verdict reached(String what) {
        return new Verdict.Reached("workerapp.workerapp.dev/shop " + what);
    }

    private static Verdict superseded(String why) {
        return new Verdict.Failed(Exit.SUPERSEDED, "superseded: " + why);
    }
}
