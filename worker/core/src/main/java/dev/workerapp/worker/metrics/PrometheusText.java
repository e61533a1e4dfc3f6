package dev.workerapp.worker.metrics;

import java.util.List;
import java.util.Locale;

/** Builds a page in Prometheus' text format, version 0.0.4. For one thread. */
final class PrometheusText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(4096);

    /** A family with one value. */
    void single(String name, String type, String help, double value) {
        family(name, type, help);
        sample(name, "", value);
    }

    /** Begins a family; its samples follow. */
    void family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** @param labels such as {@code area="heap"}, or nothing */
    void sample(String name, String labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(number(value)).append('\n');
    }

    /** A histogram in seconds, from counts that are not cumulated. */
    void histogram(String name, String help, List<Double> bounds, List<Long> counts, double sum) {
        family(name, "histogram", help);
        long below = 0;
        for (int i = 0; i < counts.size(); i++) {
            below += counts.get(i);
            var bound = i < bounds.size() ? number(bounds.get(i)) : "+Inf";
            sample(name + "_bucket", label("le", bound), (double) below);
        }
        sample(name + "_sum", "", sum);
        sample(name + "_count", "", (double) below);
    }

    static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? String.format(Locale.ROOT, "%d", (long) value) : Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
