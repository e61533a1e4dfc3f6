package dev.workerapp.ecosystem.yaml;

import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Bool;
import dev.workerapp.ecosystem.value.Value.Null;
import dev.workerapp.ecosystem.value.Value.Num;
import dev.workerapp.ecosystem.value.Value.Str;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** What a plain scalar stands for, by the core schema of YAML 1.2 (section 10.3.2): {@code on} and {@code no} are texts. */
final class Scalars {
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern BOOL = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern RADIX = Pattern.compile("([-+]?)0([xob])([0-9a-fA-F]+)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITE = Pattern.compile("([-+]?)\\.(inf|Inf|INF)");
    private static final Pattern NAN = Pattern.compile("\\.nan|\\.NaN|\\.NAN");

    private Scalars() {}

    static Value value(ScalarEvent scalar, @Nullable Position at) {
        String text = scalar.getValue();
        String tag = scalar.getTag().orElse("");
        if (!scalar.isPlain() || tag.equals("tag:yaml.org,2002:str")) {
            return new Str(text, at);
        }
        if (NULL.matcher(text).matches()) {
            return new Null(at);
        }
        if (BOOL.matcher(text).matches()) {
            return new Bool(Boolean.parseBoolean(text.toLowerCase(Locale.ROOT)), at);
        }
        return number(text, at);
    }

    private static Value number(String text, @Nullable Position at) {
        Matcher radix = RADIX.matcher(text);
        if (radix.matches()) {
            int base =
                    switch (radix.group(2)) {
                        case "x" -> 16;
                        case "o" -> 8;
                        default -> 2;
                    };
            try {
                return new Num(new BigInteger(radix.group(1) + radix.group(3), base).doubleValue(), at);
            } catch (NumberFormatException e) {
                return new Str(text, at);
            }
        }
        if (DECIMAL.matcher(text).matches()) {
            return new Num(Double.parseDouble(text), at);
        }
        Matcher infinite = INFINITE.matcher(text);
        if (infinite.matches()) {
            boolean negative = infinite.group(1).equals("-");
            return new Num(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, at);
        }
        return NAN.matcher(text).matches() ? new Num(Double.NaN, at) : new Str(text, at);
    }
}
