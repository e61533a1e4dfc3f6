package dev.workerapp.cli.output;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.workerapp.cli.json.Json;
import java.util.List;
import java.util.Map;

/** Writes JSON as YAML, in the block style that kubectl prints; strings that could be read as something else are quoted. */
public final class Yaml {

    private Yaml() {}

    /** The text, without a line break at the end. */
    public static String of(Json json) {
        StringBuilder yaml = new StringBuilder();
        write(json, 0, yaml);
        return yaml.toString().strip();
    }

    private static void write(Json json, int depth, StringBuilder to) {
        switch (json) {
            case Json.Obj(Map<String, Json> fields)
            when !fields.isEmpty() ->
                fields.forEach((name, value) -> {
                    to.append('\n').repeat(' ', depth).append(scalar(name)).append(':');
                    // As kubectl does it, the items of a list are not indented further than the name.
                    nested(value, value instanceof Json.Arr ? depth : depth + 2, to);
                });
            case Json.Arr(List<Json> values)
            when !values.isEmpty() ->
                values.forEach(value -> {
                    to.append('\n').repeat(' ', depth).append('-');
                    int begin = to.length();
                    nested(value, depth + 2, to);
                    if (value instanceof Json.Obj || value instanceof Json.Arr) {
                        joinFirstLine(to, begin, depth + 2);
                    }
                });
            case Json.Obj _ -> to.append("{}");
            case Json.Arr _ -> to.append("[]");
            case Json.Text(String value) -> to.append(scalar(value));
            case Json.Num _, Json.Bool _ -> to.append(json.text());
            case Json.Nothing _ -> to.append("null");
        }
    }

    private static void nested(Json value, int depth, StringBuilder to) {
        boolean block = !value.items().isEmpty() || !value.entries().isEmpty();
        if (!block) {
            to.append(' ');
        }
        write(value, depth, to);
    }

    /** The first field of an object in a list stands beside the dash. */
    private static void joinFirstLine(StringBuilder to, int begin, int depth) {
        if (to.length() > begin && to.charAt(begin) == '\n') {
            to.replace(begin, begin + 1 + depth, " ");
        }
    }

    private static String scalar(String text) {
        boolean plain = text.matches("[A-Za-z_/][-A-Za-z0-9_./]*( [A-Za-z0-9_./(][-A-Za-z0-9_./()]*)*")
                && !text.matches("(?i)y|n|yes|no|on|off|true|false|null");
        return plain
                ? text
                : '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
