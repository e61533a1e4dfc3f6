package dev.workerapp.ecosystem.literal;

import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.source.Source;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of JavaScript, without their sign. */
final class Numbers {
    private static final Pattern RADIX = Pattern.compile("0([xob])([0-9a-f_]+)(n?)", Pattern.CASE_INSENSITIVE);
    /** As scripts that are not strict still take it. */
    private static final Pattern OLD_OCTAL = Pattern.compile("0([0-7]+)(?![0-9.])");

    private static final Pattern DECIMAL =
            Pattern.compile("((?:[0-9][0-9_]*)?\\.?[0-9_]*(?:e[+-]?[0-9][0-9_]*)?)(n?)", Pattern.CASE_INSENSITIVE);

    private Numbers() {}

    /**
     * What was read.
     *
     * @param end the offset behind it
     */
    record Read(double number, boolean isBigInt, int end) {}

    /** The number that begins there, with a digit or with a point and a digit. */
    static Read read(Source source, int start) throws Refused {
        Matcher radix = at(RADIX, source, start);
        Matcher octal = at(OLD_OCTAL, source, start);
        Matcher decimal = at(DECIMAL, source, start);
        try {
            if (radix.lookingAt()) {
                int base =
                        switch (radix.group(1).toLowerCase(Locale.ROOT)) {
                            case "x" -> 16;
                            case "o" -> 8;
                            default -> 2;
                        };
                return ended(source, start, radix, whole(radix.group(2), base), radix.group(3));
            }
            if (octal.lookingAt()) {
                return ended(source, start, octal, whole(octal.group(1), 8), "");
            }
            if (decimal.lookingAt()) {
                double number = Double.parseDouble(decimal.group(1).replace("_", ""));
                return ended(source, start, decimal, number, decimal.group(2));
            }
        } catch (NumberFormatException e) {
            throw source.refused(start, "this is no number");
        }
        throw source.refused(start, "this is no number");
    }

    private static Matcher at(Pattern pattern, Source source, int start) {
        return pattern.matcher(source.text())
                .region(start, source.text().length())
                .useTransparentBounds(true);
    }

    private static double whole(String digits, int radix) {
        return new BigInteger(digits.replace("_", ""), radix).doubleValue();
    }

    private static Read ended(Source source, int start, Matcher match, double number, String bigInt) throws Refused {
        int end = match.end();
        if (end < source.text().length()
                && Character.isJavaIdentifierPart(source.text().charAt(end))) {
            throw source.refused(start, "this is no number: a text needs quotes");
        }
        return new Read(number, !bigInt.isEmpty(), end);
    }
}
