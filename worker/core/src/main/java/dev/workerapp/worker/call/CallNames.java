package dev.workerapp.worker.call;

import java.util.regex.Pattern;

/** What an action and a topic may be named: as the value of a label in Kubernetes, so that a path needs no escapes. */
public final class CallNames {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?");

    private CallNames() {}

    /** Whether it may be a name. */
    public static boolean isAllowed(String name) {
        return ALLOWED.matcher(name).matches();
    }

    /** The rule, as a sentence. */
    public static String rule(String name) {
        return "The name \"" + name
                + "\" is not allowed: a name has 1 to 63 letters, digits, '-', '_' and '.', and begins"
                + " and ends with a letter or a digit.";
    }

    /**
     * The same name.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    public static String checked(String name) {
        if (!isAllowed(name)) {
            throw new IllegalArgumentException(rule(name));
        }
        return name;
    }
}
