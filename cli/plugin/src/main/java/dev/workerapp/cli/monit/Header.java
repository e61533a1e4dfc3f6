package dev.workerapp.cli.monit;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.metrics.Rates;
import dev.workerapp.cli.metrics.Reading;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Escapes;
import dev.workerapp.cli.output.Width;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two lines about the app. */
final class Header {

    private static final String GAP = "   ";

    /** As wide as it is. */
    static final int ANY = Integer.MAX_VALUE;

    private Header() {}

    /** The lines, in so many columns. */
    static List<String> lines(Sample sample, Figures figures, Colours colours, int width, Instant now) {
        App app = sample.app();
        String state = app.state().isEmpty() ? "no operator has looked at it" : app.state();
        String name = Escapes.none(app.name());
        String rest = GAP + Escapes.none(state)
                + "  " + app.ready() + "/" + app.instances()
                + GAP + "revision " + Reload.number(app, app.revision())
                + GAP + Escapes.none(app.image());
        String reload = Escapes.none(Reload.words(app, now));
        int gap = width == ANY ? 0 : width - Width.of(name) - Width.of(rest) - Width.of(reload);
        String all = rest + (reload.isEmpty() ? "" : " ".repeat(Math.max(gap, GAP.length())) + reload);
        String first = Width.cut(all, width - Width.of(name), true);
        return List.of(
                colours.paint(Colour.BOLD, name)
                        + first.replaceFirst(
                                Pattern.quote(state),
                                Matcher.quoteReplacement(colours.paint(Colours.ofState(app.state()), state))),
                Width.cut(" ".repeat(Width.of(name)) + GAP + figures(sample, figures), width, true));
    }

    private static String figures(Sample sample, Figures figures) {
        Totals totals = new Totals(sample.rows());
        List<String> parts = new ArrayList<>(List.of(
                figures.count(totals.rate(Rates::requests)) + " req/s",
                "p50 " + figures.millis(totals.quantile(0.5)) + "  p95 " + figures.millis(totals.quantile(0.95))
                        + "  p99 " + figures.millis(totals.quantile(0.99)) + " ms",
                "in flight " + figures.whole(totals.now(Reading::inFlight)),
                "heap " + figures.bytes(totals.now(Reading::heapUsed)) + "/"
                        + figures.bytes(totals.now(Reading::heapMax)),
                "cpu " + figures.decimals(totals.rate(Rates::cores), 1) + " cores",
                "gc " + figures.percent(totals.gcShare()) + " %"));
        if (totals.measured() < sample.running()) {
            parts.addFirst(totals.measured() + " of " + sample.running() + " measured");
        }
        return String.join(GAP, parts);
    }
}
