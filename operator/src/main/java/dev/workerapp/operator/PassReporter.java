package dev.workerapp.operator;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.desired.Revisions;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.execute.Refusals;
import dev.workerapp.operator.execute.Writes;
import dev.workerapp.operator.observe.FollowedConfig;
import dev.workerapp.operator.observe.LastStatus;
import dev.workerapp.operator.observe.WantedInstances;
import dev.workerapp.operator.signal.SignalProgress;
import dev.workerapp.operator.status.EventFactory;
import dev.workerapp.operator.status.FailureStatus;
import dev.workerapp.operator.status.StatusWriter;
import dev.workerapp.operator.telemetry.Telemetry;
import dev.workerapp.operator.termination.Termination;
import dev.workerapp.operator.termination.Terminations;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what a pass has found: the status where it differs, and Events and metrics of what is new in it. One that can't
 * be written is logged, and is written by a later pass. Thread-safe.
 */
final class PassReporter {

    private static final Logger LOG = LoggerFactory.getLogger(PassReporter.class);

    /** What became of a report. */
    sealed interface Result {
        /** The status says it now. */
        record Reported() implements Result {}

        /** The status could not be written. */
        record Failed() implements Result {}

        /** Only numbers are new, which are written by the first pass at this time or later. */
        record Waiting(Instant until) implements Result {}
    }

    private final LastStatus lastStatus = new LastStatus();
    private final DeletedApps deleted = new DeletedApps();
    private final StatusPacing pacing;
    private final Telemetry telemetry;
    private final String identity;

    /**
     * A reporter that has reported nothing.
     *
     * @param identity who the operator is in Events
     * @param numbersWait for how long the numbers of a status wait
     */
    PassReporter(Telemetry telemetry, String identity, Duration numbersWait) {
        this.telemetry = telemetry;
        this.identity = identity;
        this.pacing = new StatusPacing(numbersWait);
    }

    /** What was reported last; empty before the first time. */
    Optional<WorkerAppStatus> last(WorkerApp app) {
        return lastStatus.of(app);
    }

    /** Whether the API server has answered that the app does not exist any more. */
    boolean isDeleted(WorkerApp app) {
        return deleted.contains(app);
    }

    /**
     * Reports a pass.
     *
     * @param wanted how many workers the app wants
     * @param config the content that the app asks for
     * @param signal how the last request for a signal stands
     * @param revisions the app's revisions, with the marks of this pass
     * @param unneeded those of them that are about to be deleted
     */
    Result report(
            WorkerApp app,
            Optional<WorkerAppStatus> before,
            Rounds rounds,
            WantedInstances wanted,
            FollowedConfig config,
            SignalProgress signal,
            Revisions revisions,
            List<StoredRevision> unneeded,
            List<Problem> problems,
            Terminations terminations,
            Writes writes,
            Instant now) {
        List<Termination> ended = terminations.take(app);
        WorkerAppStatus written = wanted.in(StatusWriter.of(
                app,
                rounds.plan().report(),
                revisions.without(unneeded),
                rounds.observed().refusals(),
                problems,
                ended,
                before,
                now));
        // A revision that could not be stored is not asked for yet: its content waits for its turn again.
        WorkerAppStatus status = signal.in(
                revisions.refused().isPresent()
                        ? written.following(before.map(WorkerAppStatus::config).orElse(null))
                        : config.in(written, revisions.asked().name()));
        if (!before.equals(Optional.of(status))) {
            Optional<Instant> later = pacing.writeAt(app, before, status, now);
            if (later.isPresent()) {
                terminations.giveBack(app, ended);
                return new Result.Waiting(later.get());
            }
            Optional<KubernetesClientException> failure = write(app, status, writes);
            if (failure.isPresent()) {
                // Otherwise it may have been written, and rather none counts than one twice.
                if (isRefused(failure.get())) {
                    terminations.giveBack(app, ended);
                }
                return new Result.Failed();
            }
            telemetry.reported(rounds.observed().lastReload(), rounds.plan().report());
            news(app, before, status, rounds, problems, now).forEach(writes::event);
            Stream.concat(config.troubleAfter(before).stream(), signal.news().stream())
                    .forEach(problem -> writes.event(EventFactory.of(app, problem, identity, now)));
        }
        for (Termination ending : ended) {
            telemetry.ended(ending);
            ending.problem().ifPresent(problem -> writes.event(EventFactory.of(app, ending, problem, identity, now)));
        }
        return new Result.Reported();
    }

    private Stream<Event> news(
            WorkerApp app,
            Optional<WorkerAppStatus> before,
            WorkerAppStatus status,
            Rounds rounds,
            List<Problem> problems,
            Instant now) {
        return Stream.of(
                        Refusals.news(rounds.refusedBefore(), rounds.observed().refusals()).stream()
                                .map(refusal -> EventFactory.of(app, refusal, identity, now)),
                        problems.stream()
                                .filter(problem -> !StatusWriter.says(before, problem))
                                .map(problem -> EventFactory.of(app, problem, identity, now)),
                        EventFactory.of(app, before, status, identity, now).stream())
                .flatMap(events -> events);
    }

    /**
     * Reports a pass that has failed, so that nothing is known but why. That a namespace is being deleted is no news to
     * anybody, and no Event can be written there.
     *
     * @return false if it could not be reported
     */
    boolean failed(WorkerApp app, Problem why, Writes writes, Instant now) {
        Optional<WorkerAppStatus> before = last(app);
        if (why.reason() != Reason.NAMESPACE_TERMINATING && !StatusWriter.says(before, why)) {
            writes.event(EventFactory.of(app, why, identity, now));
        }
        WorkerAppStatus status = FailureStatus.of(app, before, why, now);
        return before.equals(Optional.of(status)) || write(app, status, writes).isEmpty();
    }

    /**
     * Reports that the spec can't be read; nothing else of the app is touched.
     *
     * @return false if it could not be reported
     */
    boolean refused(WorkerApp app, String why, Writes writes, Instant now) {
        Problem problem = new Problem(
                Reason.SPEC_UNREADABLE,
                why + " Nothing is changed until the spec is corrected; the workers that run go on.");
        return failed(app, problem, writes, now);
    }

    private Optional<KubernetesClientException> write(WorkerApp app, WorkerAppStatus status, Writes writes) {
        try {
            lastStatus.wrote(writes.status(app, status));
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404 && isGone(app, writes)) {
                deleted.add(app);
            }
            if (!isRefused(e) && isWritten(app, status, writes)) {
                return Optional.empty();
            }
            LOG.warn("the status is not written: {}", e.getMessage());
            return Optional.of(e);
        }
    }

    /** Whether it is not written for certain. */
    private static boolean isRefused(KubernetesClientException failure) {
        return failure.getCode() >= 400 && failure.getCode() < 500;
    }

    /** Looks at what there is now, since the next pass must not go on from the status before. */
    private boolean isWritten(WorkerApp app, WorkerAppStatus status, Writes writes) {
        try {
            Optional<WorkerApp> live = writes.liveApp(app);
            live.ifPresent(lastStatus::wrote);
            return live.map(WorkerApp::getStatus).filter(status::equals).isPresent();
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    /** A 404 may also be of the path, as of a CRD without the status subresource or of a proxy in between. */
    private static boolean isGone(WorkerApp app, Writes writes) {
        try {
            return !writes.isKept(app);
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
