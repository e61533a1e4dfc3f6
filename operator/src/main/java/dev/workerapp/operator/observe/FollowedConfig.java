package dev.workerapp.operator.observe;

import dev.workerapp.crd.CanonicalSpec;
import dev.workerapp.crd.ConfigStatus;
import dev.workerapp.crd.Reload.OnConfigChange;
import dev.workerapp.crd.Reload.OnFailure;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.operator.config.ConfigReader;
import dev.workerapp.operator.desired.AskedRevision;
import dev.workerapp.operator.desired.ConfigCopies;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.OtherContent;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.desired.Template;
import dev.workerapp.operator.observe.ConfigChoice.Circumstances;
import dev.workerapp.operator.ramp.SharedContent;
import dev.workerapp.operator.ramp.Turns;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.ReloadReport.Phase;
import dev.workerapp.planner.ReloadReport.Trigger;
import dev.workerapp.planner.UndoAnswer;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The revision that an app asks for, with the content of its ConfigMaps and Secrets where that is followed.
 *
 * @param asked the revision; empty if one has to be made
 * @param marks the content of one that has to be made
 * @param annotations what is to be written on it beside that
 * @param wanted of which content the revision is to have copies
 * @param said what the status says; empty if there is nothing to say: nothing is followed, and no other revision has this spec
 * @param news what has happened now
 * @param looks when time alone may change it
 * @param isUnknown whether something can't be read or copied now, and has to be tried again
 */
public record FollowedConfig(
        Optional<StoredRevision> asked,
        ConfigMarks marks,
        Map<String, @Nullable String> annotations,
        WantedCopies wanted,
        Optional<ConfigWords.Said> said,
        List<Problem> news,
        List<Instant> looks,
        boolean isUnknown) {

    private static final Duration LOOK = Duration.ofSeconds(5);

    /**
     * Of an app.
     *
     * @param known its revisions
     * @param runtimeImage the image of the worker runtime, for a revision that has to be made
     * @param turns tells whether a reload for content that other apps share may begin
     * @param before what was reported last; it holds what content waits, and since when
     */
    public static FollowedConfig of(
            WorkerApp app,
            List<StoredRevision> known,
            ConfigReader objects,
            Turns turns,
            String runtimeImage,
            Optional<WorkerAppStatus> before,
            Instant now) {
        ResourceID name = ResourceID.fromResource(app);
        List<StoredRevision> candidates = AskedRevision.by(app).among(known);
        Optional<ConfigStatus> last = before.map(WorkerAppStatus::config);
        Optional<StoredRevision> inForce = ConfigChoice.inForce(candidates, last, revision -> isGivenUp(app, revision));
        boolean isSpecNew = ConfigChoice.isSpecNew(candidates, last);
        if (app.getSpec().reload().onConfigChange() == OnConfigChange.Ignore) {
            objects.forget(name);
            turns.take(name, Set.of());
            return nothing(inForce, candidates.size() > 1);
        }
        PodSpec template = inForce.map(StoredRevision::template)
                .orElseGet(() -> Template.render(app.getSpec(), runtimeImage))
                .getSpec();
        SeenConfig seen = SeenConfig.of(app, template, objects, inForce.isEmpty() || isSpecNew);
        NavigableMap<String, String> content = content(seen, inForce.or(() -> lastAsked(known, last)));
        Optional<String> heldAlone = held(app, inForce, before, seen)
                .or(() -> rolledBack(app, known, inForce, ConfigChoice.with(candidates, content)));
        Circumstances circumstances = new Circumstances(
                Duration.ofSeconds(app.getSpec().reload().config().quietSeconds()),
                Duration.ofSeconds(app.getSpec().reload().config().minIntervalSeconds()),
                heldAlone.isPresent(),
                before.filter(status -> status.holds("Available")).isPresent(),
                inForce.filter(revision -> isOnTrial(app, revision, known, now)).isPresent());
        ConfigChoice alone = ConfigChoice.of(candidates, inForce, content, last, circumstances, now);
        Optional<Turns.Wait> others =
                turns.take(name, SharedContent.in(app.getMetadata().getNamespace(), alone.shared()));
        ConfigChoice choice = others.isEmpty()
                ? alone
                : ConfigChoice.of(candidates, inForce, content, last, circumstances.held(), now);
        Optional<Turns.Wait> held =
                heldAlone.map(why -> new Turns.Wait(false, why)).or(() -> others);
        boolean stays = choice.revision().equals(inForce);
        Map<String, @Nullable String> annotations =
                new TreeMap<>(stays ? choice.marks().annotations() : Map.of());
        Optional<OtherContent> other = choice.revision()
                .filter(_ -> inForce.isPresent() && !isSpecNew)
                .map(revision -> other(app, revision, inForce.orElseThrow(), choice, seen, now));
        other.filter(spans -> !Optional.of(spans).equals(choice.revision().map(StoredRevision::otherContent)))
                .ifPresent(spans -> annotations.putAll(spans.annotation()));
        return new FollowedConfig(
                choice.revision(),
                choice.marks(),
                annotations,
                wanted(app, seen, choice, objects),
                Optional.of(ConfigWords.said(
                        seen,
                        choice,
                        inForce.map(revision -> revision.copiesFor(app)).orElse(ConfigCopies.NONE),
                        held,
                        inForce.filter(_ -> stays).flatMap(one -> failed(app, one, known, seen)))),
                inForce.isEmpty() || (!stays && isSpecNew)
                        ? List.of()
                        : ConfigWords.news(seen, inForce.get(), choice, stays),
                Stream.concat(
                                looks(choice, goesBack(before), now).stream(),
                                other.flatMap(OtherContent::settledAt).filter(now::isBefore).stream())
                        .toList(),
                !seen.unknown().isEmpty());
    }

    /** Nothing is followed; but of several revisions with this spec it stays the one that it is. */
    private static FollowedConfig nothing(Optional<StoredRevision> inForce, boolean isOneOfSeveral) {
        return new FollowedConfig(
                inForce,
                ConfigMarks.NONE,
                inForce.map(revision -> revision.config().removal()).orElse(Map.of()),
                WantedCopies.NONE,
                Optional.of(ConfigWords.Said.NOTHING).filter(_ -> isOneOfSeveral),
                List.of(),
                List.of(),
                false);
    }

    /** Of what the revision has, or gets now. */
    private static WantedCopies wanted(WorkerApp app, SeenConfig seen, ConfigChoice choice, ConfigReader objects) {
        Optional<StoredRevision> there = choice.revision();
        NavigableMap<String, String> digests = new TreeMap<>(choice.marks().digests());
        there.ifPresent(revision -> revision.config().digests().forEach(digests::putIfAbsent));
        ConfigCopies copies = there.map(revision -> revision.copiesFor(app)).orElse(ConfigCopies.NONE);
        return WantedCopies.of(app, seen, digests, copies, objects::mayCopy);
    }

    /**
     * The same with the copies that there are.
     *
     * @param changes what is to be written on the revision for them
     * @param notCopied what is not copied, and why
     * @param isToBeTriedAgain whether a copy could not be made that may be possible later
     */
    public FollowedConfig copied(
            Map<String, @Nullable String> changes, List<String> notCopied, boolean isToBeTriedAgain) {
        Map<String, @Nullable String> all = new TreeMap<>(annotations);
        all.putAll(changes);
        Optional<ConfigWords.Said> words =
                notCopied.isEmpty() ? said : said.map(some -> some.and(ConfigWords.notCopied(notCopied)));
        return new FollowedConfig(asked, marks, all, wanted, words, news, looks, isUnknown || isToBeTriedAgain);
    }

    /** The content that there is. What can't be read now is taken for what a revision has. */
    private static NavigableMap<String, String> content(SeenConfig seen, Optional<StoredRevision> revision) {
        NavigableMap<String, String> content = new TreeMap<>(
                revision.map(StoredRevision::config).orElse(ConfigMarks.NONE).digests());
        content.keySet().retainAll(seen.unknown().keySet());
        content.putAll(seen.digests());
        return content;
    }

    /**
     * When there was another content than that of the revision that is asked for.
     *
     * @param inForce the one that was asked for until now
     */
    private static OtherContent other(
            WorkerApp app,
            StoredRevision asked,
            StoredRevision inForce,
            ConfigChoice choice,
            SeenConfig seen,
            Instant now) {
        OtherContent known = asked.otherContent();
        Set<String> changed = new TreeSet<>(
                choice.pending().map(ConfigChoice.Pending::changed).orElse(List.of()));
        if (!asked.equals(inForce)) {
            // The content has come back, after it was reloaded for.
            Map<String, String> others = inForce.config().digests();
            asked.config().digests().forEach((scope, digest) -> {
                if (!digest.equals(others.get(scope))) {
                    changed.add(scope);
                }
            });
        }
        changed.removeAll(asked.copiesFor(app).names().keySet());
        if (!asked.equals(inForce)) {
            return changed.isEmpty()
                    ? known.until(now)
                    : known.since(inForce.createdAt().orElse(now)).until(now);
        }
        if (!changed.isEmpty()) {
            return known.since(choice.pending().orElseThrow().firstSince());
        }
        boolean isSure = seen.unknown().isEmpty() && seen.missing().isEmpty();
        return isSure && choice.pending().isEmpty() ? known.until(now) : known;
    }

    private static Optional<StoredRevision> lastAsked(List<StoredRevision> known, Optional<ConfigStatus> last) {
        return known.stream()
                .filter(revision -> last.map(ConfigStatus::revision)
                        .filter(revision.name()::equals)
                        .isPresent())
                .findFirst();
    }

    /** Whether the app goes back to another spec if workers of the revision fail. */
    private static boolean isOnTrial(WorkerApp app, StoredRevision revision, List<StoredRevision> known, Instant now) {
        Duration probation = Duration.ofSeconds(app.getSpec().reload().probationSeconds());
        boolean isProved = revision.marks().stableCount() > 0
                && revision.marks()
                        .stableSince()
                        .filter(since -> now.isBefore(since.plus(probation)))
                        .isEmpty();
        return !isProved
                && !revision.copiesFor(app).cover(revision.config().digests().keySet())
                && app.getSpec().reload().onFailure() == OnFailure.RollBack
                && known.stream()
                        .filter(other -> other.marks().stableCount() > 0 && !other.equals(revision))
                        .max(StoredRevision.BY_STABILITY)
                        .filter(stable -> !stable.specHash().equals(revision.specHash()))
                        .isPresent();
    }

    private static boolean goesBack(Optional<WorkerAppStatus> before) {
        return before.map(WorkerAppStatus::reload)
                .filter(reload -> ApiNames.of(Phase.RUNNING).equals(reload.phase()))
                .flatMap(reload -> ApiNames.find(Trigger.class, reload.trigger()))
                .filter(trigger -> trigger == Trigger.ROLLBACK || trigger == Trigger.UNDO)
                .isPresent();
    }

    /** That the app has gone back is in the status of the last pass for that, after which there may be no other one. */
    private static List<Instant> looks(ConfigChoice choice, boolean goesBack, Instant now) {
        return choice.pending().stream()
                .flatMap(pending -> goesBack ? Stream.of(now.plus(LOOK)) : pending.due().stream())
                .toList();
    }

    /** Why no content is reloaded for now. */
    private static Optional<String> held(
            WorkerApp app, Optional<StoredRevision> inForce, Optional<WorkerAppStatus> before, SeenConfig seen) {
        boolean isUndone = inForce.flatMap(revision -> revision.marks().undo())
                .flatMap(UndoAnswer::instead)
                .isPresent();
        return Stream.of(
                        Optional.of("a worker can't start without what is missing")
                                .filter(_ -> !seen.missing().isEmpty()),
                        Optional.of("the app is suspended")
                                .filter(_ -> app.getSpec().suspend()),
                        Optional.of("reload.paused is set")
                                .filter(_ -> app.getSpec().reload().paused()),
                        Optional.of("the revision that the app asks for was undone by request")
                                .filter(_ -> isUndone),
                        Optional.of("the app goes back to its stable revision").filter(_ -> goesBack(before)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What failed is not started again because its content was another one meanwhile. */
    private static Optional<String> rolledBack(
            WorkerApp app,
            List<StoredRevision> known,
            Optional<StoredRevision> inForce,
            Optional<StoredRevision> wanted) {
        Predicate<StoredRevision> isFailed = revision -> isGivenUp(app, revision);
        return inForce.filter(isFailed)
                .filter(failed -> contentBefore(failed, known).isEmpty())
                .filter(_ -> wanted.filter(isFailed.negate()).isEmpty())
                .map(_ -> "the revision that the app asks for has failed: change the spec, or request a reload");
    }

    /** That the content that there is has failed. */
    private static Optional<Problem> failed(
            WorkerApp app, StoredRevision inForce, List<StoredRevision> known, SeenConfig seen) {
        boolean isUndone = inForce.marks().undo().flatMap(UndoAnswer::instead).isPresent();
        return contentBefore(inForce, known)
                .filter(_ -> isGivenUp(app, inForce) && !isUndone)
                .map(before -> ConfigWords.failed(seen, inForce, before));
    }

    private static boolean isGivenUp(WorkerApp app, StoredRevision revision) {
        return revision.marks().isFailed(() -> CanonicalSpec.startPolicy(app.getSpec()));
    }

    /**
     * The revision that is gone back to from one that has failed, if nothing but its content can have failed: both have the
     * same spec.
     */
    private static Optional<StoredRevision> contentBefore(StoredRevision failed, List<StoredRevision> known) {
        return known.stream()
                .filter(other -> other.marks().stableCount() > 0 && !other.equals(failed))
                .max(StoredRevision.BY_STABILITY)
                .filter(stable -> stable.specHash().equals(failed.specHash()));
    }

    /** The status, with this in it. */
    public WorkerAppStatus in(WorkerAppStatus status, String revision) {
        return status.following(said.map(words -> words.status(revision)).orElse(null));
    }

    /**
     * What is in the way, or not followed, if the status did not say so before. That content waits is reported once, whatever
     * it waits for, and not at all if it waits for other apps to be reloaded: there may be a thousand of them.
     */
    public Optional<Problem> troubleAfter(Optional<WorkerAppStatus> before) {
        Optional<ConfigStatus> last = before.map(WorkerAppStatus::config);
        return said.flatMap(ConfigWords.Said::problem)
                .filter(problem -> problem.reason() != Reason.CONFIG_QUEUED)
                .filter(problem -> last.filter(
                                status -> ApiNames.of(problem.reason()).equals(status.reason())
                                        && (problem.reason() == Reason.CONFIG_HELD
                                                || problem.message().equals(status.message())))
                        .isEmpty());
    }
}
