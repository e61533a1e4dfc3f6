package dev.workerapp.ecosystem.node;

import dev.workerapp.ecosystem.value.Value;
import java.util.List;

/** What came of running a file. */
public sealed interface Outcome {

    /**
     * It ran.
     *
     * @param isDefault whether the value is an ES module's default export
     * @param asked the variables of the shell that it asked for, in this order; {@code *} for all of them
     * @param machine the figures of the machine that it asked for, such as {@code os.cpus}
     */
    record Exported(Value value, boolean isDefault, List<String> asked, List<String> machine) implements Outcome {
        /** Copies the names. */
        public Exported {
            asked = List.copyOf(asked);
            machine = List.copyOf(machine);
        }
    }

    /**
     * It threw an error.
     *
     * @param line from 1; 0 if it is not known
     * @param column from 1; 0 if it is not known
     */
    record Threw(String message, int line, int column) implements Outcome {}

    /** It was not run, or not to its end. {@code why} is the end of a sentence: {@code node is not on the PATH}. */
    record NotRun(String why) implements Outcome {}
}
