package dev.workerapp.ecosystem.value;

import dev.workerapp.ecosystem.value.Value.Arr;
import dev.workerapp.ecosystem.value.Value.Bool;
import dev.workerapp.ecosystem.value.Value.Null;
import dev.workerapp.ecosystem.value.Value.Num;
import dev.workerapp.ecosystem.value.Value.Obj;
import dev.workerapp.ecosystem.value.Value.Opaque;
import dev.workerapp.ecosystem.value.Value.Str;
import dev.workerapp.ecosystem.value.Value.Undefined;
import java.math.BigDecimal;
import java.util.Optional;

/** Values as text, as JavaScript writes them. */
public final class JavaScript {

    private JavaScript() {}

    /** A number, by Number::toString of ECMA-262: {@code 3000}, {@code 0.5}, {@code 1e+21}. */
    public static String number(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        if (number == 0) {
            return "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        return (number < 0 ? "-" : "") + placed(digits, digits.length() - shortest.scale());
    }

    /** The digits with their decimal point, which stands after the {@code point}-th of them. */
    private static String placed(String digits, int point) {
        int count = digits.length();
        if (point > 21 || point <= -6) {
            String fraction = count == 1 ? "" : "." + digits.substring(1);
            return digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "") + (point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return point >= count
                ? digits + "0".repeat(point - count)
                : digits.substring(0, point) + "." + digits.substring(point);
    }

    /**
     * What an environment variable gets, as PM2 gives it: objects and null as JSON, the rest as it is.
     *
     * @param longest how many characters it may have
     * @return empty for what has no text, such as a function, and for what is longer
     */
    public static Optional<String> variable(Value value, int longest) {
        return switch (value) {
            case Str str -> Optional.of(str.text()).filter(text -> text.length() <= longest);
            case Num num -> Optional.of(number(num.number()));
            case Bool bool -> Optional.of(Boolean.toString(bool.value()));
            case Null _, Arr _, Obj _ -> Json.compact(value, longest);
            case Undefined _, Opaque _ -> Optional.empty();
        };
    }
}
