package dev.workerapp.cli.monit;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Writes figures. What is not known is a dash, never 0.
 *
 * @param unknown the dash
 */
record Figures(String unknown) {

    private static final double KIB = 1024;

    static Figures of(boolean unicode) {
        return new Figures(unicode ? "–" : "-");
    }

    /** A whole number, or with one decimal below 10. */
    String count(OptionalDouble figure) {
        return figure.isEmpty() ? unknown : number(figure.getAsDouble(), figure.getAsDouble() < 10 ? 1 : 0);
    }

    /** A whole number. */
    String whole(OptionalDouble figure) {
        return decimals(figure, 0);
    }

    /** With so many decimals. */
    String decimals(OptionalDouble figure, int decimals) {
        return figure.isEmpty() ? unknown : number(figure.getAsDouble(), decimals);
    }

    /** Seconds in milliseconds; above the last bucket of the histogram {@code >30 s}. */
    String millis(OptionalDouble seconds) {
        if (seconds.isPresent() && Double.isInfinite(seconds.getAsDouble())) {
            return ">30 s";
        }
        return seconds.isEmpty() ? unknown : count(OptionalDouble.of(seconds.getAsDouble() * 1000));
    }

    /** A share from 0 to 1 in per cent, with one decimal. */
    String percent(OptionalDouble share) {
        return share.isEmpty() ? unknown : number(share.getAsDouble() * 100, 1);
    }

    /** Bytes, as {@code 512M}; a negative number is no limit. */
    String bytes(OptionalDouble figure) {
        if (figure.isEmpty() || figure.getAsDouble() < 0) {
            return unknown;
        }
        double mib = figure.getAsDouble() / KIB / KIB;
        return mib < KIB ? number(mib, 0) + "M" : number(mib / KIB, 1) + "G";
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
