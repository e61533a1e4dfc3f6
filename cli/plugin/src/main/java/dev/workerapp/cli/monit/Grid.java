package dev.workerapp.cli.monit;

import dev.workerapp.cli.metrics.Row;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Escapes;
import dev.workerapp.cli.output.Width;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The table of workers: the columns that fit, and how wide they are. Lines are plain text.
 *
 * @param columns those that are shown
 * @param widths how wide each is
 * @param figures writes the figures
 * @param now the time, for ages
 */
record Grid(List<Column> columns, List<Integer> widths, Figures figures, Instant now) {

    private static final String GAP = "  ";

    /** A pod with a longer name is cut: others must be seen beside it. */
    private static final int LONGEST = 40;

    Grid {
        columns = List.copyOf(columns);
        widths = List.copyOf(widths);
    }

    /** Of these rows, in so many columns of the terminal. */
    static Grid of(List<Row> rows, int width, Figures figures, Instant now) {
        List<Column> columns = new ArrayList<>(Column.ALL);
        while (true) {
            List<Integer> widths = new ArrayList<>();
            int sum = -GAP.length();
            for (Column column : columns) {
                int widest = Width.of(column.title());
                for (Row row : rows) {
                    widest = Math.max(widest, Width.of(text(column, row, figures, now)));
                }
                widths.add(Math.min(widest, LONGEST));
                sum += Math.min(widest, LONGEST) + GAP.length();
            }
            Optional<Column> last = columns.stream().max(Comparator.comparingInt(Column::expendable));
            if (sum <= width || last.isEmpty() || last.get().expendable() == 0) {
                return new Grid(columns, widths, figures, now);
            }
            columns.remove(last.get());
        }
    }

    private static String text(Column column, Row row, Figures figures, Instant now) {
        return Escapes.none(column.text().of(row, figures, now));
    }

    String heading() {
        List<String> cells = columns.stream().map(Column::title).toList();
        return line(cells);
    }

    String line(Row row) {
        return line(
                columns.stream().map(column -> text(column, row, figures, now)).toList());
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = Width.cut(cells.get(i), widths.get(i), true);
            int blanks = widths.get(i) - Width.of(cell);
            boolean right = columns.get(i).isRight();
            line.append(i == 0 ? "" : GAP)
                    .repeat(' ', right ? blanks : 0)
                    .append(cell)
                    .repeat(' ', right ? 0 : blanks);
        }
        return line.toString().stripTrailing();
    }

    /** The colour of a row. */
    static Colour colour(Row row) {
        return switch (row.status()) {
            case "ready" -> Colour.NONE;
            case "draining", "Terminating" -> Colour.DIM;
            case "not ready" -> Colour.YELLOW;
            case "Pending", "ContainerCreating" -> Colour.BLUE;
            default -> Colour.RED;
        };
    }
}
