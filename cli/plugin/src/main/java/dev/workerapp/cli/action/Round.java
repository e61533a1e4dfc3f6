package dev.workerapp.cli.action;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Timeout;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Target;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One call to each worker of an app, or of a slot.
 *
 * @param target the app or slot
 * @param isAsked which workers are asked
 * @param limit how long all of it may take
 * @param format text, json or yaml
 * @param bare whether the text of a single worker is printed as it is, to be kept in a file
 */
record Round(Target target, Predicate<Worker> isAsked, Duration limit, String format, boolean bare) {

    /** A call waits 30 s for its turn, and its handler has 30 s; the rest is for the way. */
    private static final String USUAL_LIMIT = "90s";

    /** Declares the options. */
    static void declare(Options options) {
        options.value(
                        "<duration>",
                        "How long to wait for all answers; default " + USUAL_LIMIT + ", 0 for ever",
                        "--timeout")
                .value("<format>", "text, json or yaml", "-o", "--output");
    }

    /** That of a command line. */
    static Round of(Target target, Predicate<Worker> isAsked, boolean bare, Arguments arguments) {
        return new Round(
                target,
                isAsked,
                limit(arguments, USUAL_LIMIT),
                arguments.choice("-o", Set.of("text", "json", "yaml"), "text"),
                bare);
    }

    /** The limit of a command line. */
    static Duration limit(Arguments arguments, String usual) {
        Duration limit = Timeout.parse("--timeout", arguments.value("--timeout").orElse(usual));
        // For ever, as far as a person can wait.
        return limit.isZero() ? Duration.ofDays(365) : limit;
    }

    /**
     * Asks, and prints each answer.
     *
     * @throws Failure with exit 3 if not all of those who were asked did it
     */
    Exit ask(Call call, Session session) {
        if (call.tooLong()) {
            throw Failure.usage("a worker takes at most " + Call.LONGEST_BODY + " bytes (256 KiB)");
        }
        try (Api api = session.cluster().open()) {
            String namespace = session.cluster().namespace();
            Recipients recipients = Recipients.find(api, namespace, target, isAsked);
            ActionToken token = ActionToken.read(api, namespace, target.app());
            Answers answers = new Answers(recipients, session.console(), session.clock(), format, bare);
            new Fan(api, token, limit).ask(recipients.workers(), call, answers);
            return answers.end();
        }
    }
}
