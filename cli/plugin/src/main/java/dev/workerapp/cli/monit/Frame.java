package dev.workerapp.cli.monit;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.metrics.Row;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Escapes;
import dev.workerapp.cli.output.Width;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the lines of the screen.
 *
 * @param width its columns
 * @param height its lines
 * @param unicode whether more than ASCII can be shown
 * @param colours its colours
 */
record Frame(int width, int height, boolean unicode, Colours colours) {

    /** The two lines of the app, the heading of the table, the note and the keys. */
    private static final int FIXED = 5;

    private static final int LEAST_ROWS = 3;

    /**
     * What is drawn.
     *
     * @param lines as many as the screen has
     * @param shown the rows among them
     */
    record Drawn(List<String> lines, List<Row> shown) {
        Drawn {
            lines = List.copyOf(lines);
            shown = List.copyOf(shown);
        }
    }

    Drawn draw(Model model, Function<Worker, List<String>> logs, Instant now) {
        Figures figures = Figures.of(unicode);
        List<Row> rows = model.rows();
        int page = page(model, rows.size());
        int first = Math.max(model.selectedIndex(), 0) / page * page;
        List<Row> shown = rows.subList(first, Math.min(first + page, rows.size()));
        List<String> lines = new ArrayList<>(Header.lines(model.sample(), figures, colours, width, now));
        Grid grid = Grid.of(rows, width, figures, now);
        lines.add(colours.paint(Colour.BOLD, cut(grid.heading())));
        for (Row row : shown) {
            boolean isSelected = row.worker()
                    .name()
                    .equals(model.selected().map(Worker::name).orElse(""));
            String line = cut(grid.line(row));
            lines.add(isSelected ? colours.paint(Colour.INVERSE, padded(line)) : colours.paint(Grid.colour(row), line));
        }
        if (model.pane().isPresent() || model.showsLogs()) {
            lower(model, logs, rows.size(), first, shown.size(), lines);
        }
        while (lines.size() < height - 2) {
            lines.add("");
        }
        List<String> fitting = new ArrayList<>(lines.subList(0, Math.max(Math.min(lines.size(), height - 2), 0)));
        fitting.add(note(model));
        fitting.add(colours.paint(Colour.DIM, cut(keys(model))));
        return new Drawn(fitting.subList(0, Math.min(fitting.size(), height)), shown);
    }

    /** How many rows of the table are on the screen. */
    int page(Model model, int rows) {
        int room = Math.max(height - FIXED, LEAST_ROWS);
        if (model.pane().isPresent()) {
            return LEAST_ROWS;
        }
        return model.showsLogs() ? Math.clamp(rows, LEAST_ROWS, Math.max(room / 2, LEAST_ROWS)) : room;
    }

    /** The log of the worker that is chosen, or another text. */
    private void lower(
            Model model, Function<Worker, List<String>> logs, int rows, int first, int shown, List<String> lines) {
        String title = model.pane().map(Model.Pane::title).orElseGet(() -> model.selected()
                .map(worker -> "logs (" + worker.app() + "/" + worker.slot() + ", " + worker.name() + ")")
                .orElse("logs"));
        String of = shown < rows ? " workers " + (first + 1) + "-" + (first + shown) + " of " + rows + " " : "";
        // Of the thin lines of Unicode jline makes those of old terminals' line drawing set.
        String bar = unicode ? "━" : "-";
        String left = cut(bar.repeat(4) + " " + title + " ");
        lines.add(colours.paint(
                Colour.DIM, cut(left + bar.repeat(Math.max(width - Width.of(left) - Width.of(of), 0)) + of)));
        int room = Math.max(height - 2 - lines.size(), 0);
        List<String> text = model.pane()
                .map(pane -> pane.lines()
                        .subList(
                                Math.min(model.scrolled(), pane.lines().size()),
                                pane.lines().size()))
                .orElseGet(() -> last(model.selected().map(logs).orElse(List.of()), room));
        text.stream().limit(room).map(Escapes::none).map(this::cut).forEach(lines::add);
    }

    private static List<String> last(List<String> lines, int count) {
        return lines.subList(Math.max(lines.size() - count, 0), lines.size());
    }

    /** A question, what is wrong, or what is missing. */
    private String note(Model model) {
        String filter = model.filter().isEmpty() ? "" : "filter: " + model.filter() + "   ";
        return switch (model.mode()) {
            case FILTER -> cut("/" + model.filter() + (unicode ? "▏" : "_"));
            case CONFIRM ->
                colours.paint(
                        Colour.YELLOW,
                        cut("Reload all workers of " + model.sample().app().name() + ", replacement first? y/n"));
            case TABLE -> {
                String frozen = model.isFrozen() ? "frozen: space goes on   " : "";
                List<String> missing = model.sample().missing();
                String wrong = model.failure().isEmpty()
                        ? missing.stream().limit(2).collect(Collectors.joining("; "))
                                + (missing.size() > 2 ? "; and " + (missing.size() - 2) + " more" : "")
                        : model.failure();
                yield colours.paint(Colour.YELLOW, cut(frozen + filter + Escapes.none(wrong)));
            }
        };
    }

    private String keys(Model model) {
        String arrows = unicode ? "↑↓" : "up/down";
        return switch (model.mode()) {
            case FILTER -> "type a part of a name, a status or a revision   Enter keeps it   Esc drops it";
            case CONFIRM -> "y reloads   any other key does not";
            case TABLE -> model.pane().isPresent() ? arrows + " scroll  Esc close  q quit" : tableKeys(model, arrows);
        };
    }

    /** All keys, or where they don't fit the one that shows them all. */
    private String tableKeys(Model model, String arrows) {
        String begin = arrows + " worker  l logs  s sort: " + model.order().word() + "  / filter  ";
        String all = begin + "space freeze  d describe  w why  r reload  ? keys  q quit";
        return Width.of(all) <= width ? all : begin + "? all keys  q quit";
    }

    private String cut(String text) {
        return Width.cut(text, width, unicode);
    }

    private String padded(String text) {
        return colours.on() ? text + " ".repeat(Math.max(width - Width.of(text), 0)) : text;
    }
}
