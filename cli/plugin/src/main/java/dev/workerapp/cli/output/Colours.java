package dev.workerapp.cli.output;

import java.util.Set;

/**
 * Colours a text, or leaves it as it is. A colour never says what the text does not.
 *
 * @param on whether there is colour
 */
public record Colours(boolean on) {

    /** SGR parameters (ECMA-48). */
    public enum Colour {
        /** All is well. */
        GREEN("32"),
        /** Under way. */
        BLUE("34"),
        /** Look at it. */
        YELLOW("33"),
        /** Broken. */
        RED("31"),
        /** Tells one thing from another. */
        CYAN("36"),
        /** Tells one thing from another. */
        MAGENTA("35"),
        /** Was looked for. */
        FOUND("1;31"),
        /** Is chosen, or a bar. */
        INVERSE("7"),
        /** At rest. */
        DIM("2"),
        /** A heading. */
        BOLD("1"),
        /** As it is. */
        NONE("");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /** The values of {@code --color}. */
    public static final Set<String> CHOICES = Set.of("auto", "always", "never");

    /**
     * By the flag, else by the variables, else by what the stream is: NO_COLOR (no-color.org), then CLICOLOR_FORCE and
     * FORCE_COLOR.
     */
    public static Colours of(String flag, Surroundings surroundings, boolean tty) {
        if (!flag.equals("auto")) {
            return new Colours(flag.equals("always"));
        }
        if (!surroundings.variable("NO_COLOR").isEmpty()) {
            return new Colours(false);
        }
        if (forces(surroundings.variable("CLICOLOR_FORCE")) || forces(surroundings.variable("FORCE_COLOR"))) {
            return new Colours(true);
        }
        return new Colours(tty && !surroundings.variable("TERM").equals("dumb"));
    }

    private static boolean forces(String value) {
        return !value.isEmpty() && !value.equals("0");
    }

    /** Ends every colour. */
    public static final String RESET = "\033[0m";

    /** The text in the colour. */
    public String paint(Colour colour, String text) {
        return on && !colour.code.isEmpty() && !text.isEmpty() ? "\033[" + colour.code + "m" + text + RESET : text;
    }

    /** The colour of a word of STATUS. */
    public static Colour ofState(String state) {
        return switch (state) {
            case "Ready" -> Colour.GREEN;
            case "Reloading", "Scaling" -> Colour.BLUE;
            case "Halted", "RolledBack", "Degraded" -> Colour.YELLOW;
            case "Errored" -> Colour.RED;
            case "Suspended" -> Colour.DIM;
            default -> Colour.NONE;
        };
    }
}
