package dev.workerapp.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** On a laptop, where the one worker is the primary too. */
class TeamTest {

    @Test
    void a_job_comes_back_to_the_primary_from_whoever_took_it() {
        List<String> log = new CopyOnWriteArrayList<>();
        var team = new Team(3, log::add);
        team.start();

        int slot = team.handOut();

        assertThat(slot).isZero();
        await().untilAsserted(() -> assertThat(log).contains("slot 0 has done {\"job\":0}"));
        // Slots 1 and 2 have no worker here.
        assertThat(team.handOut()).isZero();
    }
}
