package dev.workerapp.crd;

import java.util.Map;
import java.util.Objects;

/**
 * The tokens by which an app is asked to reload or to restart, from its annotations. A token is consumed: it makes a
 * revision once, and an annotation that is removed afterwards asks for nothing. That of a reset makes none.
 *
 * @param reload that of {@link Names#RELOAD_REQUESTED_AT}; empty if there is none
 * @param restart that of {@link Names#RESTART_REQUESTED_AT}; empty if there is none
 */
public record Tokens(String reload, String restart) {

    /** Those of an app. */
    public static Tokens of(WorkerApp app) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(app.getMetadata().getAnnotations(), Map.of());
        return new Tokens(
                annotations.getOrDefault(Names.RELOAD_REQUESTED_AT, ""),
                annotations.getOrDefault(Names.RESTART_REQUESTED_AT, ""));
    }

    /** That of {@link Names#RESET_REQUESTED_AT}; empty if there is none. */
    public static String reset(WorkerApp app) {
        return Objects.requireNonNullElse(app.getMetadata().getAnnotations(), Map.<String, String>of())
                .getOrDefault(Names.RESET_REQUESTED_AT, "");
    }

    /** Whether a revision that was made with other tokens is what these ask for. */
    public boolean areMetBy(Tokens others) {
        return (reload.isEmpty() || reload.equals(others.reload))
                && (restart.isEmpty() || restart.equals(others.restart));
    }

    /** The one that is new, compared with those of the revision before; empty if none is. */
    public String newSince(Tokens before) {
        if (!restart.isEmpty() && !restart.equals(before.restart)) {
            return restart;
        }
        return reload.equals(before.reload) ? "" : reload;
    }
}
