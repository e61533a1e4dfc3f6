package dev.workerapp.cli.action;

import dev.workerapp.cli.exit.Failure;
import java.util.regex.Pattern;

/** The names of actions and topics. */
final class Names {

    /** As the worker runtime has it (dev.workerapp.worker.call.CallNames). */
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?");

    private Names() {}

    /**
     * The name.
     *
     * @param what what it names, as {@code an action}
     * @throws Failure if it can't be one
     */
    static String checked(String what, String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw Failure.usage("\"" + name + "\" can't name " + what + ": it has 1 to 63 letters, digits, '-', '_'"
                    + " and '.', and begins and ends with a letter or digit");
        }
        return name;
    }
}
