package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an app stands. Written by the operator alone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerAppStatus(
        @JsonPropertyDescription("The generation of the spec that this status speaks of.") @Nullable
        Long observedGeneration,

        @StatusReplicas @JsonPropertyDescription("Slots that have a worker.") @Nullable
        Integer instances,

        @JsonPropertyDescription(
                "The number of slots, those that are stopped by request among them: spec.instances, or what autoInstances comes to.")
        @Nullable
        Integer desiredInstances,

        @JsonPropertyDescription("What autoInstances counts.") @Nullable
        AutoInstancesStatus autoInstances,

        @JsonPropertyDescription("Slots with a ready worker.") @Nullable
        Integer ready,

        @JsonPropertyDescription("Slots with a worker of the revision that the app asks for.") @Nullable
        Integer updated,

        @JsonPropertyDescription("Slots with an available worker, of whatever revision.") @Nullable
        Integer available,

        @LabelSelector
        @JsonPropertyDescription("The label selector of the workers, for the scale subresource.")
        @Nullable
        String selector,

        @JsonPropertyDescription("The revision that last completed a reload.") @Nullable
        String stableRevision,

        @JsonPropertyDescription("The revision that the slots are brought to.") @Nullable
        String targetRevision,

        @JsonPropertyDescription("The image of the worker's container in the target revision.") @Nullable
        String image,

        @JsonPropertyDescription("How often the containers of the present workers were started again.") @Nullable
        Integer restarts,

        @JsonPropertyDescription(
                "One word: Ready, Reloading, Degraded, Halted, RolledBack, Errored, Suspended, Scaling.")
        @Nullable
        String state,

        @JsonPropertyDescription("The present or last reload.") @Nullable
        ReloadStatus reload,

        @JsonPropertyDescription("The last request to undo the revision that the app asks for, by the annotation"
                + " workerapp.dev/undo-requested-at, and the answer. Not set if there was none.")
        @Nullable
        UndoStatus undo,

        @JsonPropertyDescription(
                "How the ConfigMaps and Secrets of the workers are followed. Not set where they are not, and never were.")
        @Nullable
        ConfigStatus config,

        @JsonPropertyDescription("How recycle.schedule stands, and its latest run. Not set without a schedule.")
        @Nullable
        RecycleStatus recycle,

        @JsonPropertyDescription(
                "The last request for a signal, by the annotation workerapp.dev/signal. Not set if there"
                        + " was none.")
        @Nullable
        SignalStatus signal,

        @JsonPropertyDescription("The slots that are not plainly ready; at most 50.") @Nullable
        List<SlotStatus> slots,

        @JsonPropertyDescription("Workers that the API server does not create, by revision and reason.") @Nullable
        List<RefusedStatus> refused,

        @JsonPropertyDescription(
                "The last revisions that are kept, at most 10, the one that was started last first. The same is on each"
                        + " ControllerRevision.")
        @Nullable
        List<HistoryEntry> history,

        @JsonPropertyDescription(
                "Available: every slot has an available worker. Ready: what was asked for is what serves. Reconciling:"
                        + " a change is under way. Stalled: somebody must act. These two are False otherwise.")
        @Nullable
        List<Condition> conditions) {

    /** Of an app of which nothing is known yet. */
    public static WorkerAppStatus unknown() {
        return new WorkerAppStatus(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null);
    }

    /** The same, but for these. */
    public WorkerAppStatus with(Long generation, String otherState, List<Condition> otherConditions) {
        return copy(generation, desiredInstances, autoInstances, otherState, config, signal, otherConditions);
    }

    /** The same, but for how many workers are wanted. */
    public WorkerAppStatus wanting(int desired, @Nullable AutoInstancesStatus followed) {
        return copy(observedGeneration, desired, followed, state, config, signal, conditions);
    }

    /** The same, but for how configuration is followed. */
    public WorkerAppStatus following(@Nullable ConfigStatus followed) {
        return copy(observedGeneration, desiredInstances, autoInstances, state, followed, signal, conditions);
    }

    /** The same, but for the last request for a signal. */
    public WorkerAppStatus signalling(@Nullable SignalStatus request) {
        return copy(observedGeneration, desiredInstances, autoInstances, state, config, request, conditions);
    }

    private WorkerAppStatus copy(
            @Nullable Long otherGeneration,
            @Nullable Integer otherInstances,
            @Nullable AutoInstancesStatus otherAutoInstances,
            @Nullable String otherState,
            @Nullable ConfigStatus otherConfig,
            @Nullable SignalStatus otherSignal,
            @Nullable List<Condition> otherConditions) {
        return new WorkerAppStatus(
                otherGeneration,
                instances,
                otherInstances,
                otherAutoInstances,
                ready,
                updated,
                available,
                selector,
                stableRevision,
                targetRevision,
                image,
                restarts,
                otherState,
                reload,
                undo,
                otherConfig,
                recycle,
                otherSignal,
                slots,
                refused,
                history,
                otherConditions);
    }

    /** How a reload stands. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReloadStatus(
            @JsonPropertyDescription("Why it began: Install, Change, Restart, Rollback or Undo.") @Nullable
            String trigger,

            @JsonPropertyDescription("The revision that it goes to.") @Nullable
            String revision,

            @JsonPropertyDescription("Running, Paused, Halted, Complete or RolledBack.") @Nullable
            String phase,

            @JsonPropertyDescription("The token that requested it, by the annotation workerapp.dev/reload-requested-at,"
                    + " restart-requested-at or undo-requested-at; not set if a change of the spec did. Wait for your own token to know"
                    + " that your request was taken up.")
            @Nullable
            String requestedAt,

            @JsonPropertyDescription("When it began.") @Nullable
            String startedAt,

            @JsonPropertyDescription("When it ended.") @Nullable
            String finishedAt,

            @JsonPropertyDescription("Slots that have an available worker of the revision.") @Nullable
            Integer replaced,

            @JsonPropertyDescription("Slots that the reload covers.") @Nullable
            Integer total,

            @JsonPropertyDescription("Why it is in this phase.") @Nullable
            String reason,

            @JsonPropertyDescription(
                    "Workers that it replaces and that have ended, as far as the operator saw. Set only after the first of them has ended.")
            @Nullable
            Integer stopped,

            @JsonPropertyDescription(
                    "How many of them were killed by SIGKILL, usually because shutdown.killTimeoutSeconds had expired.")
            @Nullable
            Integer killed,

            @JsonPropertyDescription(
                    "How many of them had drained before their signal, as their worker runtime reported. Not set without the runtime.")
            @Nullable
            Integer drained,

            @JsonPropertyDescription("The longest of these drains in seconds, rounded up. Not set without the runtime.")
            @Nullable
            Integer longestDrainSeconds,

            @JsonPropertyDescription(
                    "Requests that these workers had begun and not finished when they ended, as their worker runtime reported."
                            + " Not set without the runtime. A worker that was killed may not have reported it.")
            @Nullable
            Integer unfinishedRequests) {

        /** The same reload, with how the workers that it replaces have ended. */
        public ReloadStatus withEnds(
                @Nullable Integer stopped,
                @Nullable Integer killed,
                @Nullable Integer drained,
                @Nullable Integer longestDrainSeconds,
                @Nullable Integer unfinishedRequests) {
            return new ReloadStatus(
                    trigger,
                    revision,
                    phase,
                    requestedAt,
                    startedAt,
                    finishedAt,
                    replaced,
                    total,
                    reason,
                    stopped,
                    killed,
                    drained,
                    longestDrainSeconds,
                    unfinishedRequests);
        }
    }

    /** A request to go back to an earlier revision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record UndoStatus(
            @JsonPropertyDescription("Its token. Wait for your own to know that your request was answered.") @Nullable
            String requestedAt,

            @JsonPropertyDescription("The revision that the app goes back to; not set if it does not go back.")
            @Nullable
            String instead,

            @JsonPropertyDescription("Why the request has changed nothing; not set if it was followed.") @Nullable
            String message) {}

    /** A request to raise a signal in the workers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SignalStatus(
            @JsonPropertyDescription("The signal, without SIG.") @Nullable
            String signal,

            @JsonPropertyDescription(
                    "The token of the request. Wait for your own to know that your request was taken up.")
            @Nullable
            String token,

            @JsonPropertyDescription("When it was taken up. Workers that were created later do not get the signal.")
            @Nullable
            String requestedAt,

            @JsonPropertyDescription("When it ended. Not set while it is being sent.") @Nullable
            String finishedAt,

            @JsonPropertyDescription("In how many workers the signal was raised. Not set before the end.") @Nullable
            Integer workers,

            @JsonPropertyDescription(
                    "Why it was not raised in other workers, or in any. Not set if all of them got it.")
            @Nullable
            String message) {}

    /** How the schedule stands that replaces all workers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RecycleStatus(
            @JsonPropertyDescription("The schedule and its time zone.") @Nullable
            String schedule,

            @JsonPropertyDescription("Since when this is the schedule: times before do not count.") @Nullable
            String since,

            @JsonPropertyDescription("When workers are replaced next.") @Nullable
            String next,

            @JsonPropertyDescription("The latest time of the schedule.") @Nullable
            String tick,

            @JsonPropertyDescription("When the run of that time began. Not set if it has not begun.") @Nullable
            String startedAt,

            @JsonPropertyDescription(
                    "Slots that have an available worker which was created since the time of the run that has begun.")
            @Nullable
            Integer replaced,

            @JsonPropertyDescription(
                    "Why the run was skipped: it had not begun when startingDeadlineSeconds were over.")
            @Nullable
            String skipped) {}

    /** A slot that is not plainly ready. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SlotStatus(
            @JsonPropertyDescription("The slot's number.") @Nullable
            Integer slot,

            @JsonPropertyDescription("The pod that fills it.") @Nullable
            String worker,

            @JsonPropertyDescription("The revision that the worker runs, or was to run.") @Nullable
            String revision,

            @JsonPropertyDescription("Why the slot is not ready.") @Nullable
            String reason,

            @JsonPropertyDescription("The cluster's own message.") @Nullable
            String message,

            @JsonPropertyDescription("Since when the API server does not create the worker.") @Nullable
            String since) {}

    /**
     * Workers that the API server does not create, for one reason. Apart from {@link #slots}, which are for people and
     * cut: the next try is decided by this.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RefusedStatus(
            @JsonPropertyDescription("The slots, as ranges: 0-3,7.") @Nullable
            String slots,

            @JsonPropertyDescription("The revision that the workers were to run.") @Nullable
            String revision,

            @JsonPropertyDescription("Why they are not created.") @Nullable
            String reason,

            @JsonPropertyDescription("The API server's own message, from the last try.") @Nullable
            String message,

            @JsonPropertyDescription("When the first of them was not created.") @Nullable
            String since,

            @JsonPropertyDescription("How often it was tried since then.") @Nullable
            Integer tries,

            @JsonPropertyDescription(
                    "When it was last tried. The next try is made 1 s after the first one; the pause doubles with each"
                            + " try, up to 30 s.")
            @Nullable
            String triedAt) {

        /** The same, for these slots. */
        public RefusedStatus withSlots(String slots) {
            return new RefusedStatus(slots, revision, reason, message, since, tries, triedAt);
        }
    }

    /** How the ConfigMaps and Secrets of the workers are followed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConfigStatus(
            @JsonPropertyDescription("The revision whose content is the one that the app asks for.") @Nullable
            String revision,

            @JsonPropertyDescription(
                    "A digest of the content that is not reloaded for yet; not set if there is no other content. Not renewed"
                            + " once it does not wait for quietSeconds any more.")
            @Nullable
            String pending,

            @JsonPropertyDescription("When pending was noted.") @Nullable
            String since,

            @JsonPropertyDescription("When the content first differed from that of the revision.") @Nullable
            String firstSince,

            @JsonPropertyDescription(
                    "How many reloads for another content there were, each within two hours of the one before.")
            @Nullable
            Integer reloads,

            @JsonPropertyDescription("When the last of them began.") @Nullable
            String lastReload,

            @JsonPropertyDescription(
                    "Why there is no reload for the content yet, or what else is in the way: ConfigQuiet, ConfigHeld, ConfigFailed,"
                            + " ConfigMissing, ConfigUnreadable, ConfigNotCopied or SecretsNotFollowed. Not set if all is"
                            + " followed.")
            @Nullable
            String reason,

            @JsonPropertyDescription("The same in words, with the names of the objects, and what is not followed.")
            @Nullable
            String message) {}

    /** What the nodes come to. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AutoInstancesStatus(
            @JsonPropertyDescription("How many workers will be wanted next, if nothing else is counted meanwhile.")
            @Nullable
            Integer next,

            @JsonPropertyDescription(
                    "Since when more, or fewer, or as many workers as wanted are counted, without a break.")
            @Nullable
            String since) {}

    /** What became of a revision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HistoryEntry(
            @JsonPropertyDescription("The revision's number: a later revision has a higher one.") @Nullable
            Long number,

            @JsonPropertyDescription("The revision's name.") @Nullable
            String revision,

            @JsonPropertyDescription("The image of the worker's container.") @Nullable
            String image,

            @JsonPropertyDescription("Why it was started: Install, Change, Config, Reload, Restart or Undo.") @Nullable
            String trigger,

            @JsonPropertyDescription("The app's annotation kubernetes.io/change-cause at that time.") @Nullable
            String cause,

            @JsonPropertyDescription(
                    "Who asked for it: the field manager that had last changed the app, such as kubectl-edit or"
                            + " argocd-controller. Not set if it is not known.")
            @Nullable
            String requestedBy,

            @JsonPropertyDescription("When its last reload began.") @Nullable
            String startedAt,

            @JsonPropertyDescription("When that was complete, or when the revision was given up.") @Nullable
            String endedAt,

            @JsonPropertyDescription(
                    "Complete, RolledBack, Undone, or Superseded if another one was asked for before it was complete. Not set"
                            + " while the reload is under way.")
            @Nullable
            String result) {}
}
