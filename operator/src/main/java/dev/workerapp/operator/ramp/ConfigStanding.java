package dev.workerapp.operator.ramp;

import dev.workerapp.crd.CanonicalSpec;
import dev.workerapp.crd.ConfigStatus;
import dev.workerapp.crd.Reload.OnConfigChange;
import dev.workerapp.crd.ReloadStatus;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppSpec;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.desired.AskedStops;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.planner.ReloadReport.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an app stands to the contents of its ConfigMaps and Secrets, read from its revisions and its status alone.
 *
 * @param serving the contents that it has completed a reload with
 * @param reloading the contents that it is reloaded for now
 * @param failed the contents that its reload has failed with, or does not end with
 * @param changesAt when it is another one, if nothing happens until then: when its reload has lasted too long
 */
public record ConfigStanding(
        Set<SharedContent> serving,
        Set<SharedContent> reloading,
        Set<SharedContent> failed,
        Optional<Instant> changesAt) {

    /** Of an app that has nothing to do with any content. */
    public static final ConfigStanding NONE = serving(Set.of());

    /** Makes the sets unmodifiable. */
    public ConfigStanding {
        serving = Set.copyOf(serving);
        reloading = Set.copyOf(reloading);
        failed = Set.copyOf(failed);
    }

    /**
     * Of an app. A reload that changes the spec, too, is not one for content, whatever becomes of it.
     *
     * @param asked the name of the revision that the app asks for
     * @param revisions all revisions of the app
     * @param status what was reported last
     */
    public static ConfigStanding of(
            WorkerApp app,
            String asked,
            Collection<StoredRevision> revisions,
            Optional<WorkerAppStatus> status,
            Instant now) {
        if (app.getSpec().reload().onConfigChange() == OnConfigChange.Ignore) {
            return NONE;
        }
        Optional<StoredRevision> stable = revisions.stream()
                .max(StoredRevision.BY_STABILITY)
                .filter(revision -> revision.marks().stableCount() > 0);
        if (stable.isEmpty()) {
            return NONE;
        }
        Set<SharedContent> serving = contents(app, stable.get());
        Optional<StoredRevision> tried = revisions.stream()
                .filter(revision -> revision.name().equals(asked))
                .filter(revision -> revision.specHash().equals(stable.get().specHash()))
                .findFirst();
        Set<SharedContent> other =
                new HashSet<>(tried.map(revision -> contents(app, revision)).orElse(Set.of()));
        other.removeAll(serving);
        return other.isEmpty() ? serving(serving) : serving(serving).trying(other, app, tried.get(), status, now);
    }

    private static ConfigStanding serving(Set<SharedContent> contents) {
        return new ConfigStanding(contents, Set.of(), Set.of(), Optional.empty());
    }

    /**
     * Of an app as the informers know it. A revision of which the status does not speak yet may have workers already, if the
     * operator has ended in between.
     *
     * @param running the names of the revisions that workers run
     */
    public static ConfigStanding of(
            WorkerApp app, Collection<StoredRevision> revisions, Set<String> running, Instant now) {
        Optional<WorkerAppStatus> status = Optional.ofNullable(app.getStatus());
        Optional<StoredRevision> asked = status.map(WorkerAppStatus::config)
                .map(ConfigStatus::revision)
                .flatMap(name -> revisions.stream()
                        .filter(revision -> revision.name().equals(name))
                        .findFirst());
        if (asked.isEmpty()) {
            return NONE;
        }
        ConfigStanding said = of(app, asked.get().name(), revisions, status, now);
        return revisions.stream()
                .filter(asked.get()::isSameButForConfig)
                .filter(revision -> running.contains(revision.name()))
                .max(Comparator.comparingLong(StoredRevision::number))
                .filter(_ -> said.reloading().isEmpty() && said.failed().isEmpty())
                .map(newest -> of(app, newest.name(), revisions, status, now))
                .orElse(said);
    }

    /** The same while the app is reloaded for these, too. Of one use a newer content takes the place of the one before. */
    ConfigStanding alsoReloading(Set<SharedContent> contents) {
        Set<String> uses = contents.stream().map(SharedContent::use).collect(Collectors.toSet());
        Set<SharedContent> all = Stream.concat(
                        contents.stream(), reloading.stream().filter(content -> !uses.contains(content.use())))
                .collect(Collectors.toSet());
        return new ConfigStanding(serving, all, Set.of(), changesAt);
    }

    private static Set<SharedContent> contents(WorkerApp app, StoredRevision revision) {
        return SharedContent.in(
                app.getMetadata().getNamespace(), revision.config().digests());
    }

    /** The same while the app is brought to other contents, or has tried to. */
    private ConfigStanding trying(
            Set<SharedContent> contents,
            WorkerApp app,
            StoredRevision tried,
            Optional<WorkerAppStatus> status,
            Instant now) {
        ConfigStanding failed = new ConfigStanding(serving, Set.of(), contents, Optional.empty());
        if (tried.marks().isFailed(() -> CanonicalSpec.startPolicy(app.getSpec()))) {
            return failed;
        }
        Optional<ReloadStatus> reload =
                status.map(WorkerAppStatus::reload).filter(last -> tried.name().equals(last.revision()));
        Optional<Phase> phase = reload.flatMap(last -> ApiNames.find(Phase.class, last.phase()));
        if (phase.equals(Optional.of(Phase.HALTED))) {
            return failed;
        }
        if (phase.equals(Optional.of(Phase.PAUSED)) || wantsNoWorker(app, status)) {
            return this;
        }
        Optional<Instant> began = reload.flatMap(last -> ApiTimes.parse(last.startedAt()));
        // It waits for a person, or for the cluster: that says nothing of the content, and may take for ever.
        Optional<Instant> givesWay = began.filter(
                        _ -> status.filter(last -> last.holds("Stalled")).isPresent())
                .map(time -> time.plusSeconds(app.getSpec().reload().startTimeoutSeconds()));
        if (isOver(givesWay, now)) {
            return this;
        }
        // As with a worker that does not end, or whose init container waits for something.
        int workers = Math.max(1, reload.map(ReloadStatus::total).orElse(1));
        Optional<Instant> fails =
                began.map(time -> time.plus(aWorker(app.getSpec()).multipliedBy(workers)));
        return isOver(fails, now)
                ? failed
                : new ConfigStanding(serving, contents, Set.of(), givesWay.isPresent() ? givesWay : fails);
    }

    private static boolean isOver(Optional<Instant> time, Instant now) {
        return time.filter(some -> !now.isBefore(some)).isPresent();
    }

    /** Such a reload has nothing to do, and no end. */
    private static boolean wantsNoWorker(WorkerApp app, Optional<WorkerAppStatus> status) {
        int slots = status.map(WorkerAppStatus::desiredInstances)
                .orElse(app.getSpec().instances());
        return app.getSpec().suspend() || AskedStops.by(app).remaining(slots) <= 0;
    }

    /** How long the replacement of one worker takes at most by its deadlines. */
    private static Duration aWorker(WorkerAppSpec spec) {
        return Duration.ofSeconds((long) spec.reload().startTimeoutSeconds()
                + spec.readiness().timeoutSeconds()
                + spec.readiness().minReadySeconds()
                + spec.shutdown().drainSeconds()
                + spec.shutdown().killTimeoutSeconds());
    }
}
