package dev.workerapp.cli.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The metrics of a worker, in Prometheus' text format 0.0.4. Only what the worker runtime writes is understood: no escapes in
 * the values of labels, no time stamps.
 */
final class Page {

    private record Sample(String labels, double value) {}

    private final Map<String, List<Sample>> samples = new HashMap<>();

    private Page() {}

    /** Reads a page; lines that are no samples are left out. */
    static Page parse(String text) {
        Page page = new Page();
        text.lines().filter(line -> !line.startsWith("#")).forEach(page::line);
        return page;
    }

    private void line(String line) {
        int space = line.lastIndexOf(' ');
        int brace = line.indexOf('{');
        int end = brace < 0 ? space : brace;
        if (end <= 0) {
            return;
        }
        try {
            double value = number(line.substring(space + 1));
            samples.computeIfAbsent(line.substring(0, end), _ -> new ArrayList<>())
                    .add(new Sample(line.substring(end, space), value));
        } catch (NumberFormatException _) {
            // It is no sample.
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** The only sample of a name, or the sum of all; empty if there is none. */
    OptionalDouble sum(String name) {
        List<Sample> found = samples.getOrDefault(name, List.of());
        return found.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(found.stream().mapToDouble(Sample::value).sum());
    }

    /** The sample of a name that has this label with this value; empty if there is none. */
    OptionalDouble one(String name, String label, String value) {
        String pair = label + "=\"" + value + "\"";
        return samples.getOrDefault(name, List.of()).stream()
                .filter(sample -> sample.labels().contains(pair))
                .mapToDouble(Sample::value)
                .findFirst();
    }

    /** The cumulative buckets of a histogram: how many were at most so long, by the bound. */
    Latencies histogram(String name) {
        Map<Double, Double> buckets = new HashMap<>();
        for (Sample sample : samples.getOrDefault(name + "_bucket", List.of())) {
            int begin = sample.labels().indexOf("le=\"") + 4;
            int end = sample.labels().indexOf('"', begin);
            if (begin >= 4 && end > begin) {
                try {
                    buckets.put(number(sample.labels().substring(begin, end)), sample.value());
                } catch (NumberFormatException _) {
                    // It is no bucket.
                }
            }
        }
        return Latencies.of(buckets);
    }
}
