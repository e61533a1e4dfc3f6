package dev.workerapp.campaign.report;

import static dev.workerapp.campaign.report.Exchanges.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.campaign.events.Mark;
import dev.workerapp.campaign.load.Exchange;
import dev.workerapp.campaign.load.Flow;
import dev.workerapp.campaign.load.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A kill of shop-1 at second 10; it serves again at second 14. */
class LostByKillTest {

    private static final Mark KILL = new Mark("SIGKILL", 10_000_000, 14_000_000, 14_000_000, "shop-1");

    @Test
    void what_was_sent_to_the_worker_before_its_death_was_in_flight() {
        assertThat(lost(exchange(Flow.SLOW, 6, 10.1, Outcome.RESET_BEFORE_RESPONSE, "shop-1")))
                .isEqualTo("inFlight");
        assertThat(lost(exchange(Flow.MAIN, 9.99, 10.1, Outcome.RESET_WITHIN_RESPONSE, "-")))
                .isEqualTo("inFlight");
    }

    @Test
    void what_nobody_took_until_the_worker_was_back_was_refused() {
        assertThat(lost(exchange(Flow.MAIN, 11, 11, Outcome.REFUSED, "-"))).isEqualTo("refused");
    }

    @Test
    void all_else_is_something_else() {
        assertThat(lost(exchange(Flow.MAIN, 9, 10.1, Outcome.RESET_BEFORE_RESPONSE, "shop-2")))
                .as("of a worker that lives")
                .isEqualTo("other");
        assertThat(lost(exchange(Flow.MAIN, 12, 12.1, Outcome.RESET_BEFORE_RESPONSE, "shop-1")))
                .as("sent long after")
                .isEqualTo("other");
        assertThat(lost(exchange(Flow.MAIN, 9, 9.5, Outcome.RESET_BEFORE_RESPONSE, "shop-1")))
                .as("failed before")
                .isEqualTo("other");
        assertThat(lost(exchange(Flow.MAIN, 15, 15, Outcome.REFUSED, "-")))
                .as("refused later")
                .isEqualTo("other");
        assertThat(lost(exchange(Flow.MAIN, 9, 19, Outcome.TIMEOUT, "shop-1"))).isEqualTo("other");
    }

    @Test
    void without_a_kill_there_is_nothing_to_say() {
        var mark = new Mark("reload", 0, 1, 1, "");

        assertThat(LostByKill.of(List.of(exchange(0, 1, Outcome.REFUSED)), List.of(mark)))
                .isEmpty();
    }

    private static String lost(Exchange exchange) {
        Map<String, Long> lost = LostByKill.of(List.of(exchange), List.of(KILL));
        return lost.entrySet().stream()
                .filter(kind -> kind.getValue() == 1)
                .findAny()
                .orElseThrow()
                .getKey();
    }
}
