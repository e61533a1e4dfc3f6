package dev.workerapp.planner;

/**
 * A person's request to go back to an earlier revision. Each is answered once, and the answer is remembered: a token that
 * is seen again, or is taken away, asks for nothing.
 *
 * @param token what tells it from other requests; empty if there is none
 * @param to the number or the name of the revision to go back to; empty for the one that was stable before
 * @param by who asks, for a person; empty if it is not known
 */
public record UndoRequest(String token, String to, String by) {

    /** Nobody asks. */
    public static final UndoRequest NONE = new UndoRequest("", "", "");
}
