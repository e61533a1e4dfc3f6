package dev.workerapp.operator.faults;

import static dev.workerapp.operator.faults.World.SHOP;
import static dev.workerapp.operator.faults.World.STRANGER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workerapp.operator.faults.api.Change;
import dev.workerapp.operator.faults.api.FakeKubelet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The invariants of the design, held against every change, in the API server's order: never fewer available workers than
 * the scenario allows, never more than two live workers in a slot (a pod in a terminal phase runs nothing), never more than
 * one slot with two, nobody else's pod is touched, no version that failed is started again, and every worker has the
 * ConfigMap that it reads. Called by the server, under its lock.
 */
final class Invariants {

    private final World world;
    private final Scenario scenario;
    private final List<String> broken = new ArrayList<>();
    private boolean gaveUp;

    /** Begins to look. */
    Invariants(World world, Scenario scenario) {
        this.world = world;
        this.scenario = scenario;
        world.server().listen(this::changed);
    }

    private synchronized void changed(Change change) {
        if (change.key().is("configmaps") && change.after().isEmpty()) {
            checkIsNotRead(change);
        }
        if (!change.key().is("pods")) {
            return;
        }
        if (change.before().isEmpty()) {
            checkCanRead(change);
        }
        if (change.key().equals(STRANGER)) {
            broken.add(change.version() + ": the pod of somebody else was changed");
        }
        if (world.isBroken(change.object())) {
            if (gaveUp && change.before().isEmpty()) {
                broken.add(change.version() + ": the version that failed was started again");
            }
            gaveUp |= World.isEnding(change.object());
        }
        check(change, world.pods(SHOP), scenario.fewest());
        check(change, world.pods(world.other()), scenario.fewestOfOther());
    }

    /** The kubelet would not start it. */
    private void checkCanRead(Change change) {
        world.source(change.object())
                .filter(source -> world.server().object(source).isEmpty())
                .ifPresent(source -> broken.add(change.version() + ": " + World.name(change.object())
                        + " is created, and there is no ConfigMap " + source.name()));
    }

    /** The kubelet would not start its container again. */
    private void checkIsNotRead(Change change) {
        world.pods(SHOP).stream()
                .filter(pod -> !World.isEnding(pod) && world.source(pod).equals(Optional.of(change.key())))
                .forEach(pod -> broken.add(change.version() + ": ConfigMap "
                        + change.key().name() + " is deleted, and " + World.name(pod) + " reads it"));
    }

    private void check(Change change, List<ObjectNode> pods, int atLeast) {
        long available = pods.stream().filter(World::isAvailable).count();
        if (available < atLeast) {
            broken.add(change.version() + ": only " + available + " available workers of " + atLeast);
        }
        Map<String, Long> bySlot = pods.stream()
                .filter(pod -> !World.isEnding(pod) && !FakeKubelet.isTerminal(pod))
                .collect(Collectors.groupingBy(World::slot, HashMap::new, Collectors.counting()));
        if (bySlot.values().stream().anyMatch(count -> count > 2)) {
            broken.add(change.version() + ": more than two workers in a slot, " + bySlot);
        }
        if (bySlot.values().stream().filter(count -> count == 2).count() > 1) {
            broken.add(change.version() + ": more than one replacement at once, " + bySlot);
        }
    }

    /** What was broken, sentence by sentence. */
    synchronized List<String> broken() {
        return List.copyOf(broken);
    }
}
