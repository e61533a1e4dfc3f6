package dev.workerapp.ecosystem.source;

/** Texts of a file that may be shown on a terminal, or stand in one line of another file. */
public final class Printable {

    private Printable() {}

    /** The text with a blank for each character that moves the cursor, ends a line or can't be shown. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.appendCodePoint(is(c) ? c : ' '));
        return out.toString();
    }

    /** Whether it is neither a control character, nor a line break, a byte order mark or half of a pair. */
    public static boolean is(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
