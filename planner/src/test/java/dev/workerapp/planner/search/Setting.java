package dev.workerapp.planner.search;

import dev.workerapp.planner.OnFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One small world: how the app is set up, what its revisions are worth, and how much may happen.
 *
 * @param minReady how long a worker must be ready; zero when it is available at once
 * @param partition slots below it keep their revision
 * @param cramped whether a worker has no room while another pod of its slot is there (a host port)
 * @param behaviors what each revision is worth; the first is asked for at the start
 * @param tokens the restart token of each revision; empty for none
 */
record Setting(
        int instances,
        int parallel,
        OnFailure onFailure,
        boolean overlap,
        Duration minReady,
        int partition,
        boolean cramped,
        boolean quota,
        List<Behavior> behaviors,
        List<String> tokens,
        Start start,
        Set<Change> changes,
        Budget budget) {

    /** What there is at the start. */
    enum Start {
        /** Every slot serves the first revision. */
        SERVING,
        /** An app that was just applied. */
        NOTHING,
        /** Workers without a controller. */
        ORPHANS
    }

    /** What people may change. */
    enum Change {
        REVISION,
        INSTANCES,
        SUSPEND,
        PAUSE
    }

    static Setting of(int instances, int parallel, OnFailure onFailure, boolean overlap, Behavior... behaviors) {
        return new Setting(
                instances,
                parallel,
                onFailure,
                overlap,
                Duration.ZERO,
                0,
                false,
                false,
                List.of(behaviors),
                Arrays.stream(behaviors).map(n -> "").toList(),
                Start.SERVING,
                EnumSet.of(Change.REVISION),
                new Budget(1, 1, 1));
    }

    Setting budget(int faults, int changes, int blinks) {
        return new Setting(
                instances,
                parallel,
                onFailure,
                overlap,
                minReady,
                partition,
                cramped,
                quota,
                behaviors,
                tokens,
                start,
                this.changes,
                new Budget(faults, changes, blinks));
    }

    Setting changing(Change... what) {
        return new Setting(
                instances,
                parallel,
                onFailure,
                overlap,
                minReady,
                partition,
                cramped,
                quota,
                behaviors,
                tokens,
                start,
                EnumSet.copyOf(Arrays.asList(what)),
                budget);
    }

    Setting starting(Start with) {
        return new Setting(
                instances, parallel, onFailure, overlap, minReady, partition, cramped, quota, behaviors, tokens, with,
                changes, budget);
    }

    Setting minReady(long seconds) {
        return new Setting(
                instances,
                parallel,
                onFailure,
                overlap,
                Duration.ofSeconds(seconds),
                partition,
                cramped,
                quota,
                behaviors,
                tokens,
                start,
                changes,
                budget);
    }

    Setting partition(int lowest) {
        return new Setting(
                instances, parallel, onFailure, overlap, minReady, lowest, cramped, quota, behaviors, tokens, start,
                changes, budget);
    }

    Setting withHostPort() {
        return new Setting(
                instances, parallel, onFailure, overlap, minReady, partition, true, quota, behaviors, tokens, start,
                changes, budget);
    }

    Setting withQuota() {
        return new Setting(
                instances, parallel, onFailure, overlap, minReady, partition, cramped, true, behaviors, tokens, start,
                changes, budget);
    }

    Setting tokens(String... all) {
        return new Setting(
                instances,
                parallel,
                onFailure,
                overlap,
                minReady,
                partition,
                cramped,
                quota,
                behaviors,
                List.of(all),
                start,
                changes,
                budget);
    }

    State first() {
        List<Pod> pods = new ArrayList<>();
        for (int slot = 0; slot < instances && start != Start.NOTHING; slot++) {
            pods.add(Pod.of(slot, 1, 0, PodState.AVAILABLE, false, start == Start.ORPHANS));
        }
        Marks marks = new Marks(start == Start.SERVING ? 1 : 0, 0, 0);
        return new State(
                new Spec(0, instances, false, false),
                marks,
                pods.toArray(Pod[]::new),
                Stale.NOTHING,
                State.NO_PLAN,
                quota ? Quota.FULL : Quota.NONE,
                budget);
    }

    Behavior behavior(int revision) {
        return behaviors.get(revision);
    }

    @Override
    public String toString() {
        return instances + " instances, parallel " + parallel + ", " + onFailure + (overlap ? "" : ", no overlap")
                + (minReady.isZero() ? "" : ", minReady") + (partition == 0 ? "" : ", partition " + partition)
                + (cramped ? ", host port" : "") + (quota ? ", quota" : "")
                + (start == Start.SERVING ? "" : ", " + start)
                + ", " + behaviors.stream().map(Enum::name).collect(Collectors.joining("→"))
                + (tokens.stream().allMatch(String::isEmpty) ? "" : " restarting")
                + (changes.equals(Set.of(Change.REVISION)) ? "" : " " + changes) + ", " + budget.faults()
                + " faults, " + budget.changes() + " changes, " + budget.blinks() + " unseen";
    }
}
