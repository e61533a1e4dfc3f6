package dev.workerapp.cli.output;

import java.util.Locale;
import java.util.Map;

/**
 * Where the plug-in runs.
 *
 * @param environment the variables
 * @param inputTty whether a person types the standard input
 * @param outputTty whether a person sees the standard output
 * @param errorTty whether a person sees the standard error
 */
public record Surroundings(Map<String, String> environment, boolean inputTty, boolean outputTty, boolean errorTty) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /**
     * Of this process. The launcher says in the property {@code cli.tty} which of the streams 0, 1 and 2 are terminals:
     * Java can only say it of all of them at once.
     */
    public static Surroundings ofProcess() {
        String tty = System.getProperty("cli.tty", "");
        return new Surroundings(System.getenv(), tty.contains("0"), tty.contains("1"), tty.contains("2"));
    }

    /** A variable that is set and not empty, or the empty text. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** Whether the terminal can move its cursor. */
    public boolean canRedraw() {
        return errorTty && !variable("TERM").equals("dumb");
    }

    /** Whether the locale can show more than ASCII. */
    public boolean unicode() {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = variable(name);
            if (!value.isEmpty()) {
                String locale = value.toUpperCase(Locale.ROOT);
                return locale.contains("UTF-8") || locale.contains("UTF8");
            }
        }
        return false;
    }
}
