package dev.workerapp.planner.search;

import dev.workerapp.planner.search.PlannerModel.Policy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Visits every state that a world can come to, nearest first, so that the way to a broken invariant is the shortest. */
final class Search {
    private static final int MOST_STATES = 5_000_000;

    private final Setting setting;
    private final PlannerModel planner;
    private final Numbered states = new Numbered();
    private final Graph sure = new Graph();
    /** States that must not come again for ever. */
    private final BitSet wrong = new BitSet();

    private int[] parents = new int[1 << 10];

    private Search(Setting setting, Policy policy) {
        this.setting = setting;
        this.planner = new PlannerModel(setting, policy);
    }

    /**
     * Searches all of a world.
     *
     * @return how many states there are
     * @throws Trace if an invariant does not hold
     */
    static int all(Setting setting, Policy policy) {
        return new Search(setting, policy).all();
    }

    /** What can happen next. */
    static void steps(Setting setting, PlannerModel planner, State state, Consumer<Step> out) {
        Events events = new Events(setting, state, out);
        Operator.steps(events, planner);
        Kubelet.steps(events);
        Users.steps(events);
    }

    private int all() {
        ArrayDeque<State> queue = new ArrayDeque<>();
        State first = setting.first();
        states.add(first.bytes());
        queue.add(first);
        for (int number = 0; !queue.isEmpty(); number++) {
            visit(number, queue.remove(), queue);
        }
        int circle = sure.circle();
        if (circle >= 0) {
            throw new Trace(setting, Invariants.BACKS_OFF, "It goes in a circle in no time.", circle(circle));
        }
        BitSet lasting = sure.lasting();
        lasting.and(wrong);
        if (!lasting.isEmpty()) {
            int one = lasting.nextSetBit(0);
            checkForEver(replay(one), one);
        }
        return states.size();
    }

    private void checkForEver(State state, int number) {
        try {
            Invariants.checkForEver(setting, state);
        } catch (Broken broken) {
            throw new Trace(setting, broken.invariant, String.valueOf(broken.getMessage()), circle(number));
        }
    }

    private void visit(int number, State state, ArrayDeque<State> queue) {
        sure.state();
        boolean[] moves = {false};
        try {
            steps(setting, planner, state, step -> {
                moves[0] |= step.isSure();
                follow(number, state, step, queue);
            });
            if (!moves[0]) {
                Invariants.checkAtRest(setting, state);
            } else if (!Invariants.mayLast(setting, state)) {
                wrong.set(number);
            }
        } catch (Broken broken) {
            throw new Trace(setting, broken.invariant, String.valueOf(broken.getMessage()), path(number));
        }
    }

    private void follow(int number, State state, Step step, ArrayDeque<State> queue) {
        Invariants.check(setting, state, step);
        int before = states.size();
        int to = states.add(step.to().bytes());
        if (to == before) {
            if (to > MOST_STATES) {
                throw new IllegalStateException("This world is too large: " + setting);
            }
            parents = to < parents.length ? parents : Arrays.copyOf(parents, parents.length * 2);
            parents[to] = number;
            queue.add(step.to());
        }
        if (step.isSure()) {
            sure.edge(to, step.takesTime());
        }
    }

    /** The steps to a state. */
    private List<String> path(int number) {
        List<Integer> numbers = new ArrayList<>();
        for (int at = number; at > 0; at = parents[at]) {
            numbers.add(at);
        }
        Collections.reverse(numbers);
        List<String> path = new ArrayList<>();
        State state = setting.first();
        path.add(state.toString());
        for (int next : numbers) {
            state = go(state, states.get(next), false, path);
        }
        return path;
    }

    /** The steps to a state, and from there around to it again. */
    private List<String> circle(int number) {
        List<String> path = path(number);
        path.add("and from here, though nothing interferes any more:");
        State state = replay(number);
        for (int next : new Circle(number).find(state)) {
            state = go(state, states.get(next), true, path);
        }
        return path;
    }

    private State replay(int number) {
        return number == 0
                ? setting.first()
                : go(replay(parents[number]), states.get(number), false, new ArrayList<>());
    }

    private State go(State from, byte[] to, boolean onlySure, List<String> path) {
        @Nullable Step[] found = {null};
        steps(setting, planner, from, step -> {
            if (found[0] == null
                    && (step.isSure() || !onlySure)
                    && Arrays.equals(step.to().bytes(), to)) {
                found[0] = step;
            }
        });
        Step step = Objects.requireNonNull(found[0]);
        path.add(step + "\n        " + step.to());
        return step.to();
    }

    /** Finds the shortest way around. */
    private final class Circle {
        private final int number;

        Circle(int number) {
            this.number = number;
        }

        List<Integer> find(State start) {
            Map<Integer, Integer> from = new HashMap<>();
            ArrayDeque<State> queue = new ArrayDeque<>(List.of(start));
            while (!from.containsKey(number)) {
                State state = queue.remove();
                int at = states.add(state.bytes());
                steps(setting, planner, state, step -> {
                    int to = states.add(step.to().bytes());
                    if (step.isSure() && from.putIfAbsent(to, at) == null) {
                        queue.add(step.to());
                    }
                });
            }
            List<Integer> way = new ArrayList<>();
            int at = number;
            do {
                way.add(at);
                at = Objects.requireNonNull(from.get(at));
            } while (at != number);
            Collections.reverse(way);
            return way;
        }
    }
}
