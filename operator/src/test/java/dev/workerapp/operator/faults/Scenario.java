package dev.workerapp.operator.faults;

import static dev.workerapp.operator.faults.World.SHOP;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workerapp.crd.Names;
import dev.workerapp.operator.faults.api.Key;
import dev.workerapp.worker.environment.WorkerEnvironment;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
                giveUpWhatIsNeverReady(world);
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

    /** A ConfigMap that the workers read gets another content. */
    CONFIG(
            2,
            world -> followContent(world, "2"),
            world -> world.is(SHOP, "Ready", "v2", "v2") && read(world, "2", "2")),

    /** It gets a content with which no worker becomes ready, and the time for it is over. */
    CONFIG_ROLLBACK(
            2,
            world -> {
                giveUpWhatIsNeverReady(world);
                followContent(world, "never");
            },
            world -> world.is(SHOP, "RolledBack", "v2", "v2") && read(world, "1", "1")),

    /** A slot is stopped, and started again. */
    STOP(
            1,
            world -> {
                AtomicBoolean stopped = new AtomicBoolean();
                world.whenever(
                        now -> now.pods(SHOP).size() == 1 && !stopped.getAndSet(true),
                        () -> world.removeAnnotation(SHOP, Names.STOPPED_SLOTS));
                world.annotate(SHOP, Names.STOPPED_SLOTS, "1");
            },
            world -> world.is(SHOP, "Ready", "v1", "v1") && isYoung(world, "1")),

    /** A signal for the runtimes of all workers, which a new version brings. */
    SIGNAL(
            2,
            world -> {
                AtomicBoolean asked = new AtomicBoolean();
                world.whenever(
                        now -> now.is(SHOP, "Ready", "v2", "v2") && !asked.getAndSet(true),
                        () -> world.annotate(SHOP, Names.SIGNAL, "HUP one"));
                world.edit(SHOP, spec -> {
                    spec.putObject("java")
                            .put("agent", "Inject")
                            .put("controlPort", world.runtimes().port());
                    return spec.put("image", "example/app:v2");
                });
            },
            world -> world.is(SHOP, "Ready", "v2", "v2")
                    && status(world, "/signal/workers").equals("2")
                    && !status(world, "/signal/finishedAt").isEmpty()
                    && world.pods(SHOP).stream()
                            .allMatch(pod -> world.runtimes().wasCalled(token(pod), "/signal/HUP/one"))),

    /** A worker's replacement is requested. */
    RECYCLE(
            2,
            world -> world.annotate(
                    new Key(
                            "v1",
                            "pods",
                            SHOP.namespace(),
                            available(world, "0").getFirst()),
                    Names.RECYCLE,
                    "now"),
            world -> world.is(SHOP, "Ready", "v1", "v1") && isYoung(world, "0")),

    /** The workers, which are a day old, may be twelve hours old. */
    AGE(
            2,
            world -> {
                waitForPostponed(world);
                world.edit(SHOP, spec -> {
                    spec.putObject("recycle").put("maxAgeSeconds", 43_200).put("minAgeSeconds", 600);
                    return spec;
                });
            },
            world -> world.is(SHOP, "Ready", "v1", "v1") && isYoung(world, "0") && isYoung(world, "1")),

    /** The workers are to be replaced each midnight, and the next one comes. */
    SCHEDULE(
            2,
            world -> {
                waitForPostponed(world);
                // A schedule is in force since it was reported, which is reported anew where nobody knows that it was.
                Set<String> since = new HashSet<>();
                world.whenever(
                        now -> !status(now, "/recycle/since").isEmpty() && since.add(status(now, "/recycle/since")),
                        () -> {
                            world.clock().forward(Duration.ofDays(1));
                            world.nudge(SHOP);
                        });
                world.edit(SHOP, spec -> {
                    spec.putObject("recycle")
                            .put("schedule", "0 0 * * *")
                            .put("minAgeSeconds", 600)
                            .put("startingDeadlineSeconds", 86_400);
                    return spec;
                });
            },
            world -> world.is(SHOP, "Ready", "v1", "v1") && isYoung(world, "0") && isYoung(world, "1")),

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

    /** Lets the time be over for each worker that is never ready. */
    private static void giveUpWhatIsNeverReady(World world) {
        Set<String> late = new HashSet<>();
        world.whenever(now -> now.is(now.other(), "Ready", "v1", "v1") && late.addAll(neverReady(now)), () -> {
            world.clock().forward(Duration.ofSeconds(700));
            world.nudge(SHOP);
        });
    }

    /**
     * Lets the time be over for which a worker stays, since its replacement has failed: 10 minutes, and twice as long each
     * time.
     */
    private static void waitForPostponed(World world) {
        Set<String> marks = new HashSet<>();
        world.whenever(now -> now.is(now.other(), "Ready", "v1", "v1") && marks.addAll(postponed(now)), () -> {
            int failures = marks.stream()
                    .mapToInt(mark -> Integer.parseInt(mark.split(";", 2)[0]))
                    .max()
                    .orElseThrow();
            world.clock().forward(Duration.ofMinutes(10).multipliedBy(1L << failures));
            world.nudge(SHOP);
        });
    }

    private static List<String> postponed(World world) {
        return world.pods(SHOP).stream()
                .map(pod -> pod.at("/metadata/annotations")
                        .path(Names.RECYCLING_POSTPONED)
                        .asText())
                .filter(mark -> !mark.isEmpty())
                .toList();
    }

    /** A new version reads a ConfigMap, whose content is this one once it is stable with {@code 1}. */
    private static void followContent(World world, String next) {
        AtomicBoolean changed = new AtomicBoolean();
        world.whenever(
                now -> now.is(SHOP, "Ready", "v2", "v2") && isKept(now) && !changed.getAndSet(true),
                () -> world.content(next));
        world.content("1");
        world.edit(SHOP, spec -> {
            ObjectNode variable = spec.putArray("env").addObject().put("name", "BEHAVIOR");
            variable.putObject("valueFrom")
                    .putObject("configMapKeyRef")
                    .put("name", "settings")
                    .put("key", "behavior");
            ObjectNode reload = spec.withObject("/reload").put("onConfigChange", "Reload");
            reload.putObject("config")
                    .put("copies", "ConfigMaps")
                    .put("quietSeconds", 0)
                    .put("minIntervalSeconds", 0);
            return spec.put("image", "example/app:v2");
        });
    }

    /**
     * Whether the version is the stable one, and its content is known and kept. A worker that was started while the content
     * could not be read reads the original.
     */
    private static boolean isKept(World world) {
        return status(world, "/stableRevision").equals(status(world, "/targetRevision"))
                && annotations(world).anyMatch(name -> name.startsWith(Names.COPY_MARK));
    }

    private static boolean read(World world, String... contents) {
        return world.pods(SHOP).stream()
                .map(pod -> world.content(pod).orElse(""))
                .toList()
                .equals(List.of(contents));
    }

    private static String status(World world, String pointer) {
        return world.server()
                .object(SHOP)
                .map(app -> app.at("/status" + pointer).asText())
                .orElse("");
    }

    private static String token(ObjectNode pod) {
        for (JsonNode variable : pod.at("/spec/containers/0/env")) {
            if (variable.path("name").asText().equals(WorkerEnvironment.CONTROL_TOKEN)) {
                return variable.path("value").asText();
            }
        }
        return "";
    }

    private static List<String> neverReady(World world) {
        return world.pods(SHOP).stream()
                .filter(pod ->
                        world.isBroken(pod) && pod.at("/status/phase").asText().equals("Running"))
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
        return annotations(world).anyMatch(name -> name.startsWith(Names.SLOT_MARK));
    }

    /** The names of the annotations of all revisions. */
    private static Stream<String> annotations(World world) {
        return world.server().objects("controllerrevisions").stream()
                .filter(revision -> World.isOf(SHOP, revision))
                .flatMap(revision -> revision.path("metadata").path("annotations").properties().stream())
                .map(Map.Entry::getKey);
    }

    /** Whether the worker of this slot was created in the run, which begins a day after the first ones were. */
    private static boolean isYoung(World world, String slot) {
        return world.pods(SHOP).stream()
                .filter(pod -> World.slot(pod).equals(slot))
                .noneMatch(pod -> pod.at("/metadata/creationTimestamp").asText().startsWith("2026-01-01"));
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
