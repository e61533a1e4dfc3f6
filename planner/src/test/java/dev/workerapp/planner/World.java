package dev.workerapp.planner;

import dev.workerapp.planner.RecyclePolicy.Schedule;
import dev.workerapp.planner.cron.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * An app and its cluster, told in words, so that a test reads as a sentence. Every plan that is asked of it is checked
 * against what must hold of all plans ({@link PlanChecks}). Not thread-safe.
 */
final class World {
    static final Instant NOW = PodWords.NOW;
    static final Instant BEGAN = NOW.minusSeconds(500);
    static final Instant ENDED = NOW.minusSeconds(400);

    private final TreeMap<String, Revision> revisions = new TreeMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Worker> orphans = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private Optional<ReloadReport> lastReload = Optional.empty();
    private Optional<ScheduleReport> lastSchedule = Optional.empty();
    private int instances;
    private boolean suspended;
    private String asked = "A";
    private OnFailure onFailure = OnFailure.ROLL_BACK;
    private Duration minReady = Duration.ZERO;
    private int parallel = 1;
    private boolean overlap = true;
    private boolean paused;
    private OnStartTimeout onStartTimeout = OnStartTimeout.WAIT;
    private Duration probation = Duration.ZERO;
    private int partition;
    private UndoRequest undo = UndoRequest.NONE;
    private RestartPolicy restart = RestartPolicy.NONE;
    private String resetToken = "";
    private Set<Integer> stopped = Set.of();
    private RecyclePolicy recycle = RecyclePolicy.NONE;

    /** An app with as many slots as there are words; in each the workers that it holds, from the oldest. */
    static World app(String... slots) {
        World world = new World();
        world.instances = slots.length;
        for (int slot = 0; slot < slots.length; slot++) {
            world.holds(slot, slots[slot]);
        }
        return world.asks("A");
    }

    /** Puts workers into a slot. */
    World holds(int slot, String words) {
        int incarnation = 1;
        for (String word : words.split(",", -1)) {
            if (!word.isBlank()) {
                Worker worker = PodWords.worker(slot, incarnation++, word);
                workers.add(worker);
                know(worker.revision());
            }
        }
        return this;
    }

    /** An orphan in a slot, of a high incarnation. */
    World orphan(int slot, String words) {
        orphans.add(PodWords.worker(slot, 7 + orphans.size(), words));
        return this;
    }

    World wants(int newInstances) {
        instances = newInstances;
        return this;
    }

    World suspended() {
        suspended = true;
        return this;
    }

    /** What the spec asks for. */
    World asks(String revision) {
        asked = revision;
        know(revision);
        return this;
    }

    /** The revision has completed a reload; later calls, later reloads. */
    World stable(String revision) {
        long count =
                revisions.values().stream().mapToLong(Revision::stable).max().orElse(0) + 1;
        return keep(copy(revision).content(revision).stable(count, Optional.empty()));
    }

    /** The revision has completed its last reload so many seconds ago. */
    World stableSince(String revision, long secondsAgo) {
        return keep(copy(revision).stable(know(revision).stable(), Optional.of(NOW.minusSeconds(secondsAgo))));
    }

    /** The revision differs from the other one in its token only. */
    World sameContent(String revision, String other) {
        return keep(copy(revision).content(know(other).content()));
    }

    World failed(String revision) {
        return failed(revision, "");
    }

    World failed(String revision, String why) {
        return keep(know(revision).failing(why));
    }

    /** Somebody asks to go back to what was stable before. */
    World undo(String token) {
        return undo(token, "");
    }

    /** Somebody asks to go back to this revision. */
    World undo(String token, String to) {
        undo = new UndoRequest(token, to, "kubectl-annotate");
        return this;
    }

    /** A request to undo the revision was followed. */
    World undone(String revision, String token, String instead) {
        return keep(know(revision)
                .answering(new UndoAnswer(token, true, Optional.of(instead), "ann asked to undo it (" + token + ").")));
    }

    /** A request to undo the revision was answered, and nothing changed. */
    World refusedToUndo(String revision, String token) {
        return keep(know(revision).answering(new UndoAnswer(token, false, Optional.empty(), "not possible")));
    }

    /** The revision is not marked failed any more. */
    World cleared(String revision) {
        return keep(copy(revision).notFailed());
    }

    World token(String revision, String token) {
        return keep(
                copy(revision).stable(know(revision).stable(), Optional.empty()).restartToken(token));
    }

    /** The image of the revision's workers. */
    World image(String revision, String image) {
        return keep(copy(revision).image(image));
    }

    private RevisionCopy copy(String revision) {
        return RevisionCopy.of(know(revision));
    }

    private World keep(RevisionCopy copy) {
        return keep(copy.make());
    }

    private World keep(Revision revision) {
        revisions.put(revision.name(), revision);
        return this;
    }

    /** Nobody has kept the revision. */
    World forgets(String revision) {
        revisions.remove(revision);
        return this;
    }

    World refused(int slot, String revision, Reason reason, long secondsAgo) {
        know(revision);
        Problem problem = new Problem(reason, "pods \"shop\" is forbidden");
        refusals.add(
                new Refusal(slot, revision, NOW.minusSeconds(secondsAgo), 1, NOW.minusSeconds(secondsAgo), problem));
        return this;
    }

    /** Refused so many times, the last time so many seconds ago. */
    World refusedTimes(int slot, String revision, int tries, long secondsAgo) {
        know(revision);
        Problem problem = new Problem(Reason.QUOTA_EXCEEDED, "pods \"shop\" is forbidden");
        refusals.add(new Refusal(slot, revision, NOW.minusSeconds(200), tries, NOW.minusSeconds(secondsAgo), problem));
        return this;
    }

    /** One more worker, as it is. */
    World with(Worker worker) {
        workers.add(worker);
        know(worker.revision());
        return this;
    }

    World onFailure(OnFailure answer) {
        onFailure = answer;
        return this;
    }

    /** What can't be started in time is taken for a failure of the version. */
    World failsLateStarts() {
        onStartTimeout = OnStartTimeout.FAIL;
        return this;
    }

    World probation(long seconds) {
        probation = Duration.ofSeconds(seconds);
        return this;
    }

    World minReady(long seconds) {
        minReady = Duration.ofSeconds(seconds);
        return this;
    }

    World parallel(int most) {
        parallel = most;
        return this;
    }

    World withoutOverlap() {
        overlap = false;
        return this;
    }

    World paused() {
        paused = true;
        return this;
    }

    World partition(int lowest) {
        partition = lowest;
        return this;
    }

    /** One crash more in a row makes a slot errored; it is tried after so many seconds. */
    World maxRestarts(int most, long retry) {
        restart = new RestartPolicy(
                OptionalInt.of(most),
                restart.minUptime(),
                Duration.ofSeconds(retry),
                restart.stopExitCodes(),
                restart.backOff());
        return this;
    }

    World stopExitCodes(Integer... codes) {
        restart = new RestartPolicy(
                restart.maxRestarts(), restart.minUptime(), restart.retry(), Set.of(codes), restart.backOff());
        return this;
    }

    /** Workers that crash wait for so many seconds, then for so many percent of that. */
    World backOff(long initial, long max, int factorPercent) {
        CrashBackOff backOff = new CrashBackOff(Duration.ofSeconds(initial), Duration.ofSeconds(max), factorPercent);
        restart = new RestartPolicy(
                restart.maxRestarts(),
                restart.minUptime(),
                restart.retry(),
                restart.stopExitCodes(),
                Optional.of(backOff));
        return this;
    }

    /** A worker is replaced so many seconds after its creation; each has its own share of that. */
    World maxAge(long seconds) {
        recycle = new RecyclePolicy(
                recycle.minAge(), Optional.of(Duration.ofSeconds(seconds)), recycle.schedule(), recycle.limits());
        return this;
    }

    /** A worker that is over it is replaced. */
    World limit(Reason reason, String text) {
        Map<Reason, String> limits = new EnumMap<>(Reason.class);
        limits.putAll(recycle.limits());
        limits.put(reason, text);
        recycle = new RecyclePolicy(recycle.minAge(), recycle.maxAge(), recycle.schedule(), limits);
        return this;
    }

    /** All workers are replaced as this says, in UTC; that is so since ten days. A run may begin within an hour. */
    World schedule(String cron) {
        Schedule schedule = new Schedule(CronSchedule.parse(cron), ZoneOffset.UTC, Duration.ofHours(1));
        recycle = new RecyclePolicy(recycle.minAge(), recycle.maxAge(), Optional.of(schedule), recycle.limits());
        return since(Duration.ofDays(10).toSeconds());
    }

    /** The schedule is in force since so many seconds. */
    World since(long secondsAgo) {
        return run(secondsAgo, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The run of the tick so many seconds ago has begun. */
    World begun(long secondsAgo) {
        Optional<Instant> tick = Optional.of(NOW.minusSeconds(secondsAgo));
        return run(Duration.ofDays(10).toSeconds(), tick, tick, Optional.empty());
    }

    /** The run of the tick so many seconds ago was skipped. */
    World skipped(long secondsAgo, Reason why) {
        Optional<Instant> tick = Optional.of(NOW.minusSeconds(secondsAgo));
        return run(Duration.ofDays(10).toSeconds(), tick, Optional.empty(), Optional.of(why));
    }

    private World run(long since, Optional<Instant> tick, Optional<Instant> begun, Optional<Reason> skipped) {
        String text = recycle.schedule().orElseThrow().text();
        lastSchedule = Optional.of(
                new ScheduleReport(text, NOW.minusSeconds(since), Optional.empty(), tick, begun, 0, skipped));
        return this;
    }

    /** Another schedule was reported last. */
    World hadNoSchedule() {
        lastSchedule = Optional.empty();
        return this;
    }

    /** Somebody keeps these slots without a worker. */
    World stopping(Integer... slots) {
        stopped = Set.of(slots);
        return this;
    }

    /** The app asks to forget crashes and marks. */
    World resetRequested(String token) {
        resetToken = token;
        return this;
    }

    /** That was taken up while this revision was asked for. */
    World wasReset(String revision, String token) {
        return keep(copy(revision).slots(new SlotMarks(know(revision).slots().bySlot(), token)));
    }

    /** A slot was marked for a revision so many seconds ago, for so many times in a row. */
    World marked(int slot, String revision, SlotMark.Kind kind, int tries, long secondsAgo) {
        Revision old = know(revision);
        Map<Integer, SlotMark> slots = new TreeMap<>(old.slots().bySlot());
        slots.put(slot, new SlotMark(kind, NOW.minusSeconds(secondsAgo), 3, tries, "container worker exited"));
        return keep(copy(revision).slots(new SlotMarks(slots, old.slots().resetToken())));
    }

    /** What was last reported of a reload, of which nothing was replaced. */
    World lastReload(ReloadReport.Trigger trigger, String revision, ReloadReport.Phase phase, boolean ended) {
        lastReload = Optional.of(new ReloadReport(
                trigger, revision, phase, BEGAN, ended ? Optional.of(ENDED) : Optional.empty(), 0, 9, Reason.PAUSED));
        return this;
    }

    /** What is to be done, in words. */
    List<String> actions() {
        return plan().actions().stream().map(ActionWords::say).toList();
    }

    /** How the app stands. */
    Report report() {
        return plan().report();
    }

    /** The plan, checked. */
    Plan plan() {
        Plan plan = Planner.plan(desired(), observed(), NOW);
        PlanChecks.check(desired(), observed(), plan);
        return plan;
    }

    Desired desired() {
        return new Desired(
                instances,
                suspended,
                asked,
                new ReadinessPolicy(Duration.ofSeconds(60), minReady),
                new ReloadPolicy(
                        parallel,
                        overlap,
                        paused,
                        partition,
                        Duration.ofSeconds(300),
                        onStartTimeout,
                        probation,
                        onFailure),
                undo,
                restart,
                resetToken,
                recycle,
                stopped);
    }

    Observed observed() {
        return new Observed(workers, orphans, List.copyOf(revisions.values()), refusals, lastReload, lastSchedule);
    }

    /** A later letter is a later revision. */
    private Revision know(String revision) {
        return revisions.computeIfAbsent(
                revision, r -> new Revision(r, r.charAt(0), r, 0, Optional.empty(), false, "", "", ""));
    }
}
