package dev.workerapp.worker.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The little JSON that calls need: any result is written, and a list of texts is read. */
public final class Json {
    private Json() {}

    /**
     * A value as JSON: maps, collections, numbers, truth values and null as what they are in JSON, all else as its text.
     * Numbers that JSON does not have, such as NaN, are null.
     */
    public static String of(@Nullable Object value) {
        var json = new StringBuilder();
        write(json, value);
        return json.toString();
    }

    private static void write(StringBuilder json, @Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof Number number) {
            json.append(Double.isFinite(number.doubleValue()) ? number.toString() : "null");
        } else if (value instanceof Map<?, ?> map) {
            char before = '{';
            for (var entry : map.entrySet()) {
                json.append(before);
                quote(json, String.valueOf(entry.getKey()));
                json.append(':');
                write(json, entry.getValue());
                before = ',';
            }
            json.append(before == '{' ? "{}" : "}");
        } else if (value instanceof Collection<?> elements) {
            char before = '[';
            for (var element : elements) {
                json.append(before);
                write(json, element);
                before = ',';
            }
            json.append(before == '[' ? "[]" : "]");
        } else {
            quote(json, value.toString());
        }
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    /** The texts of a JSON array of strings; empty if it is anything else. */
    public static Optional<List<String>> strings(String json) {
        return new Reader(json).strings();
    }

    private static final class Reader {
        private final String json;
        private int at;

        Reader(String json) {
            this.json = json;
        }

        Optional<List<String>> strings() {
            var strings = new ArrayList<String>();
            if (!next('[')) {
                return Optional.empty();
            }
            if (!next(']')) {
                do {
                    var string = next('"') ? string() : Optional.<String>empty();
                    if (string.isEmpty()) {
                        return Optional.empty();
                    }
                    strings.add(string.get());
                } while (next(','));
                if (!next(']')) {
                    return Optional.empty();
                }
            }
            skipBlanks();
            return at == json.length() ? Optional.of(strings) : Optional.empty();
        }

        private boolean next(char wanted) {
            skipBlanks();
            boolean there = at < json.length() && json.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }

        private void skipBlanks() {
            while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
                at++;
            }
        }

        private Optional<String> string() {
            var text = new StringBuilder();
            while (at < json.length()) {
                char c = json.charAt(at++);
                if (c == '"') {
                    return Optional.of(text.toString());
                }
                var meant = c == '\\' ? escaped() : c < ' ' ? Optional.<Character>empty() : Optional.of(c);
                if (meant.isEmpty()) {
                    return Optional.empty();
                }
                text.append(meant.get());
            }
            return Optional.empty();
        }

        private Optional<Character> escaped() {
            if (at == json.length()) {
                return Optional.empty();
            }
            char c = json.charAt(at++);
            return switch (c) {
                case '"', '\\', '/' -> Optional.of(c);
                case 'n' -> Optional.of('\n');
                case 't' -> Optional.of('\t');
                case 'r' -> Optional.of('\r');
                case 'b' -> Optional.of('\b');
                case 'f' -> Optional.of('\f');
                case 'u' -> hex();
                default -> Optional.empty();
            };
        }

        private Optional<Character> hex() {
            if (at + 4 > json.length() || !json.substring(at, at + 4).matches("[0-9A-Fa-f]{4}")) {
                return Optional.empty();
            }
            at += 4;
            return Optional.of((char) Integer.parseInt(json.substring(at - 4, at), 16));
        }
    }
}
