package dev.workerapp.cli.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.kubectl.Reply;
import java.io.IOException;

/** What became of a call to one worker. */
sealed interface Answer {

    /**
     * It did what was asked.
     *
     * @param result JSON; text where the runtime answered with text
     */
    record Done(Json result) implements Answer {}

    /**
     * It did not, or did not answer.
     *
     * @param reason in one word, as {@code NoSuchAction}
     * @param message for a person
     */
    record Failed(String reason, String message) implements Answer {}

    /** Not in time. */
    static Failed late(long seconds) {
        return new Failed("Late", "no answer within " + seconds + " s; the worker may still be at it");
    }

    /** The connection failed. */
    static Failed unreachable(IOException why) {
        return new Failed("Unreachable", String.valueOf(why.getMessage()));
    }

    /**
     * Reads it.
     *
     * @throws ApiFailure if the user may not call workers at all
     */
    static Answer of(Reply reply) throws IOException {
        byte[] body = reply.body().readAllBytes();
        if (!reply.ok()) {
            return failure(reply, body);
        }
        boolean json = reply.header("content-type").startsWith("application/json");
        return new Done(json ? JsonText.read(body) : new Json.Text(new String(body, UTF_8).stripTrailing()));
    }

    /** A failure; that of a call whose answer is no JSON otherwise. */
    static Failed failure(Reply reply, byte[] body) {
        if (!reply.header("x-workerapp-slot").isEmpty()) {
            Json problem = read(body);
            return new Failed(
                    problem.at("reason").text(),
                    problem.at("message").someText().orElse("HTTP status " + reply.status()));
        }
        // The API server's own answer, or that of a runtime without actions.
        ApiFailure refused = ApiFailure.of(reply.status(), body);
        if (refused.forbidden()) {
            throw Failure.error(refused.message()
                    + "\nCalls to workers need the right to \"create\" pods/proxy, and to \"get\" it for lists and files."
                    + " The roles edit and admin have both.");
        }
        return refused.reason().isEmpty() && reply.status() == 404
                ? new Failed("NoRuntime", "its worker runtime is older than actions; reload the app to replace it")
                : new Failed("Unreachable", refused.message());
    }

    private static Json read(byte[] body) {
        try {
            return JsonText.read(body);
        } catch (IOException _) {
            return Json.Nothing.NOTHING;
        }
    }
}
