package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** The condition of this type, if there is one. */
    public Optional<Condition> condition(String type) {
        return Stream.ofNullable(conditions)
                .flatMap(List::stream)
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    /** Whether the condition of this type is True. */
    public boolean holds(String type) {
        return condition(type)
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
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
}
