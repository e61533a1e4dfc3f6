package dev.workerapp.ecosystem.manifest;

import dev.workerapp.ecosystem.source.Printable;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts in YAML. */
final class Scalar {
    /** What neither YAML 1.1, which kubectl reads, nor YAML 1.2 takes for anything but a text. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@-]*(:[A-Za-z0-9_./@-]+)*|-(Xm[sx]|Xss)[0-9]+[kmg]?|[0-9]+[KMG]i");

    private static final Set<String> RESERVED =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf");

    private Scalar() {}

    /** A text, in quotes if need be. */
    static String of(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (Printable.is(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(c <= 0xFFFF ? "\\u%04X".formatted(c) : "\\U%08X".formatted(c));
                    }
                }
            }
        });
        return out.append('"').toString();
    }

    /** The text of a comment: nothing in it ends the line. */
    static String comment(String text) {
        return Printable.of(text).strip();
    }
}
