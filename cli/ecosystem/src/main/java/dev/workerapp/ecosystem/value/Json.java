package dev.workerapp.ecosystem.value;

import dev.workerapp.ecosystem.value.Value.Arr;
import dev.workerapp.ecosystem.value.Value.Bool;
import dev.workerapp.ecosystem.value.Value.Member;
import dev.workerapp.ecosystem.value.Value.Null;
import dev.workerapp.ecosystem.value.Value.Num;
import dev.workerapp.ecosystem.value.Value.Obj;
import dev.workerapp.ecosystem.value.Value.Opaque;
import dev.workerapp.ecosystem.value.Value.Str;
import dev.workerapp.ecosystem.value.Value.Undefined;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Writes JSON as {@code JSON.stringify} does. */
public final class Json {
    private final StringBuilder out = new StringBuilder();
    private final String indent;
    private final int longest;

    private Json(String indent, int longest) {
        this.indent = indent;
        this.longest = longest;
    }

    /**
     * On one line.
     *
     * @param longest how many characters it may have
     * @return empty if it has more
     */
    public static Optional<String> compact(Value value, int longest) {
        Json json = new Json("", longest);
        return json.write(value, 0) ? Optional.of(json.out.toString()) : Optional.empty();
    }

    /** On several lines, with two blanks for each level. */
    public static String indented(Value value) {
        Json json = new Json("  ", Integer.MAX_VALUE);
        json.write(value, 0);
        return json.out.toString();
    }

    /** Whether it is not too long yet. A value may share parts, and be far longer as a text. */
    private boolean write(Value value, int depth) {
        switch (value) {
            case Str str -> quote(str.text());
            case Num num -> out.append(Double.isFinite(num.number()) ? JavaScript.number(num.number()) : "null");
            case Bool bool -> out.append(bool.value());
            case Null _, Undefined _, Opaque _ -> out.append("null");
            case Arr array -> {
                return array(array, depth);
            }
            case Obj object -> {
                return object(object, depth);
            }
        }
        return out.length() <= longest;
    }

    private boolean array(Arr array, int depth) {
        out.append('[');
        for (Iterator<Value> items = array.items().iterator(); items.hasNext(); ) {
            line(depth + 1);
            if (!write(items.next(), depth + 1)) {
                return false;
            }
            out.append(items.hasNext() ? "," : "");
        }
        return end(array.items().isEmpty(), depth, ']');
    }

    private boolean object(Obj object, int depth) {
        out.append('{');
        boolean empty = true;
        for (Map.Entry<String, Member> member : object.members().entrySet()) {
            Value value = member.getValue().value();
            if (value instanceof Undefined || value instanceof Opaque) {
                continue;
            }
            out.append(empty ? "" : ",");
            empty = false;
            line(depth + 1);
            quote(member.getKey());
            out.append(indent.isEmpty() ? ":" : ": ");
            if (!write(value, depth + 1)) {
                return false;
            }
        }
        return end(empty, depth, '}');
    }

    private boolean end(boolean empty, int depth, char bracket) {
        if (!empty) {
            line(depth);
        }
        out.append(bracket);
        return out.length() <= longest;
    }

    private void line(int depth) {
        if (!indent.isEmpty()) {
            out.append('\n').repeat(indent, depth);
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text, i);
        }
        out.append('"');
    }

    private void character(String text, int i) {
        char c = text.charAt(i);
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ' || isLoneSurrogate(text, i)) {
                    out.append("\\u%04x".formatted((int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }

    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
