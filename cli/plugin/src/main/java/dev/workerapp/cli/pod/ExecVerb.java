package dev.workerapp.cli.pod;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Ending;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.output.Surroundings;
import dev.workerapp.cli.target.Target;
import java.util.ArrayList;
import java.util.List;

/** {@code exec}: a command in the container of a worker, by {@code kubectl exec}. */
public final class ExecVerb implements Verb {

    @Override
    public void declare(Options options) {
        options.arguments("NAME[/SLOT] -- COMMAND [ARGUMENT...]", "The worker, and the command with its arguments")
                .value("<name>", "The container, if it is not that of the worker", "-c", "--container")
                .flag("Pass standard input on to the command; so it is on a terminal in any case", "-i", "--stdin")
                .flag("Give the command a terminal; so it is on a terminal in any case", "-t", "--tty")
                .footer(
                        "Without a slot it is the newest ready worker of slot 0. The exit code is that of the command.",
                        "Example: kubectl workerapp exec shop/2 -- jcmd 1 VM.flags");
    }

    @Override
    public Ending run(Arguments arguments, Session session) {
        List<String> words = arguments.words();
        if (words.size() < 2) {
            throw Failure.usage("name a worker and a command, as in: exec shop/2 -- env");
        }
        String namespace = session.cluster().namespace();
        Target target = Target.parse(words.getFirst(), namespace);
        Worker worker = WorkerChoice.running(session.cluster()::get, namespace, target);
        Surroundings surroundings = session.console().surroundings();
        boolean onTerminal = surroundings.inputTty() && surroundings.outputTty();
        List<String> command = new ArrayList<>(List.of(
                "exec",
                "--namespace=" + namespace,
                worker.name(),
                "--container=" + arguments.value("-c").orElse(Worker.CONTAINER)));
        if (onTerminal || arguments.has("-i")) {
            command.add("--stdin");
        }
        if (onTerminal || arguments.has("-t")) {
            command.add("--tty");
        }
        command.add("--");
        command.addAll(words.subList(1, words.size()));
        int code = session.cluster().run(command);
        return () -> code;
    }
}
