package dev.workerapp.cli.output;

import dev.workerapp.cli.output.Colours.Colour;
import java.util.ArrayList;
import java.util.List;

/** Rows under a heading, three blanks between the columns, as kubectl prints them. The columns depend on nothing else. */
public final class Table {

    private static final String GAP = "   ";

    /** A cell. */
    public record Cell(String text, Colour colour) {

        /** Plain text; what is empty shows as a dash. Control characters are left out. */
        public static Cell of(String text) {
            return of(text, Colour.NONE);
        }

        /** Coloured text. */
        public static Cell of(String text, Colour colour) {
            return new Cell(text.isEmpty() ? "-" : Escapes.none(text), colour);
        }
    }

    private final List<String> heading;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final int[] widths;

    /** With these columns. */
    public Table(List<String> heading) {
        this.heading = List.copyOf(heading);
        this.widths = heading.stream().mapToInt(Width::of).toArray();
    }

    /** Adds a row; it has as many cells as there are columns. */
    public void row(List<Cell> cells) {
        rows.add(List.copyOf(cells));
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], Width.of(cells.get(i).text()));
        }
    }

    /** Whether there is no row since the last call of {@link #take}. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines of the rows since the last call, with or without the heading. Columns never get narrower. */
    public List<String> take(Colours colours, boolean withHeading) {
        List<String> lines = new ArrayList<>(rows.size() + 1);
        if (withHeading) {
            lines.add(line(heading.stream().map(Cell::of).toList(), colours));
        }
        for (List<Cell> row : rows) {
            lines.add(line(row, colours));
        }
        rows.clear();
        return lines;
    }

    /** Padded by the width that is seen, and coloured only then. */
    private String line(List<Cell> cells, Colours colours) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            line.append(colours.paint(cell.colour(), cell.text()));
            if (i < cells.size() - 1) {
                line.repeat(' ', widths[i] - Width.of(cell.text())).append(GAP);
            }
        }
        return line.toString();
    }
}
