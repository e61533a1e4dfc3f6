package dev.workerapp.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * Where things are printed: results on standard output, progress, hints and warnings on standard error. Not thread-safe
 * but for {@link #hint}.
 *
 * @param out standard output
 * @param err standard error
 * @param surroundings what they are
 * @param colours of standard output
 * @param quiet whether hints are left out
 */
public record Console(PrintStream out, PrintStream err, Surroundings surroundings, Colours colours, boolean quiet) {

    /** That of the process. */
    public static Console ofProcess(Surroundings surroundings) {
        return new Console(
                new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 8192), false, UTF_8),
                new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.err), 512), true, UTF_8),
                surroundings,
                new Colours(false),
                false);
    }

    /** The same, as the flags {@code --color} and {@code -q} ask for. */
    public Console with(String color, boolean isQuiet) {
        return new Console(out, err, surroundings, Colours.of(color, surroundings, surroundings.outputTty()), isQuiet);
    }

    /** The colours of standard error. */
    public Colours errorColours(String color) {
        return Colours.of(color, surroundings, surroundings.errorTty());
    }

    /** A line of the result. */
    public void print(String line) {
        out.print(line);
        out.print('\n');
    }

    /** A line on standard error that may be left out with {@code -q}. */
    public void hint(String line) {
        if (!quiet) {
            out.flush();
            err.print(line + "\n");
        }
    }

    /** A warning. It is never left out. */
    public void warn(String line) {
        out.flush();
        err.print("Warning: " + line + "\n");
    }

    /** Whether symbols beyond ASCII may be used. */
    public boolean unicode() {
        return surroundings.unicode();
    }
}
