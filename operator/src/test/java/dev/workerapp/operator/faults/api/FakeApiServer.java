package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * An API server in memory: of what Kubernetes has, what the operator uses. {@code ApiContractTest} holds it against the real
 * one. Thread-safe.
 */
public final class FakeApiServer implements ApiTransport {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, String> LISTS = Map.of(
            "pods", "PodList",
            "configmaps", "ConfigMapList",
            "services", "ServiceList",
            "nodes", "NodeList",
            "controllerrevisions", "ControllerRevisionList",
            "poddisruptionbudgets", "PodDisruptionBudgetList",
            "events", "EventList",
            "leases", "LeaseList",
            "namespaces", "NamespaceList",
            "workerapps", "WorkerAppList");

    /** What is not there when it is empty. */
    private static final Set<String> MAPS = Set.of("labels", "annotations");

    private final Clock clock;
    private final Store store;

    /** An empty one that tells the time by this clock. */
    public FakeApiServer(Clock clock) {
        this(clock, new Store());
    }

    private FakeApiServer(Clock clock, Store store) {
        this.clock = clock;
        this.store = store;
    }

    /** Another one with the same objects and the same past, without who watches this one. */
    public synchronized FakeApiServer copy(Clock otherClock) {
        return new FakeApiServer(otherClock, new Store(store));
    }

    /** The time of now, as Kubernetes writes it. */
    public String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Has somebody hear of every change, in its order and while no other one can be made. */
    public synchronized void listen(Consumer<Change> listener) {
        store.listen(listener);
    }

    /** The objects of a kind, by the plural name, in the order of their names. */
    public synchronized List<ObjectNode> objects(String plural) {
        return store.objects().entrySet().stream()
                .filter(entry -> entry.getKey().is(plural))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** One object. */
    public synchronized Optional<ObjectNode> object(Key key) {
        return store.get(key);
    }

    /** The version of the last change. */
    public synchronized long version() {
        return store.version();
    }

    /** All changes since the beginning, in their order. */
    public synchronized List<Change> history() {
        return store.since(0);
    }

    /** Changes an object as it is now, if it is there, past all rules: as a controller of the cluster does. */
    public synchronized void change(Key key, UnaryOperator<ObjectNode> change) {
        store.get(key).ifPresent(object -> {
            ObjectNode changed = change.apply(object.deepCopy());
            if (!changed.equals(object)) {
                store.put(key, changed);
            }
        });
    }

    /** Creates an object. */
    public synchronized ObjectNode create(Key key, ObjectNode object) {
        object.withObject("/metadata").put("uid", store.newUid()).put("creationTimestamp", now());
        Defaults.fill(key, object);
        return store.put(key, object);
    }

    /** Removes an object, if it is there. */
    public synchronized void remove(Key key) {
        if (store.get(key).isPresent()) {
            store.remove(key);
        }
    }

    /** Deletes what has owners and none of them is there any more. */
    synchronized void collectGarbage() {
        Set<String> uids = store.objects().values().stream()
                .map(object -> object.path("metadata").path("uid").asText())
                .collect(Collectors.toSet());
        store.objects().entrySet().stream()
                .filter(entry -> isGarbage(entry.getValue(), uids))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(key -> delete(key, Optional.empty()));
    }

    private static boolean isGarbage(ObjectNode object, Set<String> uids) {
        List<String> owners = object.at("/metadata/ownerReferences").findValuesAsText("uid");
        return !owners.isEmpty() && owners.stream().noneMatch(uids::contains);
    }

    @Override
    public CompletableFuture<ApiAnswer> send(ApiRequest request) {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        return CompletableFuture.completedFuture(answer(request).with("Date", date));
    }

    private synchronized ApiAnswer answer(ApiRequest request) {
        Target target = request.target();
        try {
            if (!LISTS.containsKey(target.resource())) {
                return ApiAnswer.refusal(404, "NotFound", "the server could not find the requested resource");
            }
            return switch (request.method()) {
                case "GET" -> target.name().isEmpty() ? list(target) : ApiAnswer.of(200, known(target));
                case "POST" -> post(target, (ObjectNode) read(request.body()));
                case "PATCH", "PUT" -> patch(target, request);
                case "DELETE" -> ApiAnswer.of(200, delete(target, read(request.body())));
                default -> ApiAnswer.refusal(405, "MethodNotAllowed", request.method() + " is not allowed");
            };
        } catch (Refusal e) {
            return e.answer();
        }
    }

    private ObjectNode known(Target target) {
        return store.get(target.key()).orElseThrow(() -> Refusal.notFound(target));
    }

    private ApiAnswer list(Target target) {
        Predicate<ObjectNode> selected = Labels.selector(target.parameter("labelSelector"));
        ObjectNode list = JSON.createObjectNode().put("kind", LISTS.get(target.resource()));
        list.put("apiVersion", target.groupVersion())
                .putObject("metadata")
                .put("resourceVersion", Long.toString(store.version()));
        ArrayNode items = list.putArray("items");
        store.objects().entrySet().stream()
                .filter(entry -> target.covers(entry.getKey()) && selected.test(entry.getValue()))
                .forEach(entry -> items.add(item(target, entry.getValue())));
        return ApiAnswer.of(200, list);
    }

    /** Of what Kubernetes itself has, a list's items do not say what they are. */
    private static ObjectNode item(Target target, ObjectNode object) {
        return target.resource().equals("workerapps")
                ? object
                : object.deepCopy().without(List.of("kind", "apiVersion"));
    }

    private ApiAnswer post(Target target, ObjectNode object) {
        String name = object.path("metadata").path("name").asText();
        Key key = target.key(name);
        if (store.get(key).isPresent()) {
            throw Refusal.alreadyExists(target, name);
        }
        ObjectNode created = object.deepCopy();
        if (target.isDryRun()) {
            Defaults.fill(key, created);
            return ApiAnswer.of(201, created);
        }
        return ApiAnswer.of(201, create(key, created));
    }

    private ApiAnswer patch(Target target, ApiRequest request) {
        JsonNode body = read(request.body());
        String mediaType = request.contentType().split(";", 2)[0].strip();
        Optional<ObjectNode> live = store.get(target.key());
        if (mediaType.startsWith("application/apply-patch")) {
            return apply(target, live, (ObjectNode) body);
        }
        ObjectNode before = known(target);
        if (request.method().equals("PUT")) {
            requireSame(target, before, body.path("metadata"));
            return ApiAnswer.of(200, stored(target, before, (ObjectNode) body));
        }
        ObjectNode after = Patches.apply(before, mediaType, body);
        requireSame(target, before, after.path("metadata"));
        return ApiAnswer.of(200, stored(target, before, after));
    }

    private ApiAnswer apply(Target target, Optional<ObjectNode> live, ObjectNode applied) {
        String manager = target.parameter("fieldManager");
        if (live.isEmpty() && !target.subresource().isEmpty()) {
            throw Refusal.notFound(target);
        }
        if (live.isEmpty() && applied.path("metadata").has("uid")) {
            throw Refusal.conflict(target, "uid mismatch: the object is not there");
        }
        ObjectNode before = live.orElseGet(JSON::createObjectNode);
        // The UID of what is applied to a status is not looked at.
        if (live.isPresent() && target.subresource().isEmpty()) {
            requireSame(target, before, applied.path("metadata"));
        }
        ObjectNode merged = ServerSideApply.merge(before, applied, manager, target.subresource(), now());
        if (live.isEmpty()) {
            return ApiAnswer.of(201, create(target.key(), merged));
        }
        return ApiAnswer.of(200, ServerSideApply.isSame(before, merged) ? before : stored(target, before, merged));
    }

    /** What is changed must not be given another UID, and must be as it was seen, if the change says so. */
    private static void requireSame(Target target, ObjectNode before, JsonNode metadata) {
        if (metadata.has("uid")
                && !metadata.path("uid").equals(before.path("metadata").path("uid"))) {
            throw Refusal.immutable(target, "metadata.uid");
        }
        requireUnchanged(target, before, metadata);
    }

    /** Whoever says which object they mean must mean this one, as it is. */
    private static void requireUnchanged(Target target, ObjectNode before, JsonNode metadata) {
        JsonNode there = before.path("metadata");
        if (metadata.has("uid") && !metadata.path("uid").equals(there.path("uid"))) {
            throw Refusal.conflict(target, "the UID in the precondition is not the object's");
        }
        if (metadata.has("resourceVersion")
                && !metadata.path("resourceVersion").equals(there.path("resourceVersion"))) {
            throw Refusal.conflict(
                    target, "the object has been modified; please apply your changes to the latest version");
        }
    }

    /** Only the status by way of the status, and all but the status otherwise; nothing is written that is the same. */
    private ObjectNode stored(Target target, ObjectNode before, ObjectNode wanted) {
        ObjectNode after = wanted.deepCopy();
        if (target.subresource().equals("status")) {
            after = before.deepCopy();
            after.set("status", wanted.path("status"));
            after.withObject("/metadata")
                    .set("managedFields", wanted.path("metadata").path("managedFields"));
        } else if (target.resource().equals("workerapps")) {
            after.set("status", before.path("status"));
            if (!after.path("spec").equals(before.path("spec"))) {
                ObjectNode metadata = after.withObject("/metadata");
                metadata.put("generation", metadata.path("generation").asLong() + 1);
            }
        }
        after.properties().removeIf(field -> field.getValue().isMissingNode());
        after.withObject("/metadata")
                .properties()
                .removeIf(field ->
                        MAPS.contains(field.getKey()) && field.getValue().isEmpty());
        return after.equals(before) ? before : store.put(target.key(), after);
    }

    /** A pod with a node gets its grace period; everything else, and a pod without grace, is gone at once. */
    private ObjectNode delete(Target target, JsonNode options) {
        requireUnchanged(target, known(target), options.path("preconditions"));
        return delete(
                target.key(),
                Optional.of(options.path("gracePeriodSeconds"))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::asLong));
    }

    private ObjectNode delete(Key key, Optional<Long> wanted) {
        ObjectNode before = store.get(key).orElseThrow();
        long grace =
                wanted.orElse(before.at("/spec/terminationGracePeriodSeconds").asLong(30));
        if (!key.is("pods") || grace == 0 || !before.path("spec").has("nodeName")) {
            return store.remove(key);
        }
        if (before.path("metadata").has("deletionTimestamp")) {
            return before;
        }
        ObjectNode ending = before.deepCopy();
        ending.withObject("/metadata")
                .put(
                        "deletionTimestamp",
                        Instant.parse(now()).plusSeconds(grace).toString())
                .put("deletionGracePeriodSeconds", grace);
        return store.put(key, ending);
    }

    @Override
    public CompletableFuture<Opened> watch(ApiRequest request, Listener listener) {
        Target target = request.target();
        WatchStream stream = new WatchStream(target, listener);
        synchronized (this) {
            // What has been is told before what comes.
            store.since(Long.parseLong(target.parameter("resourceVersion"))).forEach(stream::changed);
            store.listen(stream::changed);
        }
        return CompletableFuture.completedFuture(new Opened(new ApiAnswer(101, Map.of(), "", false), stream::close));
    }

    private static JsonNode read(String body) {
        try {
            return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("the body is not JSON: " + e.getMessage());
        }
    }

    /** All that is stored, for a failure's message. */
    public synchronized String dump() {
        return store.objects().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
