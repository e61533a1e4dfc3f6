package dev.workerapp.operator.observe;

import dev.workerapp.operator.api.Sentences;
import dev.workerapp.planner.Problem;
import java.util.List;
import java.util.Optional;

/** What to do about a worker that can't run because its old worker is there. */
final class Advice {

    private record Hint(String words, String advice) {}

    private static final String NOT_TOGETHER = " The old worker may be what takes the room: with matchLabelKeys:"
            + " [workerapp.dev/revision] in that rule, workers of two revisions don't exclude each other.";

    private static final String ONE_AFTER_THE_OTHER =
            " If the old worker is what holds it, set reload.overlap to false: the old one is then stopped first.";

    /** The scheduler's and the attach controller's own words (kubernetes, pkg/scheduler/framework/plugins). */
    private static final List<Hint> HINTS = List.of(
            new Hint("anti-affinity rules", NOT_TOGETHER),
            new Hint("topology spread constraints", NOT_TOGETHER),
            new Hint("free ports", ONE_AFTER_THE_OTHER),
            new Hint("Multi-Attach error", ONE_AFTER_THE_OTHER));

    private Advice() {}

    /** The problem, with what to do about it where that is known. */
    static Problem with(Problem problem) {
        String message = problem.message();
        Optional<Hint> hint =
                HINTS.stream().filter(known -> message.contains(known.words())).findFirst();
        return hint.map(known -> new Problem(problem.reason(), Sentences.end(message) + known.advice()))
                .orElse(problem);
    }
}
