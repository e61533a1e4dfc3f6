package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The objects, each change of them in its order, and who is told of it. What is stored is never changed in place. Not
 * thread-safe: the API server holds its lock.
 */
final class Store {

    private final Map<Key, ObjectNode> objects;
    private final List<Change> log;
    private final List<Consumer<Change>> listeners = new ArrayList<>();
    private long version;
    private long uids;

    Store() {
        objects = new TreeMap<>();
        log = new ArrayList<>();
        version = 1000;
    }

    /** What another one has, without who is told by it. */
    Store(Store other) {
        objects = new TreeMap<>(other.objects);
        log = new ArrayList<>(other.log);
        version = other.version;
        uids = other.uids;
    }

    long version() {
        return version;
    }

    /** The next UID: the same ones in the same order for each store. */
    String newUid() {
        return "00000000-0000-4000-8000-%012x".formatted(++uids);
    }

    Optional<ObjectNode> get(Key key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** The objects of now, in the order of their keys. */
    Map<Key, ObjectNode> objects() {
        return objects;
    }

    /** What has changed since a version. */
    List<Change> since(long then) {
        return log.stream().filter(change -> change.version() > then).toList();
    }

    /** Stores an object, with the next version. */
    ObjectNode put(Key key, ObjectNode object) {
        ObjectNode stored = versioned(object);
        changed(new Change(version, key, Optional.ofNullable(objects.put(key, stored)), Optional.of(stored)));
        return stored;
    }

    /** Removes an object; its last state has the version of its end. */
    ObjectNode remove(Key key) {
        ObjectNode last = versioned(Optional.ofNullable(objects.remove(key)).orElseThrow());
        changed(new Change(version, key, Optional.of(last), Optional.empty()));
        return last;
    }

    private ObjectNode versioned(ObjectNode object) {
        version++;
        ObjectNode stored = object.deepCopy();
        stored.withObject("/metadata").put("resourceVersion", Long.toString(version));
        return stored;
    }

    private void changed(Change change) {
        log.add(change);
        listeners.forEach(listener -> listener.accept(change));
    }

    void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }
}
