package dev.workerapp.cli.target;

import dev.workerapp.cli.exit.Failure;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an argument names: an app, or one slot of it.
 *
 * @param app the app's name
 * @param slot the slot, of {@code NAME/SLOT}
 */
public record Target(String app, OptionalInt slot) {

    private static final Set<String> KINDS =
            Set.of("wa", "workerapp", "workerapps", "workerapp.workerapp.dev", "workerapps.workerapp.dev");

    /** {@code NAME}, {@code NAME/SLOT}, {@code wa/NAME}, {@code wa/NAME/SLOT}. */
    public static Target parse(String argument, String namespace) {
        String rest = argument;
        int slash = rest.indexOf('/');
        // "wa/3" is a slot of the app wa: no app is called 3.
        boolean kind = slash > 0
                && KINDS.contains(rest.substring(0, slash).toLowerCase(Locale.ROOT))
                && !rest.substring(slash + 1).matches("\\d+");
        if (kind) {
            rest = rest.substring(slash + 1);
            slash = rest.indexOf('/');
        }
        String name = slash < 0 ? rest : rest.substring(0, slash);
        if (!kind) {
            refusePm2s(name, argument, namespace);
        }
        if (!name.matches("[a-z]([-a-z0-9]*[a-z0-9])?")) {
            throw Failure.usage("\"" + argument + "\" names no app: write NAME, or NAME/SLOT for one worker");
        }
        return new Target(name, slash < 0 ? OptionalInt.empty() : slot(rest.substring(slash + 1), argument));
    }

    /** The word {@code all}, and ids, which PM2 knows. */
    private static void refusePm2s(String name, String argument, String namespace) {
        if (name.equals("all")) {
            throw Failure.usage("there is no WorkerApp \"all\" in namespace \"" + namespace
                    + "\"; for every app of the namespace use --all");
        }
        if (name.matches("\\d+")) {
            throw Failure.usage("\"" + argument + "\" is no app: a worker is named by its app and slot, as shop/" + name
                    + "; kubectl workerapp list --workers shows them");
        }
    }

    private static OptionalInt slot(String text, String argument) {
        if (!text.matches("\\d{1,6}")) {
            throw Failure.usage(
                    "\"" + argument + "\" names no worker: after the slash comes the number of its slot, as shop/2");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    /** As it is written. */
    @Override
    public String toString() {
        return slot.isPresent() ? app + "/" + slot.getAsInt() : app;
    }
}
