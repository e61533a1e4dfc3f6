package dev.workerapp.ecosystem.pm2;

import dev.workerapp.ecosystem.pm2.Option.Form;
import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.value.JavaScript;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Arr;
import dev.workerapp.ecosystem.value.Value.Num;
import dev.workerapp.ecosystem.value.Value.Str;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes of a value what PM2 makes of it: {@code Config._valid} in lib/tools/Config.js. */
final class Coercion {
    private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?\\s*");
    private static final Pattern WHOLE = Pattern.compile("\\s*([-+]?\\d+).*", Pattern.DOTALL);
    private static final Pattern SIZE = Pattern.compile("(\\d+)([KMG])");
    private static final Pattern TIME = Pattern.compile("(\\d+)([hms])");
    private static final Pattern MODE = Pattern.compile("(cluster|fork)(_mode)?");
    private static final Pattern ARGUMENT =
            Pattern.compile("[^\\s\"'=]+=\"[^\"]*\"|[^\\s\"'=]+='[^']*'|\"([^\"]*)\"|'([^']*)'|\\S+");

    /** What is wrong with a value. */
    static final class Wrong extends Exception {
        Wrong(String message) {
            super(message);
        }
    }

    private Coercion() {}

    /**
     * The value as PM2 takes it.
     *
     * @throws Wrong if PM2 refuses it
     */
    static Value of(Option option, Value value) throws Wrong {
        Value taken = option.name().equals("instances") ? instances(value) : value;
        if (option.types().contains(Type.NUMBER) && taken instanceof Str(String text, Position at)) {
            taken = NUMBER.matcher(text).matches() ? new Num(Double.parseDouble(text.strip()), at) : taken;
        }
        Value typed = taken;
        if (option.types().stream().noneMatch(type -> type.is(typed))) {
            throw new Wrong("takes %s, and this is %s".formatted(types(option), value.type()));
        }
        return switch (typed) {
            case Num number -> number(option, number);
            case Str text -> text(option, text);
            default -> typed;
        };
    }

    private static String types(Option option) {
        return option.types().stream().map(Type::shown).collect(Collectors.joining(" or "));
    }

    /** {@code max} and what begins with no number is 0, which stands for all processors. */
    private static Value instances(Value value) {
        if (!(value instanceof Str(String text, Position at))) {
            return value;
        }
        Matcher whole = WHOLE.matcher(text);
        return new Num(whole.matches() ? Double.parseDouble(whole.group(1)) : 0, at);
    }

    private static Value number(Option option, Num value) throws Wrong {
        double number = value.number();
        if (!Double.isFinite(number)) {
            throw new Wrong("takes a number, and this is " + JavaScript.number(number));
        }
        int least = option.form() == Form.TIME ? 100 : 0;
        if (number < least && (option.form() == Form.TIME || option.form() == Form.NOT_NEGATIVE)) {
            throw new Wrong("is at least %d, and this is %s".formatted(least, JavaScript.number(number)));
        }
        return value;
    }

    private static Value text(Option option, Str value) throws Wrong {
        String text = value.text();
        return switch (option.form()) {
            case SIZE ->
                new Num(unit(text, SIZE, "takes a number of bytes, or one with K, M or G, such as 300M"), value.at());
            case TIME ->
                new Num(
                        unit(text, TIME, "takes a number of milliseconds, or one with h, m or s, such as 5s"),
                        value.at());
            case MODE -> {
                if (!MODE.matcher(text).matches()) {
                    throw new Wrong("takes cluster or fork");
                }
                yield new Str(text.replace("_mode", ""), value.at());
            }
            case ANY, NOT_NEGATIVE ->
                option.types().size() > 1 && option.types().getFirst() == Type.ARRAY ? split(text, value.at()) : value;
        };
    }

    private static double unit(String text, Pattern form, String otherwise) throws Wrong {
        Matcher matcher = form.matcher(text);
        if (!matcher.matches()) {
            throw new Wrong(otherwise);
        }
        double unit =
                switch (matcher.group(2)) {
                    case "K" -> 1024;
                    case "M" -> 1024 * 1024;
                    case "G" -> 1024 * 1024 * 1024;
                    case "h" -> 3_600_000;
                    case "m" -> 60_000;
                    default -> 1000;
                };
        return Double.parseDouble(matcher.group(1)) * unit;
    }

    private static Arr split(String text, @Nullable Position at) {
        List<Value> arguments = new ArrayList<>();
        Matcher matcher = ARGUMENT.matcher(text);
        while (matcher.find()) {
            unquoted(matcher.group()).ifPresent(argument -> arguments.add(new Str(argument, at)));
        }
        return new Arr(arguments, at);
    }

    private static Optional<String> unquoted(String argument) {
        char first = argument.charAt(0);
        boolean quoted = argument.length() > 1
                && (first == '"' || first == '\'')
                && argument.charAt(argument.length() - 1) == first;
        return Optional.of(quoted ? argument.substring(1, argument.length() - 1) : argument)
                .filter(a -> !a.isBlank());
    }
}
