package dev.workerapp.ecosystem.source;

import java.util.Arrays;

/** A text and its name. A byte order mark at its beginning is left out. Immutable. */
public final class Source {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final String text;
    private final int[] lines;

    /**
     * @param name what messages call it: the file as it was given, or {@code standard input}
     */
    public Source(String name, String text) {
        this.name = name;
        this.text = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        this.lines = lineStarts(this.text);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            if (endsLine(text, i)) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    private static boolean endsLine(String text, int i) {
        return switch (text.charAt(i)) {
            case '\n', '\u2028', '\u2029' -> true;
            case '\r' -> i + 1 == text.length() || text.charAt(i + 1) != '\n';
            default -> false;
        };
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The text itself. */
    public String text() {
        return text;
    }

    /**
     * The place of a character.
     *
     * @param offset from 0 to the length of the text
     */
    public Position at(int offset) {
        int found = Arrays.binarySearch(lines, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, offset - lines[line] + 1);
    }

    /** Something that is wrong at a character. */
    public Refused refused(int offset, String message) {
        return new Refused(new Mistake(name, at(offset), message));
    }
}
