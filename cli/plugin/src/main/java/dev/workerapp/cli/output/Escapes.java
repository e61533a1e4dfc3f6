package dev.workerapp.cli.output;

/** Keeps what comes from elsewhere (logs, messages) from steering the terminal. */
public final class Escapes {

    private static final char ESCAPE = '\033';

    private Escapes() {}

    /** The text without control characters and escape sequences; a tab becomes a blank. */
    public static String none(String text) {
        return filter(text, false);
    }

    /** The same, but colours and other renditions (SGR, ECMA-48 8.3.117) stay. */
    public static String coloursOnly(String text) {
        return filter(text, true);
    }

    private static String filter(String text, boolean colours) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ESCAPE) {
                int end = end(text, i);
                if (colours && isColour(text, i, end)) {
                    kept.append(text, i, end + 1);
                }
                i = end;
            } else if (c == '\t') {
                kept.append(' ');
            } else if (!Character.isISOControl(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The index of the last character of the sequence that begins there (ECMA-48 5.4, 5.6). */
    private static int end(String text, int begin) {
        if (begin + 1 >= text.length()) {
            return begin;
        }
        char kind = text.charAt(begin + 1);
        int i = begin + 2;
        if (kind == '[') {
            while (i < text.length() && (text.charAt(i) < '@' || text.charAt(i) > '~')) {
                i++;
            }
            return Math.min(i, text.length() - 1);
        }
        if ("]PX^_".indexOf(kind) >= 0) {
            while (i < text.length() && text.charAt(i) != '\007') {
                if (text.charAt(i) == ESCAPE && i + 1 < text.length() && text.charAt(i + 1) == '\\') {
                    return i + 1;
                }
                i++;
            }
            return Math.min(i, text.length() - 1);
        }
        return begin + 1;
    }

    private static boolean isColour(String text, int begin, int end) {
        return text.startsWith("[", begin + 1)
                && text.charAt(end) == 'm'
                && text.substring(begin + 2, end).chars().allMatch(c -> (c >= '0' && c <= '9') || c == ';' || c == ':');
    }
}
