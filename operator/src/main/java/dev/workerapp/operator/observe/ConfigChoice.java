package dev.workerapp.operator.observe;

import dev.workerapp.crd.ConfigStatus;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.StoredRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which of the revisions that differ in content alone an app asks for, by the content that there is now. Never by an event:
 * content that comes back leads back to its revision. Pure.
 *
 * @param revision the revision; empty if one has to be made
 * @param marks the content of one that has to be made, or what is to be recorded on the one that is there
 * @param pending other content that is not asked for yet
 * @param brake how often the app was reloaded for content, this time included
 * @param shared the content for which a reload begins now that waits for other apps; none if none begins, or waits for nobody
 */
record ConfigChoice(
        Optional<StoredRevision> revision,
        ConfigMarks marks,
        Optional<Pending> pending,
        ConfigBrake brake,
        NavigableMap<String, String> shared) {

    private static final NavigableMap<String, String> NONE = Collections.emptyNavigableMap();

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
     * @param isOnTrial whether the revision in force is rolled back if its workers fail. They read the content that there is
     *     when they start, so it would be marked failed for content that is not its own
     */
    record Circumstances(Duration quiet, Duration interval, boolean isHeld, boolean isAvailable, boolean isOnTrial) {

        /** The same while no content is reloaded for. */
        Circumstances held() {
            return new Circumstances(quiet, interval, true, isAvailable, isOnTrial);
        }
    }

    /**
     * Chooses.
     *
     * @param candidates the revisions with the spec and the tokens that are asked for
     * @param inForce the one of them that was asked for until now
     * @param content the content that there is now; what can't be read now is taken for what it was
     * @param before what was reported last; empty before following began
     */
    static ConfigChoice of(
            List<StoredRevision> candidates,
            Optional<StoredRevision> inForce,
            NavigableMap<String, String> content,
            Optional<ConfigStatus> before,
            Circumstances circumstances,
            Instant now) {
        ConfigBrake brake = ConfigBrake.of(before, now);
        if (inForce.isEmpty()) {
            return new ConfigChoice(Optional.empty(), new ConfigMarks(content), Optional.empty(), brake, NONE);
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
            return new ConfigChoice(inForce, new ConfigMarks(recorded), Optional.empty(), brake, NONE);
        }
        // Nothing else of its digests: what is not used or ignored now may have changed since.
        ConfigMarks wanted = new ConfigMarks(content);
        Optional<StoredRevision> there = with(candidates, content);
        if (isSpecNew(candidates, before)) {
            return new ConfigChoice(there, wanted, Optional.empty(), brake, NONE);
        }
        boolean goesBack = there.isPresent() && there.equals(stable(candidates));
        Waiting waiting = Waiting.of(wanted.hash(), before, circumstances.quiet(), now);
        Optional<Instant> due = due(waiting, goesBack, brake, circumstances, now);
        if (due.filter(time -> !now.isBefore(time)).isPresent()) {
            boolean waitsForNobody = goesBack || !circumstances.isAvailable() || circumstances.isOnTrial();
            return new ConfigChoice(
                    there, wanted, Optional.empty(), brake.reloading(now), waitsForNobody ? NONE : changed);
        }
        Pending pending =
                new Pending(waiting.hash(), waiting.since(), waiting.firstSince(), due, List.copyOf(changed.keySet()));
        return new ConfigChoice(inForce, new ConfigMarks(recorded), Optional.of(pending), brake, NONE);
    }

    /**
     * The one that was asked for last. That is one that was made after the reported one and has failed: that it was asked
     * for could not be reported. Otherwise the one that was reported; where nobody remembers, the stable one, or else the
     * newest.
     */
    static Optional<StoredRevision> inForce(
            List<StoredRevision> candidates, Optional<ConfigStatus> before, Predicate<StoredRevision> isFailed) {
        Optional<StoredRevision> reported = before.map(ConfigStatus::revision).flatMap(last -> candidates.stream()
                .filter(revision -> revision.name().equals(last))
                .findFirst());
        long number = reported.map(StoredRevision::number).orElse(0L);
        return candidates.stream()
                .filter(revision -> revision.number() > number && isFailed.test(revision))
                .max(Comparator.comparingLong(StoredRevision::number))
                .or(() -> reported)
                .or(() -> candidates.stream().max(StoredRevision.BY_STABILITY));
    }

    /** Whether the app has asked for another spec, or by another token, until now. */
    static boolean isSpecNew(List<StoredRevision> candidates, Optional<ConfigStatus> before) {
        return before.map(ConfigStatus::revision)
                .filter(last -> candidates.stream()
                        .noneMatch(revision -> revision.name().equals(last)))
                .isPresent();
    }

    /** The one of these with this content. */
    static Optional<StoredRevision> with(List<StoredRevision> candidates, Map<String, String> digests) {
        return candidates.stream()
                .filter(revision -> revision.config().hasAll(digests))
                .max(StoredRevision.BY_STABILITY);
    }

    /** The one of these that has completed a reload last. */
    private static Optional<StoredRevision> stable(List<StoredRevision> candidates) {
        return candidates.stream()
                .max(StoredRevision.BY_STABILITY)
                .filter(revision -> revision.marks().stableCount() > 0);
    }

    /** For how long there has been other content. */
    private record Waiting(String hash, Instant since, Instant firstSince) {

        static Waiting of(String hash, Optional<ConfigStatus> before, Duration quiet, Instant now) {
            Optional<ConfigStatus> waiting = before.filter(status -> status.pending() != null);
            Instant firstSince = time(waiting.map(ConfigStatus::firstSince), now);
            // Once it waits for something else, nothing depends on what it is: a thousand apps write no status for each
            // change.
            boolean isQuietOver = !now.isBefore(firstSince.plus(quiet.multipliedBy(MOST_QUIET_TIMES)));
            Optional<ConfigStatus> noted =
                    waiting.filter(status -> isQuietOver || Objects.equals(status.pending(), hash));
            return new Waiting(
                    noted.map(ConfigStatus::pending).orElse(hash),
                    time(noted.map(ConfigStatus::since), now),
                    firstSince);
        }

        private static Instant time(Optional<String> noted, Instant now) {
            return noted.flatMap(ApiTimes::parse)
                    .map(time -> ConfigBrake.earlier(time, now))
                    .orElse(now);
        }

        Instant quiet(Duration time) {
            Instant quiet = since.plus(time);
            Instant latest = firstSince.plus(time.multipliedBy(MOST_QUIET_TIMES));
            return quiet.isBefore(latest) ? quiet : latest;
        }
    }

    private static Optional<Instant> due(
            Waiting waiting, boolean goesBack, ConfigBrake brake, Circumstances circumstances, Instant now) {
        if (circumstances.isHeld()) {
            return Optional.empty();
        }
        if (circumstances.isOnTrial() && !brake.isFlapping()) {
            return Optional.of(now);
        }
        Instant quiet = circumstances.isAvailable() ? waiting.quiet(circumstances.quiet()) : now;
        Optional<Instant> next =
                goesBack ? Optional.empty() : brake.next(circumstances.interval(), circumstances.isAvailable());
        return next.filter(quiet::isBefore).or(() -> Optional.of(quiet));
    }
}
