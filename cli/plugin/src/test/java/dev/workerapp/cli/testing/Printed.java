package dev.workerapp.cli.testing;

/**
 * What a run of the plug-in came to.
 *
 * @param exit its exit code
 * @param out its standard output
 * @param err its standard error
 */
public record Printed(int exit, String out, String err) {

    /** All of it, as a golden file shows it. */
    public String all() {
        return out + (err.isEmpty() ? "" : "--- standard error\n" + err) + "--- exit " + exit + "\n";
    }
}
