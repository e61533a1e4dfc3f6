package dev.workerapp.operator.ramp;

import dev.workerapp.crd.CanonicalSpec;
import dev.workerapp.crd.Reload.OnConfigChange;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.crd.WorkerAppStatus.ConfigStatus;
import dev.workerapp.crd.WorkerAppStatus.ReloadStatus;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.desired.StoredRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an app stands to the contents of its ConfigMaps and Secrets, read from its revisions and its status alone.
 *
 * @param serving the contents that it has completed a reload with
 * @param reloading the contents that it is reloaded for now
 * @param failed the contents that its reload has failed with
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
                .filter(revision -> revision.content().equals(stable.get().content()))
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
    ConfigStanding reloading(Set<SharedContent> contents) {
        return new ConfigStanding(serving, contents, Set.of());
    }

    private static Set<SharedContent> contents(WorkerApp app, StoredRevision revision) {
        return SharedContent.in(
                app.getMetadata().getNamespace(), revision.config().digests());
    }

    private enum Progress {
        RELOADING,
        FAILED,
        /** For a person, or for the cluster: that says nothing of the content, and may take for ever. */
        WAITING
    }

    private static Progress progress(
            WorkerApp app, StoredRevision tried, Optional<WorkerAppStatus> status, Instant now) {
        if (tried.marks().isFailed(() -> CanonicalSpec.startPolicy(app.getSpec()))) {
            return Progress.FAILED;
        }
        if (app.getSpec().suspend()) {
            return Progress.WAITING;
        }
        Optional<ReloadStatus> reload =
                status.map(WorkerAppStatus::reload).filter(last -> tried.name().equals(last.revision()));
        return switch (reload.map(ReloadStatus::phase).orElse("")) {
            case "Halted" -> Progress.FAILED;
            case "Paused" -> Progress.WAITING;
            default -> isStalled(status) && isLate(app, reload, now) ? Progress.WAITING : Progress.RELOADING;
        };
    }

    /** Whether a worker that began to start when the reload began would be reported by now. */
    private static boolean isLate(WorkerApp app, Optional<ReloadStatus> reload, Instant now) {
        Duration time = Duration.ofSeconds(app.getSpec().reload().startTimeoutSeconds());
        return reload.flatMap(last -> ApiTimes.parse(last.startedAt()))
                .filter(began -> !now.isBefore(began.plus(time)))
                .isPresent();
    }

    private static boolean isStalled(Optional<WorkerAppStatus> status) {
        return status.map(WorkerAppStatus::conditions).orElse(List.of()).stream()
                .anyMatch(condition -> "Stalled".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
