package dev.workerapp.planner.search;

import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.OnStartTimeout;
import dev.workerapp.planner.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One small world: how the app is set up, what its revisions are worth, and how much may happen. Never changed. */
final class Setting {
    /** What there is at the start. */
    enum Start {
        /** Every slot serves the first revision. */
        SERVING,
        /** The same, and all workers have crashed often since they were available first, long ago. */
        SCARRED,
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
        PAUSE,
        /** Slot 0 is stopped, or started again. */
        STOP,
        /** A request to undo. That its annotation is removed, as Flux does it, may happen at any time. */
        UNDO
    }

    /** How long a worker is to be ready, where that is asked for. */
    static final Duration SOME_TIME = Duration.ofSeconds(10);

    private int instances;
    private int parallel;
    private OnFailure onFailure = OnFailure.ROLL_BACK;
    private boolean overlap;
    private Duration minReady = Duration.ZERO;
    private Duration probation = Duration.ZERO;
    private OnStartTimeout onStartTimeout = OnStartTimeout.WAIT;
    private int partition;
    private boolean cramped;
    private boolean slowClock;
    private boolean sameContent;
    private boolean failedStayStable;
    private boolean limitsCrashes;
    private boolean backsOff;
    private Due due = Due.NODE_DRAINED;
    private Optional<Reason> refuses = Optional.empty();
    private List<Behavior> behaviors = List.of();
    private List<String> tokens = List.of();
    private Start start = Start.SERVING;
    private Set<Change> changes = EnumSet.of(Change.REVISION);
    private Budget budget = new Budget(1, 1, 1);

    private Setting() {}

    private Setting(Setting other) {
        this.instances = other.instances;
        this.parallel = other.parallel;
        this.onFailure = other.onFailure;
        this.overlap = other.overlap;
        this.minReady = other.minReady;
        this.probation = other.probation;
        this.onStartTimeout = other.onStartTimeout;
        this.partition = other.partition;
        this.cramped = other.cramped;
        this.slowClock = other.slowClock;
        this.sameContent = other.sameContent;
        this.failedStayStable = other.failedStayStable;
        this.limitsCrashes = other.limitsCrashes;
        this.backsOff = other.backsOff;
        this.due = other.due;
        this.refuses = other.refuses;
        this.behaviors = other.behaviors;
        this.tokens = other.tokens;
        this.start = other.start;
        this.changes = other.changes;
        this.budget = other.budget;
    }

    private Setting with(Consumer<Setting> change) {
        Setting copy = new Setting(this);
        change.accept(copy);
        return copy;
    }

    static Setting of(int instances, int parallel, OnFailure onFailure, boolean overlap, Behavior... behaviors) {
        return new Setting().with(it -> {
            it.instances = instances;
            it.parallel = parallel;
            it.onFailure = onFailure;
            it.overlap = overlap;
            it.behaviors = List.of(behaviors);
            it.tokens = Arrays.stream(behaviors).map(n -> "").toList();
        });
    }

    Setting budget(int faults, int newChanges, int blinks) {
        return with(it -> it.budget = new Budget(faults, newChanges, blinks));
    }

    Setting changing(Change... what) {
        return with(it -> it.changes = EnumSet.copyOf(Arrays.asList(what)));
    }

    Setting starting(Start with) {
        return with(it -> it.start = with);
    }

    Setting withMinReady() {
        return with(it -> it.minReady = SOME_TIME);
    }

    /** A worker of an unproved revision, and one that has failed before, is on trial. */
    Setting withProbation() {
        return with(it -> it.probation = SOME_TIME);
    }

    /** What can't be started in time is taken for the version's fault. */
    Setting failingLateStarts() {
        return with(it -> it.onStartTimeout = OnStartTimeout.FAIL);
    }

    Setting partition(int lowest) {
        return with(it -> it.partition = lowest);
    }

    /** A worker has no room while another pod of its slot is there. */
    Setting withHostPort() {
        return with(it -> it.cramped = true);
    }

    /** The clocks of all nodes are behind. */
    Setting withSlowClock() {
        return with(it -> it.slowClock = true);
    }

    /** Until it is lifted, a quota admits no more pods than the app had at first. */
    Setting withQuota() {
        return with(it -> it.refuses = Optional.of(Reason.QUOTA_EXCEEDED));
    }

    /** Until it is mended, a webhook lets no pod be created. */
    Setting withBrokenWebhook() {
        return with(it -> it.refuses = Optional.of(Reason.SERVER_ERROR));
    }

    /** The restart token of each revision; empty for none. */
    Setting tokens(String... all) {
        return with(it -> it.tokens = List.of(all));
    }

    /** The revisions differ in a token only. */
    Setting withSameContent() {
        return with(it -> it.sameContent = true);
    }

    /** Workers are evicted, where in the other worlds their nodes are drained. */
    Setting withEvictions() {
        return with(it -> it.due = Due.EVICTION_REQUESTED);
    }

    /** Workers get too old, and may stay as well. */
    Setting withAge() {
        return with(it -> it.due = Due.OLD);
    }

    /** All workers are replaced by a schedule, once. */
    Setting withSchedule() {
        return with(it -> it.due = Due.FRESH);
    }

    /** Every worker comes over its limit soon, and may stay as well. */
    Setting withMemoryLimit() {
        return with(it -> it.due = Due.OVER);
    }

    /** A worker that crashes a second time in a row makes its slot errored. */
    Setting limitingCrashes() {
        return with(it -> it.limitsCrashes = true);
    }

    /** A worker that crashes waits for longer than the kubelet lets it. */
    Setting backingOff() {
        return with(it -> it.backsOff = true);
    }

    /** A mistake of the operator's: the mark of a revision that failed leaves on it that it completed a reload. */
    Setting whereFailedStayStable() {
        return with(it -> it.failedStayStable = true);
    }

    State first() {
        List<Pod> pods = new ArrayList<>();
        for (int slot = 0; slot < instances && start != Start.NOTHING; slot++) {
            History past = start == Start.SCARRED ? History.SCARRED : History.NONE;
            pods.add(Pod.serving(slot, past, start == Start.ORPHANS));
        }
        return new State(
                new Spec(0, instances, false, false, false, Undo.NOTHING, due == Due.FRESH ? Tick.COMING : Tick.NONE),
                new Marks(start == Start.SERVING || start == Start.SCARRED ? 1 : 0, 0, false, 0, 0, 0),
                pods.toArray(Pod[]::new),
                Stale.NOTHING,
                State.NO_PLAN,
                refuses.isPresent() ? Quota.FULL : Quota.NONE,
                budget);
    }

    int instances() {
        return instances;
    }

    int parallel() {
        return parallel;
    }

    OnFailure onFailure() {
        return onFailure;
    }

    boolean overlap() {
        return overlap;
    }

    Duration minReady() {
        return minReady;
    }

    Duration probation() {
        return probation;
    }

    /** Whether a worker that is ready may have to be so for some time. */
    boolean hasReadyTime() {
        return !minReady.isZero() || !probation.isZero();
    }

    OnStartTimeout onStartTimeout() {
        return onStartTimeout;
    }

    boolean failsLateStarts() {
        return onStartTimeout == OnStartTimeout.FAIL;
    }

    /** Whether the revision is one that can be marked failed now, so that what it does wrong is of interest. */
    boolean mayFail(int revision, State state) {
        return onFailure == OnFailure.ROLL_BACK
                && !sameContent
                && revision == state.spec.asked()
                && state.marks.anyStableBut(revision);
    }

    int partition() {
        return partition;
    }

    boolean cramped() {
        return cramped;
    }

    boolean slowClock() {
        return slowClock;
    }

    boolean sameContent() {
        return sameContent;
    }

    /** What befalls workers that are to be replaced for another reason than their revision. */
    Due due() {
        return due;
    }

    boolean limitsCrashes() {
        return limitsCrashes;
    }

    boolean backsOff() {
        return backsOff;
    }

    /** Whether it matters how many crashes in a row there were. */
    boolean countsCrashes() {
        return limitsCrashes || backsOff;
    }

    boolean failedStayStable() {
        return failedStayStable;
    }

    /** Why creations are refused at first; empty if none is. */
    Optional<Reason> refuses() {
        return refuses;
    }

    List<Behavior> behaviors() {
        return behaviors;
    }

    Behavior behavior(int revision) {
        return behaviors.get(revision);
    }

    List<String> tokens() {
        return tokens;
    }

    Set<Change> changes() {
        return changes;
    }

    @Override
    public String toString() {
        return instances + " instances, parallel " + parallel + ", " + onFailure + (overlap ? "" : ", no overlap")
                + (minReady.isZero() ? "" : ", minReady")
                + (probation.isZero() ? "" : ", probation")
                + (onStartTimeout == OnStartTimeout.WAIT ? "" : ", late starts fail")
                + (partition == 0 ? "" : ", partition " + partition)
                + (cramped ? ", host port" : "")
                + (slowClock ? ", slow clock" : "")
                + (limitsCrashes ? ", crashes limited" : "")
                + (backsOff ? ", crashes back off" : "")
                + (due == Due.NODE_DRAINED ? "" : ", " + due)
                + refuses.map(reason -> ", " + reason).orElse("")
                + (start == Start.SERVING ? "" : ", " + start)
                + ", " + behaviors.stream().map(Enum::name).collect(Collectors.joining("→"))
                + (tokens.stream().allMatch(String::isEmpty) ? "" : " restarting")
                + (sameContent ? " of the same content" : "")
                + (failedStayStable ? " with failed ones that stay stable" : "")
                + (changes.equals(Set.of(Change.REVISION)) ? "" : " " + changes) + ", " + budget.faults()
                + " faults, " + budget.changes() + " changes, " + budget.blinks() + " unseen";
    }
}
