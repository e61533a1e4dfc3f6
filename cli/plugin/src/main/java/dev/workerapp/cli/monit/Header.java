package dev.workerapp.cli.monit;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.LastReload;
import dev.workerapp.cli.metrics.Rates;
import dev.workerapp.cli.metrics.Reading;
import dev.workerapp.cli.metrics.Totals;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Escapes;
import dev.workerapp.cli.output.Width;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The two lines about the app. */
final class Header {

    private static final String GAP = "   ";

    /** As wide as it is. */
    static final int ANY = Integer.MAX_VALUE;

    private Header() {}

    /** The lines, in so many columns. */
    static List<String> lines(Sample sample, Figures figures, Colours colours, int width, Instant now) {
        App app = sample.app();
        String state = app.state().isEmpty() ? "no operator has looked at it" : Escapes.none(app.state());
        String name = Escapes.none(app.name());
        String rest = GAP + state
                + "  " + app.ready() + "/" + app.instances()
                + GAP + "revision " + app.number(app.revision())
                + GAP + Escapes.none(app.image());
        String reload = Escapes.none(LastReload.words(app, now));
        int gap = width == ANY ? 0 : width - Width.of(name) - Width.of(rest) - Width.of(reload);
        String all = rest + (reload.isEmpty() ? "" : " ".repeat(Math.max(gap, GAP.length())) + reload);
        String unpainted = Width.cut(name + all, width, true);
        String first = unpainted.startsWith(name + GAP + state)
                ? colours.paint(Colour.BOLD, name)
                        + GAP
                        + colours.paint(Colours.ofState(app.state()), state)
                        + unpainted.substring((name + GAP + state).length())
                : unpainted;
        return List.of(first, figures(sample, figures, " ".repeat(Width.of(name)) + GAP, width));
    }

    /** As many of the figures as fit, the more important ones first. */
    private static String figures(Sample sample, Figures figures, String indent, int width) {
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
        while (parts.size() > 1 && Width.of(indent + String.join(GAP, parts)) > width) {
            parts.removeLast();
        }
        return Width.cut(indent + String.join(GAP, parts), width, true);
    }
}
