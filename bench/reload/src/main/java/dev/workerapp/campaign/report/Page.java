package dev.workerapp.campaign.report;

import dev.workerapp.campaign.plan.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of results: one file, which needs nothing else. */
public final class Page {

    private static final String TEMPLATE = "page.html";

    private Page() {}

    /** Writes it. */
    public static void write(List<Row> rows, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, of(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String of(List<Row> rows) {
        Map<Boolean, List<Row>> byEvent = rows.stream()
                .collect(Collectors.partitioningBy(row -> row.event().equals(Event.RELOAD.toString())));
        return template()
                .replace("<!-- measured -->", measured(rows))
                .replace("<!-- targets -->", targets(rows))
                .replace("<!-- reloads -->", table(byEvent.getOrDefault(true, List.of())))
                .replace("<!-- events -->", table(byEvent.getOrDefault(false, List.of())))
                .replace("<!-- meanings -->", meanings(rows))
                .replace("<!-- plots -->", rows.stream().map(Page::plot).collect(Collectors.joining()));
    }

    private static String template() {
        try (var in = Page.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException(TEMPLATE + " is missing in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String measured(List<Row> rows) {
        if (rows.isEmpty()) {
            return "Nothing was measured yet.";
        }
        long sent =
                rows.stream().mapToLong(row -> row.sent() + row.slow().sent()).sum();
        List<String> times = rows.stream().map(Row::measuredAt).sorted().toList();
        return "%,d requests in %d rows, measured from %s to %s."
                .formatted(sent, rows.size(), escape(times.getFirst()), escape(times.getLast()));
    }

    private static String targets(List<Row> rows) {
        StringBuilder lines = new StringBuilder();
        for (Row row : rows) {
            Targets.of(row).forEach(verdict -> lines.append(verdict(verdict, row.key())));
        }
        Targets.across(rows).forEach(verdict -> lines.append(verdict(verdict, "")));
        return lines.toString();
    }

    private static String verdict(Targets.Verdict verdict, String key) {
        String style = verdict.met() ? "met" : "missed";
        return "<tr><td class=\"%s\">%s</td><td>%s</td><td>%s</td><td>%s</td></tr>%n"
                .formatted(style, style, escape(verdict.what()), escape(verdict.seen()), escape(key));
    }

    private static String table(List<Row> rows) {
        return rows.stream().map(Page::line).collect(Collectors.joining());
    }

    private static String line(Row row) {
        long replaced = (long) row.times() * row.instances();
        return """
                <tr><td>%s</td><td>%s, %s</td><td>%s</td><td>%s × %d, %d workers</td>
                <td class="n">%,d</td><td class="n %s">%,d</td><td class="kinds">%s</td>
                <td class="n">%s</td><td class="n">%s</td>
                <td class="n">%s</td><td class="n">%s</td><td class="n">%.1f</td><td class="n">%s</td><td class="n">%s</td></tr>
                """.formatted(
                        row.system(),
                        row.server(),
                        row.runtime(),
                        row.client(),
                        row.event(),
                        row.times(),
                        row.instances(),
                        row.sent(),
                        row.lost() == 0 ? "met" : "missed",
                        row.lost(),
                        escape(kinds(row)),
                        row.slow().sent(),
                        row.streams().failedSum() + "/" + row.streams().sent(),
                        pair(row.steady()),
                        pair(row.during()),
                        Targets.mean(row.seconds()),
                        row.limitSeconds().isEmpty() ? "" : "%.1f".formatted(Targets.mean(row.limitSeconds())),
                        row.writes() < 0 ? "" : "%.1f".formatted((double) row.writes() / Math.max(1, replaced)));
    }

    private static String kinds(Row row) {
        String kinds = words(row.failed());
        String slow = row.slow().failed().isEmpty()
                ? ""
                : " slow: " + words(row.slow().failed());
        String kill = row.lostByKill().isEmpty() ? "" : " (" + words(row.lostByKill()) + ")";
        String trouble = row.trouble().isEmpty() ? "" : " Trouble: " + row.trouble();
        return (kinds + slow + kill + trouble).strip();
    }

    private static String words(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " "
                        + count.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static String pair(Figures figures) {
        return figures.sent() == 0 ? "" : "%.1f / %.1f".formatted(figures.p50(), figures.p99());
    }

    private static String meanings(List<Row> rows) {
        StringBuilder meanings = new StringBuilder();
        for (Event event : Event.values()) {
            if (rows.stream().anyMatch(row -> row.event().equals(event.toString()))) {
                meanings.append("<dt>%s</dt><dd>%s</dd>%n".formatted(event, escape(event.meaning())));
            }
        }
        return meanings.toString();
    }

    private static String plot(Row row) {
        return "<figure><figcaption>%s: %,d requests, %d failed</figcaption>%n%s</figure>%n"
                .formatted(escape(row.key()), row.sent(), row.lost(), Plot.of(row));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
