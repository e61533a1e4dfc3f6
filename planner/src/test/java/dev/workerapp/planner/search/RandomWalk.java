package dev.workerapp.planner.search;

import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.search.PlannerModel.Policy;
import dev.workerapp.planner.search.Setting.Change;
import dev.workerapp.planner.search.Setting.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One long way through a larger world, and then to its rest without further faults. The seed decides everything, the
 * world included.
 */
final class RandomWalk {
    private static final int LENGTH = 300;
    private static final int WAY_TO_REST = 3000;
    private static final int PLENTY = 14;
    private static final int ONE_IN = 5;

    private final Random random;
    private final Setting setting;
    private final PlannerModel planner;
    private final List<String> path = new ArrayList<>();

    private RandomWalk(long seed, Policy policy) {
        this.random = new Random(seed);
        this.setting = setting();
        this.planner = new PlannerModel(setting, policy);
    }

    /**
     * Walks.
     *
     * @return how many states were seen
     * @throws Trace if an invariant does not hold
     */
    static int walk(long seed, Policy policy) {
        return new RandomWalk(seed, policy).walk();
    }

    private int walk() {
        State state = setting.first();
        path.add(state.toString());
        int steps = 0;
        try {
            List<Step> next = steps(state, false);
            for (; steps < LENGTH && !next.isEmpty(); steps++) {
                state = go(state, next);
                // PodProblems are many in each state: taken as they come, they would all befall the first steps.
                next = steps(state, steps + 1 == LENGTH || random.nextInt(ONE_IN) > 0);
                next = next.isEmpty() ? steps(state, steps + 1 == LENGTH) : next;
            }
            for (int rest = 0; rest < WAY_TO_REST && !next.isEmpty(); rest++, steps++) {
                state = go(state, next);
                next = steps(state, true);
            }
            checkEnd(state, next);
        } catch (Broken broken) {
            throw new Trace(setting, broken.invariant, String.valueOf(broken.getMessage()), path);
        }
        return steps;
    }

    /** Something that goes wrong for ever is never at rest; anything else is, by now. */
    private void checkEnd(State state, List<Step> next) {
        if (next.isEmpty()) {
            Invariants.checkAtRest(setting, state);
        } else if (setting.behaviors().stream().allMatch(Behavior::comesToRest)) {
            throw new Broken(Invariants.CONVERGES, "it does not come to rest");
        } else {
            Invariants.checkForEver(setting, state);
        }
    }

    private List<Step> steps(State state, boolean onlySure) {
        List<Step> steps = new ArrayList<>();
        Search.steps(setting, planner, state, step -> {
            if (step.isSure() || !onlySure) {
                steps.add(step);
            }
        });
        return steps;
    }

    private State go(State from, List<Step> steps) {
        Step step = steps.get(random.nextInt(steps.size()));
        path.add(step + "\n        " + step.to());
        Invariants.check(setting, from, step);
        return step.to();
    }

    private Setting setting() {
        int instances = 5 + random.nextInt(4);
        Behavior[] behaviors = new Behavior[Pod.REVISIONS];
        behaviors[0] = Behavior.SOUND;
        for (int r = 1; r < behaviors.length; r++) {
            behaviors[r] = any(Behavior.values());
        }
        OnFailure onFailure = any(OnFailure.values());
        Setting plain = Setting.of(instances, 1 + random.nextInt(4), onFailure, random.nextInt(4) > 0, behaviors)
                .budget(random.nextInt(PLENTY), 1 + random.nextInt(PLENTY), random.nextInt(PLENTY))
                .starting(any(Start.values()));
        Setting changing = random.nextBoolean() ? plain.changing(Change.values()) : plain;
        return timing(
                switch (random.nextInt(8)) {
                    case 0 -> changing.partition(1 + random.nextInt(instances));
                    case 1 -> changing.withQuota();
                    case 2 -> changing.withBrokenWebhook();
                    case 3 -> changing.tokens("", "1", "", "2");
                    case 4 -> changing.withSameContent();
                    case 5 -> changing.withHostPort();
                    default -> changing;
                });
    }

    private Setting timing(Setting plain) {
        Setting some = random.nextInt(4) == 0 ? plain.failingLateStarts() : plain;
        return switch (random.nextInt(4)) {
            case 0 -> some.withMinReady();
            case 1, 2 -> some.withProbation();
            default -> some;
        };
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
