package dev.workerapp.cli.action;

import dev.workerapp.cli.command.AppNames;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.target.Target;
import java.util.List;

/** {@code trigger}: an action in every worker. */
public final class TriggerVerb implements Verb {

    @Override
    public void declare(Options options) {
        options.arguments("NAME[/SLOT] ACTION [PARAM]...", "The app or worker, the action, and what it takes");
        Round.declare(options);
        options.footer(
                "Workers that are not ready or are being stopped are not asked. During a reload both workers of a slot are.",
                "Exit 3 if an action fails, or has not ended in time.",
                "",
                "  kubectl workerapp trigger shop clear-cache",
                "  kubectl workerapp trigger shop/2 log-level com.example DEBUG");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        List<String> words = arguments.words();
        if (words.size() < 2) {
            throw Failure.usage("name the app and the action, as in: trigger shop gc."
                    + " TAB, or docs/actions.md, shows the actions that every worker has");
        }
        Target target = Target.parse(words.getFirst(), session.cluster().namespace());
        Call call = Call.action(Names.checked("an action", words.get(1)), words.subList(2, words.size()));
        return Round.of(target, Recipients.READY, false, arguments).ask(call, session);
    }

    @Override
    public List<String> candidates(List<String> before, String word, Session session) {
        return switch (before.size()) {
            case 0 -> AppNames.candidates(word, session);
            case 1 -> Offer.of(before.getFirst(), session).actions();
            default -> List.of();
        };
    }
}
