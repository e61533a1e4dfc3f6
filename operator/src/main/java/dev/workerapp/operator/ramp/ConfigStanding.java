package dev.workerapp.operator.ramp;

import dev.workerapp.crd.CanonicalSpec;
import dev.workerapp.crd.ConfigStatus;
import dev.workerapp.crd.Reload.OnConfigChange;
import dev.workerapp.crd.ReloadStatus;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppSpec;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.desired.AskedStops;
import dev.workerapp.operator.desired.StoredRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
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
 */
public record ConfigStanding(Set<SharedContent> serving, Set<SharedContent> reloading, Set<SharedContent> failed) {

    /** Of an app that has nothing to do with any content. */
    public static final ConfigStanding NONE = new ConfigStanding(Set.of(), Set.of(), Set.of());

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
        ConfigStanding settled = new ConfigStanding(serving, Set.of(), Set.of());
        if (tried.isEmpty()) {
            return settled;
        }
        Set<SharedContent> other = new HashSet<>(contents(app, tried.get()));
        other.removeAll(serving);
        return switch (progress(app, tried.get(), status, now)) {
            case RELOADING -> settled.reloading(other);
            case FAILED -> new ConfigStanding(serving, Set.of(), other);
            case WAITING -> settled;
        };
    }

    /**
     * Of an app as the informers know it. A revision of which the status does not speak yet may have workers already, if the
     * operator has ended in between.
     */
    public static ConfigStanding of(WorkerApp app, Collection<StoredRevision> revisions, Instant now) {
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
                .max(Comparator.comparingLong(StoredRevision::number))
                .filter(_ -> said.reloading().isEmpty() && said.failed().isEmpty())
                .map(newest -> of(app, newest.name(), revisions, status, now))
                .orElse(said);
    }

    /** The same while the app is reloaded for these. */
    private ConfigStanding reloading(Set<SharedContent> contents) {
        return new ConfigStanding(serving, contents, Set.of());
    }

    /** The same while the app is reloaded for these, too. Of one use a newer content takes the place of the one before. */
    ConfigStanding alsoReloading(Set<SharedContent> contents) {
        Set<String> uses = contents.stream().map(SharedContent::use).collect(Collectors.toSet());
        return reloading(
                Stream.concat(contents.stream(), reloading.stream().filter(content -> !uses.contains(content.use())))
                        .collect(Collectors.toSet()));
    }

    private static Set<SharedContent> contents(WorkerApp app, StoredRevision revision) {
        return SharedContent.in(
                app.getMetadata().getNamespace(), revision.config().digests());
    }

    private enum Progress {
        RELOADING,
        /** Or far longer than all its deadlines, as with a worker that does not end, or whose init container waits for something. */
        FAILED,
        /** For a person, or for the cluster: that says nothing of the content, and may take for ever. */
        WAITING
    }

    private static Progress progress(
            WorkerApp app, StoredRevision tried, Optional<WorkerAppStatus> status, Instant now) {
        if (tried.marks().isFailed(() -> CanonicalSpec.startPolicy(app.getSpec()))) {
            return Progress.FAILED;
        }
        Optional<ReloadStatus> reload =
                status.map(WorkerAppStatus::reload).filter(last -> tried.name().equals(last.revision()));
        String phase = reload.map(ReloadStatus::phase).orElse("");
        if (phase.equals("Halted")) {
            return Progress.FAILED;
        }
        if (phase.equals("Paused") || wantsNoWorker(app, status)) {
            return Progress.WAITING;
        }
        Duration start = Duration.ofSeconds(app.getSpec().reload().startTimeoutSeconds());
        if (isStalled(status) && hasLasted(reload, start, now)) {
            return Progress.WAITING;
        }
        int workers = reload.map(ReloadStatus::total).orElse(1);
        return hasLasted(reload, aWorker(app.getSpec()).multipliedBy(Math.max(1, workers)), now)
                ? Progress.FAILED
                : Progress.RELOADING;
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

    private static boolean hasLasted(Optional<ReloadStatus> reload, Duration time, Instant now) {
        return reload.flatMap(last -> ApiTimes.parse(last.startedAt()))
                .filter(began -> !now.isBefore(began.plus(time)))
                .isPresent();
    }

    private static boolean isStalled(Optional<WorkerAppStatus> status) {
        return status.map(WorkerAppStatus::conditions).orElse(List.of()).stream()
                .anyMatch(condition -> "Stalled".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
