package dev.workerapp.campaign.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes into the load's process and comes out of it is the same at both ends. */
class LinesTest {

    @Test
    void a_plan_goes_through_its_arguments() {
        var plan = new LoadPlan("10.96.0.7", 8080, true, 32, 400, 100_000, 2, 4, 5000, 2, Duration.ofSeconds(10));

        assertThat(LoadPlan.parse(plan.toArguments())).isEqualTo(plan);
    }

    @Test
    void a_plan_that_lacks_something_is_refused() {
        assertThatThrownBy(() -> LoadPlan.parse(List.of("host=10.96.0.7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port is missing");
    }

    @Test
    void an_exchange_goes_through_its_line() {
        var exchange = new Exchange(Flow.SLOW, "GET", 1, 2, 3, Outcome.STATUS, 503, "shop-0-abcde", 7, "a\tb\nc");

        assertThat(Exchange.ofLine(exchange.toLine()))
                .isEqualTo(new Exchange(Flow.SLOW, "GET", 1, 2, 3, Outcome.STATUS, 503, "shop-0-abcde", 7, "a b c"));
    }
}
