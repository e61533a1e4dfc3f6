package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerAppStatus.ConfigStatus;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.StoredRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which of the revisions that differ in content alone an app asks for, by the content that there is now. Never by an event:
 * content that comes back leads back to its revision. Pure.
 *
 * @param revision the revision; empty if one has to be made
 * @param marks the content of one that has to be made, or what is to be recorded on the one that is there
 * @param pending other content that is not asked for yet
 * @param brake how often the app was reloaded for content, this time included
 */
record ConfigChoice(
        Optional<StoredRevision> revision, ConfigMarks marks, Optional<Pending> pending, ConfigBrake brake) {

    /** Content that goes on changing is reloaded for after so many quiet times. */
    private static final int MOST_QUIET_TIMES = 6;

    /**
     * Other content than that of the revision in force.
     *
     * @param hash what it is
     * @param since since when it is this
     * @param firstSince since when there is another one at all
     * @param due when it is asked for, if it stays; empty while something else is in the way
     * @param changed what has changed
     */
    record Pending(String hash, Instant since, Instant firstSince, Optional<Instant> due, List<String> changed) {}

    /**
     * What decides beside the content.
     *
     * @param quiet how long content must have been the same
     * @param interval how long it is at least from one reload to the next
     * @param isHeld whether no content is reloaded for now
     * @param isAvailable whether every slot has an available worker; otherwise the change may be the cure
     */
    record Circumstances(Duration quiet, Duration interval, boolean isHeld, boolean isAvailable) {}

    /**
     * Chooses.
     *
     * @param candidates the revisions with the spec and the tokens that are asked for
     * @param content the content that is known now
     * @param before what was reported last; empty before following began
     */
    static ConfigChoice of(
            List<StoredRevision> candidates,
            NavigableMap<String, String> content,
            Optional<ConfigStatus> before,
            Circumstances circumstances,
            Instant now) {
        ConfigBrake brake = ConfigBrake.of(before, now);
        Optional<StoredRevision> inForce = inForce(candidates, before);
        if (inForce.isEmpty()) {
            return new ConfigChoice(Optional.empty(), new ConfigMarks(content), Optional.empty(), brake);
        }
        ConfigMarks own = inForce.get().config();
        NavigableMap<String, String> changed = new TreeMap<>(content);
        changed.entrySet()
                .removeIf(entry -> !own.canBeCompared(entry.getKey(), entry.getValue())
                        || entry.getValue().equals(own.digests().get(entry.getKey())));
        NavigableMap<String, String> recorded = new TreeMap<>(content);
        recorded.entrySet()
                .removeIf(entry -> changed.containsKey(entry.getKey())
                        || entry.getValue().equals(own.digests().get(entry.getKey())));
        if (changed.isEmpty()) {
            return new ConfigChoice(inForce, new ConfigMarks(recorded), Optional.empty(), brake);
        }
        ConfigMarks wanted = own.with(content);
        boolean isOfAnotherSpec = before.map(ConfigStatus::revision)
                .filter(last -> candidates.stream()
                        .noneMatch(revision -> revision.name().equals(last)))
                .isPresent();
        Pending pending = pending(wanted, List.copyOf(changed.keySet()), before, circumstances, now);
        if (isOfAnotherSpec) {
            return new ConfigChoice(with(candidates, wanted.digests()), wanted, Optional.empty(), brake);
        }
        if (pending.due().filter(due -> !now.isBefore(due)).isPresent()) {
            return new ConfigChoice(with(candidates, wanted.digests()), wanted, Optional.empty(), brake.reloading(now));
        }
        return new ConfigChoice(inForce, new ConfigMarks(recorded), Optional.of(pending), brake);
    }

    /** The one that was asked for last; where nobody remembers, the stable one, or else the newest. */
    static Optional<StoredRevision> inForce(List<StoredRevision> candidates, Optional<ConfigStatus> before) {
        return before.map(ConfigStatus::revision)
                .flatMap(last -> candidates.stream()
                        .filter(revision -> revision.name().equals(last))
                        .findFirst())
                .or(() -> candidates.stream().max(StoredRevision.BY_STABILITY));
    }

    private static Optional<StoredRevision> with(List<StoredRevision> candidates, Map<String, String> digests) {
        return candidates.stream()
                .filter(revision -> revision.config().hasAll(digests))
                .max(StoredRevision.BY_STABILITY);
    }

    private static Pending pending(
            ConfigMarks wanted,
            List<String> changed,
            Optional<ConfigStatus> before,
            Circumstances circumstances,
            Instant now) {
        String hash = wanted.hash();
        Optional<ConfigStatus> waiting = before.filter(status -> status.pending() != null);
        Instant since = waiting.filter(status -> Objects.equals(status.pending(), hash))
                .flatMap(status -> ApiTimes.parse(status.since()))
                .orElse(now);
        Instant firstSince =
                waiting.flatMap(status -> ApiTimes.parse(status.firstSince())).orElse(now);
        Optional<Instant> due = due(since, firstSince, circumstances, now).map(quiet -> ConfigBrake.of(before, now)
                .next(circumstances.interval())
                .filter(quiet::isBefore)
                .orElse(quiet));
        return new Pending(hash, since, firstSince, due, changed);
    }

    private static Optional<Instant> due(Instant since, Instant firstSince, Circumstances circumstances, Instant now) {
        if (circumstances.isHeld()) {
            return Optional.empty();
        }
        if (!circumstances.isAvailable()) {
            return Optional.of(now);
        }
        Instant quiet = since.plus(circumstances.quiet());
        Instant latest = firstSince.plus(circumstances.quiet().multipliedBy(MOST_QUIET_TIMES));
        return Optional.of(quiet.isBefore(latest) ? quiet : latest);
    }
}
