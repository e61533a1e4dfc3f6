package dev.workerapp.operator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workerapp.crd.Names;
import dev.workerapp.operator.faults.api.FakeApiServer;
import dev.workerapp.operator.faults.api.FakeKubelet;
import dev.workerapp.operator.faults.api.GarbageCollector;
import dev.workerapp.operator.faults.api.Key;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A cluster in memory with two nodes and two apps: {@code shop}, whose requests fail, and {@code other}, in the same
 * namespace or in another one, which must go on. In the namespace of {@code shop} is a pod of somebody else with the labels
 * of {@code shop}. Thread-safe.
 */
final class World implements AutoCloseable {

    static final Key SHOP = new Key("workerapp.dev/v1", "workerapps", "one", "shop");
    static final Key STRANGER = new Key("v1", "pods", "one", "stranger");

    /** In the past, so that nothing is before its time to whoever looks at the clock on the wall. */
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeApiServer server;
    private final RunClock clock;
    private final Key other;
    /** Workers of this slot crash as they start; those of none while it is negative. */
    private volatile int crashingSlot = -1;
    /** What each worker has read from its ConfigMap as it started, by the UID of its pod. */
    private final Map<String, String> read = new ConcurrentHashMap<>();

    private final Runtimes runtimes = new Runtimes();
    /** One thing after the other; what comes after the end is left out. */
    private final ExecutorService controllers = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofVirtual().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    private World(FakeApiServer server, RunClock clock, Key other) {
        this.server = server;
        this.clock = clock;
        this.other = other;
        new FakeKubelet(server, controllers, new Workers());
        GarbageCollector.on(server, controllers);
    }

    /**
     * Nodes, the pod of somebody else, and no app.
     *
     * @param sameNamespace whether {@code other} is to be in the namespace of {@code shop}
     */
    static World empty(boolean sameNamespace) {
        RunClock clock = new RunClock(LONG_AGO);
        Key other = new Key(SHOP.groupVersion(), SHOP.resource(), sameNamespace ? SHOP.namespace() : "two", "other");
        World world = new World(new FakeApiServer(clock), clock, other);
        world.node("node-1");
        world.node("node-2");
        ObjectNode owner = world.create(new Key("v1", "configmaps", "one", "somebody"), """
                kind: ConfigMap
                apiVersion: v1
                """);
        world.create(STRANGER, """
                kind: Pod
                apiVersion: v1
                metadata:
                  labels: {workerapp.dev/app: shop, workerapp.dev/slot: "0", workerapp.dev/revision: other, workerapp.dev/incarnation: "9"}
                  ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: somebody, uid: %s, controller: true}]
                spec: {nodeName: node-2, containers: [{name: worker, image: "example/other:v1"}]}
                """.formatted(owner.path("metadata").path("uid").asText()));
        return world;
    }

    /** What this world has become, a day later. */
    World later() {
        RunClock later = new RunClock(LONG_AGO.plus(Duration.ofDays(1)));
        return new World(server.copy(later), later, other);
    }

    /** The app whose requests don't fail. */
    Key other() {
        return other;
    }

    FakeApiServer server() {
        return server;
    }

    RunClock clock() {
        return clock;
    }

    private void node(String name) {
        create(new Key("v1", "nodes", "", name), """
                kind: Node
                apiVersion: v1
                spec: {}
                status: {conditions: [{type: Ready, status: "True"}]}
                """);
    }

    /** Creates an app with so many workers. Its versions have no time of trial, which would only be waited for. */
    void app(Key key, int instances) {
        create(key, """
                kind: WorkerApp
                apiVersion: workerapp.dev/v1
                spec: {instances: %d, image: "example/app:v1", port: 8080, readiness: {timeoutSeconds: 600}, reload: {probationSeconds: 0}}
                """.formatted(instances));
    }

    private ObjectNode create(Key key, String yaml) {
        ObjectNode object = Serialization.unmarshal(yaml, ObjectNode.class);
        ObjectNode metadata = object.withObject("/metadata").put("name", key.name());
        if (!key.namespace().isEmpty()) {
            metadata.put("namespace", key.namespace());
        }
        return server.create(key, object);
    }

    /** Changes the spec of an app or a node, as a user does. */
    void edit(Key key, UnaryOperator<ObjectNode> spec) {
        server.change(key, object -> {
            ObjectNode metadata = object.withObject("/metadata");
            if (metadata.has("generation")) {
                metadata.put("generation", metadata.path("generation").asLong() + 1);
            }
            object.set("spec", spec.apply(object.withObject("/spec")));
            return object;
        });
    }

    void image(Key app, String tag) {
        edit(app, spec -> spec.put("image", "example/app:" + tag));
    }

    /** Removes an annotation, as kubectl does. */
    void removeAnnotation(Key object, String name) {
        server.change(object, changed -> {
            changed.withObject("/metadata/annotations").remove(name);
            return changed;
        });
    }

    /** Has the operator look at an app, by a change that means nothing. */
    void nudge(Key app) {
        server.change(app, object -> {
            ObjectNode annotations = object.withObject("/metadata/annotations");
            annotations.put(
                    "example.com/looked-at",
                    annotations.path("example.com/looked-at").asInt() + 1);
            return object;
        });
    }

    /** Sets an annotation, as kubectl does. */
    void annotate(Key key, String name, String value) {
        server.change(key, object -> {
            object.withObject("/metadata/annotations").put(name, value);
            return object;
        });
    }

    /** From now on workers of this slot crash as they start; with a negative number, those of none. */
    void crash(int slot) {
        crashingSlot = slot;
    }

    /**
     * Writes the ConfigMap {@code settings} of the namespace of {@code shop}. A worker that reads {@code never} in it never
     * becomes ready.
     */
    void content(String value) {
        Key settings = new Key("v1", "configmaps", SHOP.namespace(), "settings");
        if (server.object(settings).isEmpty()) {
            create(settings, "kind: ConfigMap\napiVersion: v1\n");
        }
        server.change(settings, object -> {
            object.withObject("/data").put("behavior", value);
            return object;
        });
    }

    /**
     * What a worker has read as it started; before that what it will read. Empty if it reads nothing, or that is not there.
     */
    Optional<String> content(ObjectNode pod) {
        return Optional.ofNullable(read.get(uid(pod)))
                .or(() -> source(pod).flatMap(server::object).map(object -> object.at("/data/behavior")
                        .asText()));
    }

    /** The ConfigMap that a worker reads. */
    Optional<Key> source(ObjectNode pod) {
        for (JsonNode variable : pod.at("/spec/containers/0/env")) {
            JsonNode name = variable.at("/valueFrom/configMapKeyRef/name");
            if (!name.isMissingNode()) {
                return Optional.of(new Key(
                        "v1", "configmaps", pod.at("/metadata/namespace").asText(), name.asText()));
            }
        }
        return Optional.empty();
    }

    /** Whether a worker is one of a version that never becomes ready. */
    boolean isBroken(ObjectNode pod) {
        return FakeKubelet.tag(pod).equals("never") || content(pod).equals(Optional.of("never"));
    }

    /** The runtimes of the workers, where an app asks for them. */
    Runtimes runtimes() {
        return runtimes;
    }

    private final class Workers implements FakeKubelet.Containers {

        @Override
        public void started(ObjectNode pod) {
            content(pod).ifPresent(value -> read.put(uid(pod), value));
        }

        @Override
        public boolean crashes(ObjectNode pod) {
            return slot(pod).equals(Integer.toString(crashingSlot));
        }

        @Override
        public boolean becomesReady(ObjectNode pod) {
            return !isBroken(pod) && (source(pod).isEmpty() || content(pod).isPresent());
        }
    }

    /** Does something whenever the cluster is like this after a change; a moment later, since the server is busy then. */
    void whenever(Predicate<World> like, Runnable then) {
        server.listen(_ -> {
            if (like.test(this)) {
                controllers.execute(then);
            }
        });
    }

    /** Completed once the cluster is like this. */
    CompletableFuture<Void> once(Predicate<World> like) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        server.listen(_ -> {
            if (!done.isDone() && like.test(this)) {
                done.complete(null);
            }
        });
        if (like.test(this)) {
            done.complete(null);
        }
        return done;
    }

    /** The pods of an app, the stranger aside. */
    List<ObjectNode> pods(Key app) {
        return server.objects("pods").stream()
                .filter(pod -> isOf(app, pod) && !name(pod).equals(STRANGER.name()))
                .toList();
    }

    /** How many pods of an app's version have been created until now. */
    int created(Key app, String tag) {
        return (int) server.history().stream()
                .filter(change -> change.key().is("pods") && change.before().isEmpty())
                .filter(change -> isOf(app, change.object())
                        && !change.key().equals(STRANGER)
                        && FakeKubelet.tag(change.object()).equals(tag))
                .count();
    }

    static boolean isOf(Key app, ObjectNode object) {
        return object.path("metadata").path("namespace").asText().equals(app.namespace())
                && object.path("metadata")
                        .path("labels")
                        .path(Names.APP)
                        .asText()
                        .equals(app.name());
    }

    static String slot(ObjectNode pod) {
        return pod.at("/metadata/labels").path(Names.SLOT).asText();
    }

    static boolean isEnding(ObjectNode pod) {
        return pod.path("metadata").has("deletionTimestamp");
    }

    static boolean isAvailable(ObjectNode pod) {
        return !isEnding(pod) && FakeKubelet.isReady(pod);
    }

    static String uid(ObjectNode object) {
        return object.path("metadata").path("uid").asText();
    }

    static String name(ObjectNode object) {
        return object.path("metadata").path("name").asText();
    }

    /** Whether an app has this word for its state, said of its newest spec, and just these workers. */
    boolean is(Key app, String state, String... tags) {
        List<ObjectNode> pods = pods(app);
        return server.object(app)
                        .filter(object -> object.at("/status/state").asText().equals(state)
                                && object.at("/status/observedGeneration").asLong()
                                        == object.at("/metadata/generation").asLong())
                        .isPresent()
                && pods.stream().allMatch(World::isAvailable)
                && pods.stream().map(FakeKubelet::tag).sorted().toList().equals(List.of(tags))
                && server.object(new Key("v1", "services", app.namespace(), app.name()))
                        .isPresent()
                && server.object(new Key("policy/v1", "poddisruptionbudgets", app.namespace(), app.name()))
                        .isPresent();
    }

    @Override
    public void close() {
        controllers.shutdown();
        runtimes.close();
    }

    /** All that there is, for a failure's message. */
    String dump() {
        return server.dump();
    }
}
