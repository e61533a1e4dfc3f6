package dev.workerapp.campaign.report;

import java.util.List;

/** A row over time, as SVG: latency on a logarithmic scale, what happened shaded, failed requests as red bars. */
final class Plot {

    private static final int WIDTH = 940;
    private static final int HEIGHT = 210;
    private static final int LEFT = 52;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 34;
    /** The scale's ends, in milliseconds. */
    private static final double LOWEST = 0.3;

    private static final double HIGHEST = 10_000;
    private static final List<Integer> LINES = List.of(1, 10, 100, 1000, 10_000);

    private final Row row;
    private final double seconds;
    private final StringBuilder svg = new StringBuilder();

    private Plot(Row row) {
        this.row = row;
        int steps = row.series().p50().size();
        seconds = Math.max(1, steps * row.series().stepMillis() / 1000.0);
    }

    static String of(Row row) {
        return new Plot(row).draw();
    }

    private String draw() {
        svg.append("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"latency over time: %s\">"
                .formatted(WIDTH, HEIGHT, Page.escape(row.key())));
        row.spans().forEach(this::shade);
        axes();
        line("p50", row.series().p50());
        line("p99", row.series().p99());
        failures();
        return svg.append("</svg>\n").toString();
    }

    private void shade(Row.Span span) {
        rectangle("quiet", span.done(), span.quiet(), span.what() + ": the old workers end");
        rectangle("event", span.from(), span.done(), span.what());
    }

    private void rectangle(String style, double from, double to, String title) {
        rectangle(style, x(from), TOP, Math.max(1, x(to) - x(from)), HEIGHT - TOP - BOTTOM, title);
    }

    private void rectangle(String style, double x, double y, double width, double height, String title) {
        svg.append("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
                .formatted(style, px(x), px(y), px(width), px(height), Page.escape(title)));
    }

    private void axes() {
        for (int value : LINES) {
            String at = px(y(value));
            svg.append("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
                    .formatted(LEFT, WIDTH - RIGHT, at, at));
            String label = value < 1000 ? value + " ms" : value / 1000 + " s";
            svg.append("<text class=\"end\" x=\"%d\" y=\"%s\">%s</text>".formatted(LEFT - 6, px(y(value) + 4), label));
        }
        int every = step();
        for (int second = 0; second <= seconds; second += every) {
            svg.append("<text class=\"middle\" x=\"%s\" y=\"%d\">%d s</text>"
                    .formatted(px(x(second)), HEIGHT - 14, second));
        }
    }

    /** Seconds between two labels of the time axis: about ten of them. */
    private int step() {
        int[] nice = {5, 10, 20, 30, 60, 120, 300};
        for (int every : nice) {
            if (seconds / every <= 12) {
                return every;
            }
        }
        return 600;
    }

    private void line(String style, List<Double> values) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            // Nothing was due there.
            if (values.get(i) > 0) {
                points.append(px(x(middle(i))))
                        .append(',')
                        .append(px(y(values.get(i))))
                        .append(' ');
            }
        }
        svg.append("<polyline class=\"%s\" points=\"%s\"/>"
                .formatted(style, points.toString().strip()));
    }

    private void failures() {
        List<Long> failed = row.series().failed();
        long most = failed.stream().mapToLong(Long::longValue).max().orElse(0);
        for (int i = 0; i < failed.size(); i++) {
            if (failed.get(i) > 0) {
                double height = 8 + 60.0 * failed.get(i) / most;
                rectangle("failed", x(middle(i)) - 1.5, HEIGHT - BOTTOM - height, 3, height, failed.get(i) + " failed");
            }
        }
    }

    private double middle(int step) {
        return (step + 0.5) * row.series().stepMillis() / 1000.0;
    }

    private double x(double second) {
        double within = Math.min(seconds, Math.max(0, second));
        return LEFT + within / seconds * (WIDTH - LEFT - RIGHT);
    }

    private double y(double millis) {
        double within = Math.min(HIGHEST, Math.max(LOWEST, millis));
        double part = Math.log(within / LOWEST) / Math.log(HIGHEST / LOWEST);
        return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
    }

    /** With one digit and a point, whatever the machine's language. */
    private static String px(double value) {
        return Double.toString(Math.round(value * 10) / 10.0);
    }
}
