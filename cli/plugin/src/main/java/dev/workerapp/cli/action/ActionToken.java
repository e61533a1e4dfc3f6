package dev.workerapp.cli.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import java.util.Base64;

/**
 * The token without which workers of an app take no calls. It is never printed.
 *
 * @param value the token
 */
record ActionToken(String value) {

    /** The header that it goes in: the API server removes {@code Authorization} on the way to a pod. */
    static final String HEADER = "X-WorkerApp-Token";

    /**
     * Reads it with the user's own rights.
     *
     * @throws Failure if the user may not, or there is none
     */
    static ActionToken read(Api api, String namespace, String app) {
        String name = app + "-actions";
        String token;
        try {
            token = api.get(Paths.secret(namespace, name)).at("data", "token").text();
        } catch (ApiFailure e) {
            if (e.forbidden()) {
                throw Failure.error("calls to workers of " + app + " need the right to \"get\" the Secret \"" + name
                        + "\" in namespace \"" + namespace + "\", and you do not have it. It is given by a Role with"
                        + " apiGroups: [\"\"], resources: [secrets], resourceNames: [" + name + "], verbs: [get].");
            }
            throw e.notFound() ? missing(namespace, app, name) : e;
        }
        try {
            String value = new String(Base64.getDecoder().decode(token), UTF_8).strip();
            // As the worker reads it: printable and without blanks, so that it can stand in a header.
            if (!value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 127)) {
                return new ActionToken(value);
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw Failure.error("the Secret \"" + name + "\" in namespace \"" + namespace
                + "\" has no token: its key \"token\" is missing, empty or unreadable");
    }

    private static Failure missing(String namespace, String app, String name) {
        return Failure.error("workers of " + app + " take no calls: there is no Secret \"" + name + "\" in namespace \""
                + namespace + "\". The operator makes it for apps with the worker runtime (java.agent: Inject, or"
                + " readiness.signal: Ready), unless actions.enabled of its chart is false.");
    }

    @Override
    public String toString() {
        return "ActionToken";
    }
}
