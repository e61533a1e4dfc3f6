package dev.workerapp.ecosystem.file;

import dev.workerapp.ecosystem.value.Value;
import java.util.List;

/**
 * What is in a file.
 *
 * @param name what messages call the file
 * @param isDefault whether the value is what {@code export default} names, which PM2 does not take
 * @param wasRun whether Node.js has run the file
 * @param asked the variables of the shell that it asked for; {@code *} for all of them
 * @param machine the figures of the machine that it asked for, such as {@code os.cpus}
 */
public record Loaded(
        String name, Value value, boolean isDefault, boolean wasRun, List<String> asked, List<String> machine) {
    /** Copies the names. */
    public Loaded {
        asked = List.copyOf(asked);
        machine = List.copyOf(machine);
    }

    static Loaded literal(String name, Value value, boolean isDefault) {
        return new Loaded(name, value, isDefault, false, List.of(), List.of());
    }
}
