package dev.workerapp.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One pod that the app controls, as it was last seen. Times of kubelets are taken as they are; {@link #startedAt} and
 * {@link #readySince} bound them by those of the API server.
 *
 * @param name the pod's name
 * @param uid the pod's UID; a delete carries it
 * @param slot the slot that it fills
 * @param revision the revision that it runs
 * @param incarnation which pod of this slot it is; the next one has a higher number
 * @param createdAt when the API server accepted it
 * @param firstRanAt the earliest start of its main container that the pod still shows; empty until it has run
 * @param ready whether the readiness signal holds now
 * @param readyChangedAt since when {@code ready} has had its value without a break; for a pod that has ended, when it
 *     ended
 * @param terminating whether it was deleted and is ending; it then no longer fills its slot
 * @param terminal whether it has ended (phase Succeeded or Failed) and will not run again
 * @param crashLooping whether the kubelet waits before it starts a container of it again
 * @param needsRoom whether it waits for something that another worker of its slot may hold: a host port, a node's room
 * @param due what it is to be replaced for, as far as that is observed: its node is being emptied, its eviction or its
 *     replacement was requested, or it has served so many requests, has so full a heap or uses so much memory as its app
 *     allows
 * @param onLostNode whether its node is not ready or gone, so that nothing is known of it
 * @param restarts how often its main container was started again
 * @param history how often it and its predecessors have failed
 * @param recycling what its pod remembers of replacements that nothing forced
 * @param problem what the cluster says is wrong with it, in its own words; empty when nothing is
 */
public record Worker(
        String name,
        String uid,
        int slot,
        String revision,
        int incarnation,
        Instant createdAt,
        Optional<Instant> firstRanAt,
        boolean ready,
        Instant readyChangedAt,
        boolean terminating,
        boolean terminal,
        boolean crashLooping,
        boolean needsRoom,
        Set<Reason> due,
        boolean onLostNode,
        int restarts,
        CrashHistory history,
        RecycleHistory recycling,
        Optional<Problem> problem) {

    /** Makes the set unmodifiable. */
    public Worker {
        due = Set.copyOf(due);
    }

    /** Whether it fills its slot: neither ended nor ending. */
    public boolean isLive() {
        return !terminating && !terminal;
    }

    /** When its deadlines begin: its main container's first start, but not before it was created. Empty until it ran. */
    public Optional<Instant> startedAt() {
        return firstRanAt.map(ran -> later(ran, createdAt));
    }

    /**
     * Since when {@link #ready} has had its value, but not before it was created. A clock that shows a start before the
     * creation is behind, by no less than that.
     */
    public Instant readySince() {
        return byServer(readyChangedAt);
    }

    /** When its main container ended last, as {@link #readySince} corrects it; empty where nothing says it. */
    public Optional<Instant> lastEndedAt() {
        return history.runs().last().flatMap(Runs.End::at).map(this::byServer);
    }

    private Instant byServer(Instant byKubelet) {
        Duration behind = firstRanAt
                .filter(ran -> ran.isBefore(createdAt))
                .map(ran -> Duration.between(ran, createdAt))
                .orElse(Duration.ZERO);
        return later(byKubelet.plus(behind), createdAt);
    }

    /**
     * Whether it is live and has been ready for that long without a break. With zero no clock is asked.
     *
     * @param time zero or more
     */
    public boolean readyFor(Duration time, Instant now) {
        return isLive() && ready && (time.isZero() || !now.isBefore(readySince().plus(time)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
