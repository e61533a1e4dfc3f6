package dev.workerapp.cli.action;

import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The actions and topics of an app, as one of its workers tells them.
 *
 * @param json the runtime's list
 */
public record Offer(Json json) {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /**
     * Asks the first worker that is ready.
     *
     * @throws Failure if it can't be asked
     */
    static Offer of(String name, Session session) {
        String namespace = session.cluster().namespace();
        Target target = Target.parse(name, namespace);
        try (Api api = session.cluster().open()) {
            return read(api, namespace, target);
        }
    }

    /**
     * Asks the first worker of an app, or of a slot, that is ready.
     *
     * @throws Failure if it can't be asked
     */
    public static Offer read(Api api, String namespace, Target target) {
        Recipients recipients = Recipients.find(api, namespace, target, Recipients.READY);
        ActionToken token = ActionToken.read(api, namespace, target.app());
        List<Answer> answers = new ArrayList<>();
        new Fan(api, token, LIMIT)
                .ask(recipients.workers().subList(0, 1), Call.list(), (_, answer) -> answers.add(answer));
        return switch (answers.getFirst()) {
            case Answer.Done(Json list) -> new Offer(list);
            case Answer.Failed(String _, String message) -> throw Failure.error(message);
        };
    }

    /** The actions, each with its description after a tab. */
    List<String> actions() {
        return json.at("actions").items().stream()
                .map(action -> action.at("name").text() + "\t"
                        + action.at("description").text())
                .toList();
    }

    /** The topics. */
    List<String> topics() {
        return json.at("topics").items().stream().map(Json::text).toList();
    }
}
