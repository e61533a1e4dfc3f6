package dev.workerapp.campaign.report;

import static dev.workerapp.campaign.report.Exchanges.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.campaign.events.Mark;
import dev.workerapp.campaign.load.Exchange;
import dev.workerapp.campaign.load.Flow;
import dev.workerapp.campaign.load.Outcome;
import dev.workerapp.campaign.plan.Combination;
import dev.workerapp.campaign.plan.Contender;
import dev.workerapp.campaign.plan.Event;
import dev.workerapp.campaign.plan.Server;
import dev.workerapp.campaign.plan.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From requests to rows, and from rows to the file and the page. A reload from second 10 to 18, quiet at 20. */
class ReportTest {

    private static final Mark RELOAD = new Mark("reload to <v2>", 10_000_000, 18_000_000, 20_000_000, "");

    @Test
    void a_row_tells_the_steady_time_from_the_event() {
        Row row = row(Variant.LIBRARY, List.of(), 8.5, "");

        assertThat(row.sent()).isEqualTo(30);
        assertThat(row.steady().sent()).as("5 to 9, and 22 to 29").isEqualTo(13);
        assertThat(row.steady().p99()).isEqualTo(10);
        assertThat(row.during().sent()).as("10 to 20").isEqualTo(11);
        assertThat(row.during().p99()).isEqualTo(20);
        assertThat(row.seconds()).containsExactly(8.0);
        assertThat(row.spans().getFirst().from()).isEqualTo(10);
        assertThat(row.series().stepMillis()).isEqualTo(100);
        assertThat(row.series().p99()).hasSize(291).startsWith(10.0, 0.0);
    }

    @Test
    void targets_are_met_or_missed() {
        Exchange ended = exchange(Flow.STREAM, 12, 13, Outcome.OK, "-");
        assertThat(Targets.of(row(Variant.LIBRARY, List.of(ended), 8.5, "")))
                .extracting(Targets.Verdict::met)
                .containsExactly(true, true, false, true);
        assertThat(Targets.of(row(Variant.LIBRARY, List.of(), 8.5, "")))
                .as("without a stream nothing is said of streams")
                .extracting(Targets.Verdict::met)
                .containsExactly(true, false, true);
        Exchange lost = exchange(Flow.SLOW, 12, 13, Outcome.RESET_WITHIN_RESPONSE, "shop-0");
        Exchange cut = exchange(Flow.STREAM, 12, 13, Outcome.RESET_WITHIN_RESPONSE, "-");
        assertThat(Targets.of(row(Variant.LIBRARY, List.of(lost, cut), 7, "")))
                .extracting(Targets.Verdict::met)
                .containsExactly(false, false, false, false);
        assertThat(Targets.of(row(Variant.PLAIN, List.of(lost), 7, "")))
                .as("nothing is promised")
                .hasSize(2);
    }

    @Test
    void a_row_measured_again_replaces_the_old_one(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("docs/results.json");
        Row first = row(Variant.PLAIN, List.of(), 8, "");
        Row other = row(Variant.LIBRARY, List.of(), 8, "");
        Row again = row(Variant.PLAIN, List.of(), 8, "in trouble");
        new Results(file).add(first);
        new Results(file).add(other);

        new Results(file).add(again);

        assertThat(new Results(file).rows()).containsExactly(again, other);
        assertThat(new Results(file).has(first.key())).isTrue();
        assertThat(Files.readAllLines(file)).hasSize(4);
    }

    @Test
    void the_page_has_all_rows_and_needs_nothing_else() {
        Exchange lost = exchange(13, 14, Outcome.RESET_BEFORE_RESPONSE);
        String page = Page.of(
                List.of(row(Variant.PLAIN, List.of(lost), 8, "in <trouble>"), row(Variant.LIBRARY, List.of(), 8, "")));

        assertThat(page)
                .contains(
                        "1 reset before response",
                        "in &lt;trouble&gt;",
                        "reload to &lt;v2&gt;",
                        "<title>1 failed</title>")
                .doesNotContain("in <trouble>", "reload to <v2>", "<!-- ", "src=", "@import", "http");
        assertThat(page.split("<svg ", -1)).hasSize(3);
    }

    /** A request a second for half a minute, 10 ms each, 20 ms while the reload goes on. */
    private static Row row(Variant variant, List<Exchange> more, double limit, String trouble) {
        var combination = new Combination(Contender.WORKER_APP, Server.JDK, variant, true, Event.RELOAD, 4, 1, 1, 0);
        List<Exchange> exchanges = new ArrayList<>(more);
        for (int second = 0; second < 30; second++) {
            double took = second >= 10 && second <= 20 ? 0.02 : 0.01;
            exchanges.add(exchange(second, second + took, Outcome.OK));
        }
        return Row.of(combination, "2026-01-01", exchanges, 5_000_000, List.of(RELOAD), List.of(limit), 80, trouble);
    }
}
