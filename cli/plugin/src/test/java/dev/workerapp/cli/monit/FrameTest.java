package dev.workerapp.cli.monit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Width;
import dev.workerapp.cli.testing.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    private final Model model = new Model(new Looker.Seen(MonitoredShop.sample(), ""));

    private static List<String> logs(Worker worker) {
        return List.of("2026-11-27 12:00:00 INFO  serving", "GET /prices \033[31m500\033[0m of " + worker.name());
    }

    private String drawn(int width, int height) {
        return String.join(
                        "\n",
                        new Frame(width, height, true, new Colours(false))
                                .draw(model, FrameTest::logs, CommandLines.NOW)
                                .lines())
                + "\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void theTableHasTheColumnsThatFit(int width) {
        Golden.check("monit-" + width, drawn(width, 20));
    }

    @Test
    void theRowThatIsChosenIsSeenByItsColours() {
        model.move(2);
        Golden.check(
                "monit-colour",
                String.join(
                                "\n",
                                new Frame(120, 16, true, new Colours(true))
                                        .draw(model, FrameTest::logs, CommandLines.NOW)
                                        .lines())
                        + "\n");
    }

    @Test
    void workersAreFilteredAndSorted() {
        model.sortByNext();
        assertThat(model.rows().stream().map(row -> row.worker().name()))
                .startsWith("shop-3-x7k2p", "shop-2-8fk1s", "shop-1-0w9cc");

        model.filter("DRAIN");
        assertThat(model.rows()).hasSize(1);
        assertThat(drawn(120, 20)).contains("filter: DRAIN", "logs (shop/2, shop-2-8fk1s)", "sort: req/s");

        model.filter("nothing");
        assertThat(drawn(120, 20)).contains("logs ━").doesNotContain("shop-3-x7k2p");
    }

    @Test
    void pagesFollowTheWorkerThatIsChosen() {
        assertThat(drawn(120, 11)).contains("shop-0-ab12c", "workers 1-3 of 5").doesNotContain("shop-3-x7k2p");
        model.move(99);
        assertThat(drawn(120, 11)).contains("shop-3-x7k2p", "workers 4-5 of 5").doesNotContain("shop-0-ab12c");
    }

    @Test
    void aTextStandsInThePlaceOfTheLogUntilItIsClosed() {
        model.show(new Model.Pane("why shop", List.of("first", "second\033[2J", "third")));
        model.move(1);
        assertThat(drawn(80, 20)).contains("━━━━ why shop ━", "second\nthird\n").doesNotContain("first", "logs (");
        model.toggleLogs();
        assertThat(drawn(80, 20)).contains("logs (shop/0");
        model.toggleLogs();
        assertThat(drawn(80, 20)).doesNotContain("logs (");
    }

    @Test
    void whatIsWrongIsSaidInOneLine() {
        model.freeze();
        model.see(new Looker.Seen(MonitoredShop.sample(), "error: not taken"));
        assertThat(drawn(120, 20)).contains("frozen: space goes on   slot 0 has no worker runtime");
        model.freeze();
        model.see(new Looker.Seen(MonitoredShop.sample(), "error: the API server is away"));
        assertThat(drawn(120, 20)).contains("error: the API server is away").doesNotContain("slot 0 has");
    }

    @Test
    void noLineIsLongerThanTheScreenAndNoneTooMany() {
        for (int width = 1; width < 200; width += 7) {
            for (int height = 1; height < 40; height += 3) {
                List<String> lines = new Frame(width, height, true, new Colours(false))
                        .draw(model, FrameTest::logs, CommandLines.NOW)
                        .lines();
                int columns = width;
                assertThat(lines).hasSizeLessThanOrEqualTo(height);
                assertThat(lines)
                        .allSatisfy(line -> assertThat(Width.of(line)).as(line).isLessThanOrEqualTo(columns));
            }
        }
    }
}
