package dev.workerapp.planner.search;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashBackOff;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.ReadinessPolicy;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecyclePolicy;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.ReloadPolicy;
import dev.workerapp.planner.RestartPolicy;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.SlotMarks;
import dev.workerapp.planner.Worker;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the planner decides in a state, asked once for each view. Every plan is checked against what must hold of plans.
 * Not thread-safe.
 */
final class PlannerModel {

    /** A planner: the one that ships, or one with a mistake. */
    @FunctionalInterface
    interface Policy {
        /** Decides. */
        Plan plan(Desired desired, Observed observed, Instant now);
    }

    private static final Instant NOW = SeenPod.NOW;
    private static final Instant LONG_AGO = NOW.minusSeconds(1000);
    /** Before all workers of now. */
    private static final Instant LONGER_AGO = NOW.minusSeconds(5000);

    private static final RestartPolicy ONE_RESTART =
            new RestartPolicy(OptionalInt.of(1), Setting.SOME_TIME, Duration.ofMinutes(10), Set.of(), Optional.empty());

    /** Longer than the kubelet's wait. */
    private static final CrashBackOff WAIT = new CrashBackOff(Duration.ofMinutes(10), Duration.ofMinutes(10), 100);

    private static final RestartPolicy LONG_WAITS = new RestartPolicy(
            OptionalInt.empty(), Setting.SOME_TIME, Duration.ofMinutes(10), Set.of(), Optional.of(WAIT));

    private static final int MANY_CRASHES = 99;

    /** Whatever the share of a worker, only those that are seen as old are. */
    private static final RecyclePolicy FOR_AGE =
            new RecyclePolicy(Duration.ofMinutes(10), Optional.of(Duration.ofMinutes(40)), Optional.empty());

    private static final RecyclePolicy FOR_MEMORY = new RecyclePolicy(
            Duration.ofMinutes(10), Optional.empty(), Optional.empty(), Map.of(Reason.MAX_MEMORY, Due.LIMIT));

    private final Setting setting;
    private final Policy policy;
    private final Map<ByteBuffer, Act[]> known = new HashMap<>();

    PlannerModel(Setting setting, Policy policy) {
        this.setting = setting;
        this.policy = policy;
    }

    Act[] decide(State state) {
        ByteBuffer view = ByteBuffer.wrap(state.view());
        Act[] decided = known.get(view);
        if (decided == null) {
            decided = ask(state);
            known.put(view, decided);
        }
        return decided;
    }

    private Act[] ask(State state) {
        Desired desired = desired(state.spec);
        Observed observed = observed(state);
        Plan plan = policy.plan(desired, observed, NOW);
        for (Invariant invariant : Invariants.ALL) {
            invariant.inPlan(desired, observed, NOW, plan).ifPresent(how -> {
                throw new Broken(invariant, how + "\n  of the plan " + plan.actions());
            });
        }
        Plan again = policy.plan(desired, upsideDown(observed), NOW);
        if (!again.actions().equals(plan.actions())) {
            throw new Broken(Invariants.SAME_VIEW_SAME_PLAN, plan.actions() + " is not " + again.actions());
        }
        Predicate<Worker> available = Availability.of(desired, observed, NOW);
        boolean blind = !state.stale.isNothing();
        Tick tick = state.spec.tick().after(plan.report().schedule());
        return Stream.concat(
                        Stream.concat(creates(plan, false), creates(plan, true))
                                .map(action -> Act.of(action, desired.revision(), available, blind)),
                        tick == state.spec.tick() ? Stream.of() : Stream.of(Act.report(tick, blind)))
                .toArray(Act[]::new);
    }

    /** Creates are carried out last. */
    private static Stream<Action> creates(Plan plan, boolean asked) {
        return plan.actions().stream().filter(action -> action instanceof Action.Create == asked);
    }

    Desired desired(Spec spec) {
        return new Desired(
                spec.instances(),
                spec.suspended(),
                Pod.name(spec.asked()),
                new ReadinessPolicy(Duration.ofSeconds(60), setting.minReady()),
                new ReloadPolicy(
                        setting.parallel(),
                        setting.overlap(),
                        spec.paused(),
                        setting.partition(),
                        Duration.ofSeconds(300),
                        setting.onStartTimeout(),
                        setting.probation(),
                        setting.onFailure()),
                spec.undo().request(),
                restart(),
                "",
                recycle(spec.tick()),
                spec.stoppedSlots());
    }

    private RecyclePolicy recycle(Tick tick) {
        if (setting.due() == Due.OVER) {
            return FOR_MEMORY;
        }
        return setting.due() == Due.OLD ? FOR_AGE : tick.policy();
    }

    private RestartPolicy restart() {
        if (setting.backsOff()) {
            return LONG_WAITS;
        }
        return setting.limitsCrashes() ? ONE_RESTART : RestartPolicy.NONE;
    }

    private Observed observed(State state) {
        List<Worker> workers = new ArrayList<>();
        List<Worker> orphans = new ArrayList<>();
        Pod[] pods = state.seenPods();
        for (Pod pod : pods) {
            Worker worker = setting.slowClock()
                    ? pod.seen.onSlowClock()
                    : pod.seen.worker(setting.cramped() && hasCompany(pods, pod));
            if (!pod.orphan) {
                workers.add(worker);
            } else {
                orphans.add(worker);
            }
        }
        return new Observed(
                workers,
                orphans,
                revisions(state.seenMarks(), state.spec.undo()),
                refusals(state.quota),
                Optional.empty(),
                state.spec.tick().reported());
    }

    private static boolean hasCompany(Pod[] pods, Pod pod) {
        for (Pod other : pods) {
            if (other.slot == pod.slot && other != pod && !other.state.isTerminal()) {
                return true;
            }
        }
        return false;
    }

    private List<Revision> revisions(Marks marks, Undo undo) {
        List<Revision> revisions = new ArrayList<>();
        for (int r = 0; r < setting.behaviors().size(); r++) {
            Optional<Instant> stableSince =
                    marks.stable(r) == 0 ? Optional.empty() : Optional.of(marks.isFresh(r) ? NOW : LONG_AGO);
            Revision revision = new Revision(
                    Pod.name(r),
                    r + 1,
                    setting.sameContent() ? "" : Pod.name(r),
                    marks.stable(r),
                    stableSince,
                    marks.failed(r),
                    setting.tokens().get(r),
                    "",
                    "",
                    Optional.empty(),
                    slots(marks, r));
            revisions.add(undo.seen(revision, r));
        }
        return revisions;
    }

    private SlotMarks slots(Marks marks, int revision) {
        Map<Integer, SlotMark> slots = new HashMap<>();
        for (int slot = 0; slot < setting.instances() && marks.slots() != 0; slot++) {
            int mark = marks.slot(revision, slot);
            if (mark > 0) {
                slots.put(slot, setting.backsOff() ? wait(mark == 1) : errored(mark == 1));
            }
        }
        return new SlotMarks(slots, "");
    }

    private static SlotMark errored(boolean lately) {
        return new SlotMark(SlotMark.Kind.ERRORED, lately ? NOW : LONGER_AGO, 2, 1, "");
    }

    /** Of the crashes that are there, or of those of a pod before. */
    private static SlotMark wait(boolean lasts) {
        return new SlotMark(
                SlotMark.Kind.BACK_OFF, lasts ? NOW.plus(WAIT.longest()) : LONGER_AGO, lasts ? MANY_CRASHES : 0, 1, "");
    }

    private List<Refusal> refusals(Quota quota) {
        List<Refusal> refusals = new ArrayList<>();
        for (int slot = 0; slot < setting.instances(); slot++) {
            if (quota.refused(slot) >= 0) {
                Problem problem = new Problem(setting.refuses().orElseThrow(), "so it is said");
                Instant since = quota.overdue(slot) ? LONG_AGO : NOW.minusSeconds(100);
                Instant triedAt = quota.waits() ? NOW : NOW.minusSeconds(100);
                refusals.add(new Refusal(slot, Pod.name(quota.refused(slot)), since, 2, triedAt, problem));
            }
        }
        return refusals;
    }

    private static Observed upsideDown(Observed seen) {
        return new Observed(
                seen.workers().reversed(),
                seen.orphans().reversed(),
                seen.revisions().reversed(),
                seen.refusals().reversed(),
                seen.lastReload(),
                seen.lastSchedule());
    }
}
