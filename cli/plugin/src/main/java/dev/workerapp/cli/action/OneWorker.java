package dev.workerapp.cli.action;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The worker that a file is fetched from.
 *
 * @param api the API server
 * @param worker the worker
 * @param token what it asks for
 */
record OneWorker(Api api, Worker worker, ActionToken token) {

    /** The slot on a command line. */
    static Target target(String verb, Arguments arguments, Session session) {
        List<String> words = arguments.words();
        if (words.size() == 1) {
            Target target = Target.parse(words.getFirst(), session.cluster().namespace());
            if (target.slot().isPresent()) {
                return target;
            }
        }
        throw Failure.usage("name one worker, by its app and slot, as in: " + verb + " shop/2 -o FILE");
    }

    /** The file on a command line. */
    static FileOfWorker file(Arguments arguments) {
        return FileOfWorker.named(arguments
                .value("-o")
                .orElseThrow(() -> Failure.usage("say with -o FILE where the file is to be stored")));
    }

    /** The one of a slot that runs; of two the one that was created last. */
    static OneWorker find(Api api, Target target, Session session) {
        String namespace = session.cluster().namespace();
        Worker newest = Recipients.find(api, namespace, target, Recipients.RUNNING).workers().stream()
                .max((a, b) -> a.created().compareTo(b.created()))
                .orElseThrow();
        return new OneWorker(api, newest, ActionToken.read(api, namespace, target.app()));
    }

    /**
     * Runs an action.
     *
     * @throws Failure with exit 3 if it fails
     */
    void act(String action, List<String> parameters, Duration limit) {
        List<Answer> answers = new ArrayList<>();
        new Fan(api, token, limit)
                .ask(List.of(worker), Call.action(action, parameters), (_, answer) -> answers.add(answer));
        if (answers.getFirst() instanceof Answer.Failed(String reason, String message)) {
            throw new Failure(
                    Exit.NOT_REACHED, "error: " + worker.name() + ": " + action + ": " + message + " (" + reason + ")");
        }
    }

    /** Fetches a file and says so. */
    void fetch(String action, FileOfWorker file, Session session) {
        long bytes = file.fetch(api, token, worker, action);
        session.console().print(worker.name() + ": " + bytes + " bytes in " + file.path());
    }
}
