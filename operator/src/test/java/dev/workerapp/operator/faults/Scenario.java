package dev.workerapp.operator.faults;

import static dev.workerapp.operator.faults.World.SHOP;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workerapp.crd.Names;
import dev.workerapp.operator.faults.api.FakeKubelet;
import dev.workerapp.operator.faults.api.Key;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What happens in a run, and how it must end. The app {@code other} is scaled meanwhile.
 *
 * <p>{@code fewest}: how many workers of {@code shop} are available at any time, from the moment that the run begins.
 */
@SuppressWarnings("ImmutableEnumChecker") // Lambdas without a state.
enum Scenario {
    /** Both apps are created. */
    START(
            0,
            world -> {
                world.app(SHOP, 2);
                world.app(world.other(), 1);
            },
            world -> world.is(SHOP, "Ready", "v1", "v1") && world.is(world.other(), "Ready", "v1")),

    /** A new version. */
    RELOAD(2, world -> world.image(SHOP, "v2"), world -> world.is(SHOP, "Ready", "v2", "v2")),

    /** A new version that never becomes ready, and its time is over. */
    ROLLBACK(
            2,
            world -> {
                Set<String> late = new HashSet<>();
                world.whenever(now -> now.is(now.other(), "Ready", "v1", "v1") && late.addAll(neverReady(now)), () -> {
                    world.clock().forward(Duration.ofSeconds(700));
                    world.nudge(SHOP);
                });
                world.image(SHOP, "never");
            },
            world -> world.is(SHOP, "RolledBack", "v1", "v1")),

    /** A new version, and somebody asks to go back from it. */
    UNDO(
            2,
            world -> {
                AtomicBoolean asked = new AtomicBoolean();
                world.whenever(
                        now -> now.is(SHOP, "Ready", "v2", "v2") && !asked.getAndSet(true),
                        () -> world.annotate(SHOP, Names.UNDO_REQUESTED_AT, "now"));
                world.image(SHOP, "v2");
            },
            world -> world.is(SHOP, "RolledBack", "v1", "v1")),

    /** A third worker crashes until its slot is errored; then what it lacked is there, and it is tried again. */
    CRASH(
            2,
            world -> {
                AtomicBoolean repaired = new AtomicBoolean();
                world.whenever(now -> now.is(SHOP, "Errored", "v1", "v1") && !repaired.getAndSet(true), () -> {
                    world.crash(-1);
                    world.clock().forward(Duration.ofSeconds(700));
                    world.nudge(SHOP);
                });
                Set<String> young = new HashSet<>();
                world.whenever(now -> young.addAll(available(now, "2")), () -> {
                    world.clock().forward(Duration.ofSeconds(20));
                    world.nudge(SHOP);
                });
                world.crash(2);
                world.edit(SHOP, spec -> {
                    spec.putObject("restartPolicy").put("maxRestarts", 0).put("retrySeconds", 600);
                    return spec.put("instances", 3);
                });
            },
            world -> world.is(SHOP, "Ready", "v1", "v1", "v1") && !hasErroredSlot(world)),

    /** The node of all workers is cordoned. */
    DRAIN(
            2,
            world -> world.edit(new Key("v1", "nodes", "", "node-1"), spec -> spec.put("unschedulable", true)),
            world -> world.is(SHOP, "Ready", "v1", "v1")
                    && world.pods(SHOP).stream().allMatch(Scenario::isOnSecondNode)),

    /** One worker more. */
    SCALE_UP(
            2,
            world -> world.edit(SHOP, spec -> spec.put("instances", 3)),
            world -> world.is(SHOP, "Ready", "v1", "v1", "v1")),

    /** One worker less. */
    SCALE_DOWN(1, world -> world.edit(SHOP, spec -> spec.put("instances", 1)), world -> world.is(SHOP, "Ready", "v1")),

    /** The app is deleted. */
    DELETION(
            0,
            world -> world.server().remove(SHOP),
            world -> world.pods(SHOP).isEmpty()
                    && world.server().objects("controllerrevisions").stream()
                            .noneMatch(revision -> World.isOf(SHOP, revision)));

    private final int fewest;
    private final Consumer<World> happens;
    private final Predicate<World> shopIsDone;

    Scenario(int fewest, Consumer<World> happens, Predicate<World> shopIsDone) {
        this.fewest = fewest;
        this.happens = happens;
        this.shopIsDone = shopIsDone;
    }

    private static List<String> neverReady(World world) {
        return world.pods(SHOP).stream()
                .filter(pod -> FakeKubelet.tag(pod).equals("never")
                        && pod.at("/status/phase").asText().equals("Running"))
                .map(World::name)
                .toList();
    }

    private static List<String> available(World world, String slot) {
        return world.pods(SHOP).stream()
                .filter(pod -> World.slot(pod).equals(slot) && World.isAvailable(pod))
                .map(World::name)
                .toList();
    }

    private static boolean hasErroredSlot(World world) {
        return world.server().objects("controllerrevisions").stream()
                .filter(revision -> World.isOf(SHOP, revision))
                .flatMap(revision -> revision.path("metadata").path("annotations").properties().stream())
                .anyMatch(annotation -> annotation.getKey().startsWith(Names.SLOT_MARK));
    }

    private static boolean isOnSecondNode(ObjectNode pod) {
        return pod.at("/spec/nodeName").asText().equals("node-2");
    }

    /** How many workers of {@code shop} must be available all the time. */
    int fewest() {
        return fewest;
    }

    /** How many workers of {@code other} must be available all the time. */
    int fewestOfOther() {
        return this == START ? 0 : 1;
    }

    /** Lets it happen. */
    void happen(World world) {
        happens.accept(world);
        if (this != START) {
            world.edit(world.other(), spec -> spec.put("instances", 2));
        }
    }

    /** Whether {@code shop} is as it must be in the end. */
    boolean isDone(World world) {
        return shopIsDone.test(world);
    }

    /** Whether {@code other} is as it must be in the end. */
    boolean isOtherDone(World world) {
        return this == START ? world.is(world.other(), "Ready", "v1") : world.is(world.other(), "Ready", "v1", "v1");
    }
}
