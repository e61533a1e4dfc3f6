package dev.workerapp.cli.action;

import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Target;
import java.time.Duration;
import java.util.List;

/** {@code profile}: a Flight Recorder recording of one worker, in a file here. */
public final class ProfileVerb implements Verb {

    private static final int USUAL_SECONDS = 30;
    private static final int MOST_SECONDS = 3600;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Override
    public void declare(Options options) {
        options.arguments("NAME/SLOT", "The worker")
                .value(
                        "<number>",
                        "How long to record, 1 to " + MOST_SECONDS + "; default " + USUAL_SECONDS,
                        "--seconds")
                .value("<file>", "Where it is stored, as shop.jfr", "-o", "--output")
                .footer(
                        "The recording is ended with the command, also by Ctrl-C. JDK Mission Control and jfr read the file.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        Target target = OneWorker.target("profile", arguments, session);
        FileOfWorker file = OneWorker.file(arguments);
        int seconds = seconds(arguments);
        try (Api api = session.cluster().open()) {
            OneWorker worker = OneWorker.find(api, target, session);
            worker.act("jfr-start", List.of("settings=profile"), LIMIT);
            // Ctrl-C ends kubectl proxy, too: that way is closed then.
            Thread atExit = new Thread(() -> stopAgain(worker, session), "stop-recording");
            Runtime.getRuntime().addShutdownHook(atExit);
            try {
                session.console().hint(worker.worker().name() + " is recorded for " + seconds + " s");
                Thread.sleep(Duration.ofSeconds(seconds));
                worker.fetch("jfr-dump", file, session);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw Failure.error("interrupted");
            } finally {
                if (isOurs(atExit)) {
                    worker.act("jfr-stop", List.of(), LIMIT);
                }
            }
        }
        return Exit.DONE;
    }

    /** Whether the plug-in goes on, so that the hook will not do it. */
    private static boolean isOurs(Thread atExit) {
        try {
            return Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private static void stopAgain(OneWorker worker, Session session) {
        try (Api api = session.cluster().open()) {
            new OneWorker(api, worker.worker(), worker.token()).act("jfr-stop", List.of(), LIMIT);
        } catch (Failure e) {
            session.console()
                    .warn(worker.worker().name() + " still records: " + e.message()
                            + "\nTo end it: kubectl workerapp trigger "
                            + worker.worker().app() + "/"
                            + worker.worker().slot() + " jfr-stop");
        }
    }

    private static int seconds(Arguments arguments) {
        String text = arguments.value("--seconds").orElse(String.valueOf(USUAL_SECONDS));
        int seconds = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw Failure.usage("--seconds is a number from 1 to " + MOST_SECONDS + ", not \"" + text + "\"");
        }
        return seconds;
    }
}
