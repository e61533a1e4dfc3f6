package dev.workerapp.cli.action;

import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.target.Target;
import java.util.List;

/** A built-in action without arguments, as a verb. Workers that run but are not ready are asked, too: they may hang. */
public final class DiagnosisVerb implements Verb {

    private final String action;

    /** Of the built-in action of that name. */
    public DiagnosisVerb(String action) {
        this.action = action;
    }

    @Override
    public void declare(Options options) {
        options.arguments("NAME[/SLOT]", "The app or worker");
        Round.declare(options);
        options.footer("Workers that run are asked even if they are not ready.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        if (arguments.words().size() != 1) {
            throw Failure.usage("name one app, or one worker of it, as in: " + action + " shop/2");
        }
        Target target =
                Target.parse(arguments.words().getFirst(), session.cluster().namespace());
        return Round.of(target, Recipients.RUNNING, true, arguments).ask(Call.action(action, List.of()), session);
    }
}
