package dev.workerapp.operator.observe;

import dev.workerapp.crd.ConfigStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.operator.api.Sentences;
import dev.workerapp.operator.desired.ConfigCopies;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.observe.ConfigChoice.Pending;
import dev.workerapp.operator.ramp.Turns;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people are told of configuration that is followed. Pure. */
final class ConfigWords {

    /** In bytes. */
    private static final int LONGEST_MESSAGE = 1024;

    private ConfigWords() {}

    /**
     * What the status says.
     *
     * @param pending other content that waits
     * @param brake how often the app was reloaded for content of late
     * @param problem what is in the way, or what is not followed
     */
    record Said(Optional<Pending> pending, ConfigBrake brake, Optional<Problem> problem) {

        /** All is well, or nothing is followed. */
        static final Said NOTHING = new Said(Optional.empty(), ConfigBrake.NONE, Optional.empty());

        /** The same, with a problem that matters less. */
        Said and(Problem more) {
            return new Said(
                    pending,
                    brake,
                    merged(Stream.concat(problem.stream(), Stream.of(more)).toList()));
        }

        ConfigStatus status(String revision) {
            return new ConfigStatus(
                    revision,
                    pending.map(Pending::hash).orElse(null),
                    pending.map(waiting -> waiting.since().toString()).orElse(null),
                    pending.map(waiting -> waiting.firstSince().toString()).orElse(null),
                    brake.last().isPresent() ? brake.reloads() : null,
                    brake.last().map(Instant::toString).orElse(null),
                    problem.map(Problem::reason).map(ApiNames::of).orElse(null),
                    problem.map(Problem::message).orElse(null));
        }
    }

    /**
     * @param copies those that workers of the revision in force read
     * @param failed that the content of that revision has failed
     */
    static Said said(
            SeenConfig seen,
            ConfigChoice choice,
            ConfigCopies copies,
            Optional<Turns.Wait> held,
            Optional<Problem> failed) {
        Optional<Pending> pending = choice.pending();
        List<Problem> problems = new ArrayList<>();
        if (!seen.unknown().isEmpty()) {
            problems.add(new Problem(
                    Reason.CONFIG_UNREADABLE,
                    sentences(seen.unknown().values())
                            + " Until it can be read, nothing is reloaded for a change of it."));
        }
        if (!seen.missing().isEmpty()) {
            problems.add(new Problem(
                    Reason.CONFIG_MISSING,
                    "Missing: " + String.join(", ", seen.missing().values())
                            + ". Workers that run go on, and nothing is reloaded. "
                            + (copies.cover(seen.missing().keySet())
                                    ? "Others start from a copy until the spec changes; then none can: create what is"
                                            + " missing."
                                    : "No other worker can start: create what is missing.")));
        }
        pending.ifPresent(waiting -> problems.add(new Problem(
                held.map(wait -> wait.isQueued() ? Reason.CONFIG_QUEUED : Reason.CONFIG_HELD)
                        .orElse(Reason.CONFIG_QUIET),
                objects(seen, waiting.changed()) + " changed. "
                        + held.map(wait -> "There is no reload for it yet, since " + wait.why() + ".")
                                .orElseGet(() -> "The reload begins at "
                                        + waiting.due().orElseThrow().truncatedTo(ChronoUnit.SECONDS)
                                        + " unless it changes again."))));
        failed.filter(_ -> pending.isEmpty()).ifPresent(problems::add);
        if (!seen.notFollowed().isEmpty()) {
            problems.add(new Problem(
                    Reason.SECRETS_NOT_FOLLOWED,
                    "Not followed: " + String.join(", ", seen.notFollowed())
                            + ". The operator follows Secrets with the chart's config.secrets: follow; what a SecretProviderClass"
                            + " brings it can't follow."));
        }
        return new Said(pending, choice.brake(), merged(problems));
    }

    /** That the content of a revision is not tried again, since it has failed. */
    static Problem failed(SeenConfig seen, StoredRevision failed, StoredRevision before) {
        List<String> other = failed.config().digests().entrySet().stream()
                .filter(digest ->
                        !digest.getValue().equals(before.config().digests().get(digest.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        return new Problem(
                Reason.CONFIG_FAILED,
                "Workers with the content that " + objects(seen, other) + " has now failed, as revision "
                        + failed.name()
                        + ". The app runs the content of revision " + before.name()
                        + " until there is another one, or a reload is requested.");
    }

    /** What is not copied, and why. */
    static Problem notCopied(List<String> why) {
        return new Problem(Reason.CONFIG_NOT_COPIED, String.join(" ", why));
    }

    /** The reason of the first, and what all of them say. */
    private static Optional<Problem> merged(List<Problem> problems) {
        return problems.stream()
                .findFirst()
                .map(first -> new Problem(
                        first.reason(),
                        Sentences.clip(
                                problems.stream().map(Problem::message).collect(Collectors.joining(" ")),
                                LONGEST_MESSAGE)));
    }

    /**
     * What has happened.
     *
     * @param stays whether the revision in force stays
     */
    static List<Problem> news(SeenConfig seen, StoredRevision inForce, ConfigChoice choice, boolean stays) {
        if (stays) {
            return choice.marks().digests().isEmpty()
                    ? List.of()
                    : List.of(new Problem(
                            Reason.CONFIG_RECORDED,
                            "The content of "
                                    + objects(seen, choice.marks().digests().keySet())
                                    + " is recorded as it is now; nothing is reloaded for it."));
        }
        List<String> changed = seen.digests().entrySet().stream()
                .filter(digest ->
                        !digest.getValue().equals(inForce.config().digests().get(digest.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        String what = changedObjects(seen, changed);
        Problem news = new Problem(Reason.CONFIG_CHANGED, what + " changed, so the workers are reloaded.");
        return choice.brake().isFlapping()
                ? List.of(
                        news,
                        new Problem(
                                Reason.CONFIG_FLAPPING,
                                what + " changed again: this is reload "
                                        + choice.brake().reloads()
                                        + ", each within two hours of the one before, and the time between them doubles. Find"
                                        + " out who changes it; or let config.ignore leave it out."))
                : List.of(news);
    }

    private static String objects(SeenConfig seen, Collection<String> scopes) {
        return scopes.stream().map(scope -> nameOf(seen, scope)).distinct().collect(Collectors.joining(", "));
    }

    /** For Events alone: a status would change with each manager. */
    private static String changedObjects(SeenConfig seen, Collection<String> scopes) {
        return scopes.stream()
                .map(scope -> nameOf(seen, scope)
                        + Optional.ofNullable(seen.managers().get(scope))
                                .map(manager -> " (last changed by " + manager + ")")
                                .orElse(""))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String nameOf(SeenConfig seen, String scope) {
        return seen.titles().getOrDefault(scope, scope);
    }

    private static String sentences(Collection<String> words) {
        return words.stream().distinct().map(Sentences::end).collect(Collectors.joining(" "));
    }
}
