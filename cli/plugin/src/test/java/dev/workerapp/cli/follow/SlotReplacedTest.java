package dev.workerapp.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.testing.RecordedCluster;
import org.junit.jupiter.api.Test;

class SlotReplacedTest {

    private static final SlotReplaced GOAL = new SlotReplaced(2, "shop-2-r6");

    @Test
    void isReachedWhenAnotherWorkerServesAndTheOldOneEnds() {
        Json app = Shop.reloading(0);

        assertThat(GOAL.judge(Shop.snapshot(app, Shop.worker(2, 6, true, false), Shop.worker(2, 7, true, false))))
                .isEqualTo(Verdict.Pending.PENDING);
        assertThat(GOAL.judge(Shop.snapshot(app, Shop.worker(2, 6, true, true), Shop.worker(2, 7, false, false))))
                .isEqualTo(Verdict.Pending.PENDING);
        assertThat(GOAL.judge(Shop.snapshot(app, Shop.worker(2, 6, true, true), Shop.worker(2, 7, true, false))))
                .isEqualTo(new Verdict.Reached(
                        "workerapp.workerapp.dev/shop slot 2 reloaded: shop-2-r7 serves in the place"
                                + " of shop-2-r6"));
    }

    @Test
    void isNotReachedByAWorkerOfAnotherSlot() {
        assertThat(GOAL.judge(Shop.snapshot(Shop.reloading(0), Shop.worker(3, 7, true, false))))
                .isEqualTo(Verdict.Pending.PENDING);
    }

    @Test
    void failsWhenTheReplacementDoes() {
        Json app = RecordedCluster.json("{'metadata':{'name':'shop'},'status':{'slots':[{'slot':2,'reason':"
                + "'ReplacementFailed','message':'Another one is started at 12:05.'}]}}");

        assertThat(GOAL.judge(Shop.snapshot(app, Shop.worker(2, 6, true, false))))
                .isEqualTo(new Verdict.Failed(
                        Exit.NOT_REACHED,
                        "error: the worker of slot 2 of shop stays: Another one is started at 12:05."));
    }
}
