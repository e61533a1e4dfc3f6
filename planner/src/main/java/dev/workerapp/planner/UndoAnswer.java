package dev.workerapp.planner;

import java.util.Optional;

/**
 * The answer to the last request to undo a revision.
 *
 * @param token the request's
 * @param isFollowed whether it was followed; otherwise nothing has changed
 * @param instead the name of the revision that the app goes back to; empty if no request was followed, or if the app has
 *     asked for another revision since
 * @param words who asked for it, or why nothing has changed, for a person
 */
public record UndoAnswer(String token, boolean isFollowed, Optional<String> instead, String words) {}
