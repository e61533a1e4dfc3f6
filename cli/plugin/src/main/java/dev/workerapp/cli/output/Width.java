package dev.workerapp.cli.output;

/** How many columns of a terminal a text takes. */
public final class Width {

    private Width() {}

    /** The columns of a text, without escape sequences: two for East Asian wide characters and emoji, none for marks. */
    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            width += of(character);
            i += Character.charCount(character);
        }
        return width;
    }

    private static int of(int character) {
        if (character < 0x300) {
            return 1;
        }
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /** The wide and full-width blocks of Unicode Standard Annex 11, and emoji. */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x1f300 && c <= 0x1f64f)
                || (c >= 0x1f680 && c <= 0x1f6ff)
                || (c >= 0x1f900 && c <= 0x1f9ff)
                || (c >= 0x20000 && c <= 0x3fffd);
    }

    /** The text in at most so many columns; what is cut off shows as an ellipsis. */
    public static String cut(String text, int columns, boolean unicode) {
        if (of(text) <= columns) {
            return text;
        }
        String ellipsis = unicode ? "…" : "...";
        StringBuilder kept = new StringBuilder();
        int left = columns - of(ellipsis);
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            left -= of(character);
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(character);
            i += Character.charCount(character);
        }
        return kept.append(ellipsis).toString();
    }
}
