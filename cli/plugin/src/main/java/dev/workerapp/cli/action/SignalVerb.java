package dev.workerapp.cli.action;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.command.AppNames;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Target;
import java.util.List;
import java.util.Locale;

/**
 * {@code signal}. To a whole app it goes by the app's annotation, which takes no right but to change the app: the operator
 * sends it, and tries again where a worker is not ready. The operator has no request for one slot, so that goes to the
 * worker's runtime.
 */
public final class SignalVerb implements Verb {

    /** As the worker runtime has it (dev.workerapp.worker.signal.SignalNames). */
    private static final List<String> ALLOWED = List.of(
            "ALRM", "CONT", "HUP", "IO", "PROF", "PWR", "TSTP", "TTIN", "TTOU", "URG", "USR1", "VTALRM", "WINCH");

    @Override
    public void declare(Options options) {
        options.arguments("NAME[/SLOT] SIGNAL", "The app or worker, and the signal, with or without SIG");
        Round.declare(options);
        options.footer(
                "To a whole app: needs the right to \"patch\" the app. The operator sends it to all workers, and reports in",
                "status.signal and in an Event. --timeout and -o are for NAME/SLOT: that needs pods/proxy and the Secret.",
                "Allowed are " + String.join(", ", ALLOWED) + ".");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        List<String> words = arguments.words();
        if (words.size() != 2) {
            throw Failure.usage("name the app and the signal, as in: signal shop HUP");
        }
        Target target = Target.parse(words.getFirst(), session.cluster().namespace());
        String signal = signal(words.get(1), target);
        if (target.slot().isPresent()) {
            return Round.of(target, Recipients.READY, false, arguments).ask(Call.signal(signal), session);
        }
        if (arguments.value("-o").isPresent() || arguments.value("--timeout").isPresent()) {
            throw Failure.usage("-o and --timeout are for one worker, as signal " + target
                    + "/0: for a whole app the operator sends the signal, and reports in status.signal");
        }
        return byAnnotation(target.app(), signal, session);
    }

    private static String signal(String word, Target target) {
        String upper = word.toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper.substring("SIG".length()) : upper;
        if (ALLOWED.contains(name)) {
            return name;
        }
        String why =
                switch (name) {
                    case "KILL", "STOP" ->
                        "can't be handled by an app. To end a worker, reload it: kubectl workerapp reload " + target;
                    case "TERM", "INT" ->
                        "ends a worker without a drain. To end a worker, reload it: kubectl workerapp reload " + target;
                    case "QUIT" -> "prints a thread dump: kubectl workerapp threads " + target;
                    case "USR2", "SEGV", "BUS", "FPE", "ILL" -> "is used by the JVM itself.";
                    default -> "is not one that can be sent. Allowed are " + String.join(", ", ALLOWED) + ".";
                };
        throw Failure.usage("signal " + name + " " + why);
    }

    private static Exit byAnnotation(String app, String signal, Session session) {
        // The token tells this request from the one before.
        String value = signal + " " + session.clock().instant();
        try (Api api = session.cluster().open()) {
            api.merge(
                    Paths.app(session.cluster().namespace(), app),
                    Json.object("metadata", Json.object("annotations", Json.object("workerapp.dev/signal", value))));
        }
        session.console().print("workerapp.workerapp.dev/" + app + " signal " + signal + " requested");
        session.console()
                .hint("The operator sends it to each worker. What becomes of it: kubectl get workerapp " + app
                        + " -o jsonpath='{.status.signal}'");
        return Exit.DONE;
    }

    @Override
    public List<String> candidates(List<String> before, String word, Session session) {
        return switch (before.size()) {
            case 0 -> AppNames.candidates(word, session);
            case 1 -> ALLOWED;
            default -> List.of();
        };
    }
}
