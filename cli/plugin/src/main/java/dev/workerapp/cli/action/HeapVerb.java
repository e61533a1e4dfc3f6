package dev.workerapp.cli.action;

import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Target;

/** {@code heap}: a heap dump of one worker, in a file here. */
public final class HeapVerb implements Verb {

    @Override
    public void declare(Options options) {
        options.arguments("NAME/SLOT", "The worker")
                .value("<file>", "Where it is stored, as shop.hprof", "-o", "--output")
                .footer(
                        "The worker stands still until the dump is written, and may be found not ready meanwhile. The dump",
                        "has all that is in its memory, passwords too; only you can read the file. Nothing stays in the pod.");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        Target target = OneWorker.target("heap", arguments, session);
        FileOfWorker file = OneWorker.file(arguments);
        try (Api api = session.cluster().open()) {
            OneWorker.find(api, target, session).fetch("heap-dump", file, session);
        }
        return Exit.DONE;
    }
}
