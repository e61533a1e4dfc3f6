package dev.workerapp.cli;

import dev.workerapp.cli.kubectl.Kubectl;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Surroundings;
import java.time.InstantSource;
import java.util.List;

/** The plug-in. */
public final class Main {

    private Main() {}

    /** Runs the command line and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(program().run(List.of(arguments)));
    }

    /** That of this process. */
    static Program program() {
        Surroundings surroundings = Surroundings.ofProcess();
        Console console = Console.ofProcess(surroundings);
        return new Program(
                "kubectl workerapp",
                console,
                flags -> new Kubectl(flags, surroundings.environment(), console.err()),
                InstantSource.system());
    }
}
