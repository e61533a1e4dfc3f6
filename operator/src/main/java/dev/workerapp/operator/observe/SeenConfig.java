package dev.workerapp.operator.observe;

import dev.workerapp.crd.ConfigPolicy.IgnoredConfig;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.config.ConfigReader;
import dev.workerapp.operator.config.Content;
import dev.workerapp.operator.config.ObjectState;
import dev.workerapp.operator.config.Reference;
import dev.workerapp.operator.config.References;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is seen of the ConfigMaps and Secrets that a template refers to.
 *
 * @param digests the digests of what is known, by what they are of
 * @param titles the objects, by what is used of them
 * @param managers the field managers that changed them last, where that is known, by what is used of them
 * @param missing what a worker can't start without and does not exist, by what is used
 * @param unknown why something is not known, by what is used
 * @param notFollowed what is referred to and can't be followed
 * @param whole of what nothing is ignored, as it is now
 * @param ignored the objects of which something is ignored: that is to be read as it is, and can't be in a copy
 */
record SeenConfig(
        NavigableMap<String, String> digests,
        Map<String, String> titles,
        Map<String, String> managers,
        Map<String, String> missing,
        Map<String, String> unknown,
        List<String> notFollowed,
        Map<Reference, ObjectState> whole,
        Set<String> ignored) {

    /**
     * Looks at those of a template, without what the app ignores.
     *
     * @param again whether they are read again
     */
    static SeenConfig of(WorkerApp app, PodSpec template, ConfigReader objects, boolean again) {
        List<Reference> all = References.of(template);
        List<Reference> references = all.stream()
                .flatMap(reference -> withoutIgnored(app, reference).stream())
                .toList();
        List<Reference> followed = references.stream()
                .filter(reference -> objects.follows(reference.kind()))
                .toList();
        ResourceID id = ResourceID.fromResource(app);
        Map<Reference, ObjectState> states = again ? objects.readAgain(id, followed) : objects.follow(id, followed);
        SeenConfig seen = new SeenConfig(
                new TreeMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                Stream.concat(
                                references.stream()
                                        .filter(reference -> !objects.follows(reference.kind()))
                                        .map(Reference::title),
                                References.secretProviderClasses(template).stream()
                                        .map(name -> "SecretProviderClass " + name))
                        .toList(),
                new LinkedHashMap<>(),
                new TreeSet<>());
        states.forEach(seen::add);
        all.forEach(reference -> seen.addWhole(reference, withoutIgnored(app, reference), states));
        return seen;
    }

    private void add(Reference reference, ObjectState state) {
        titles.put(reference.scope(), reference.title());
        if (state instanceof ObjectState.Present object && !object.manager().isEmpty()) {
            managers.put(reference.scope(), object.manager());
        }
        switch (Content.of(reference, state)) {
            case Content.Known known -> digests.put(reference.scope(), known.digest());
            case Content.Missing gone -> missing.put(reference.scope(), gone.what());
            case Content.Unknown why -> unknown.put(reference.scope(), why.why());
            case Content.Ignored _ -> {}
        }
    }

    private void addWhole(Reference reference, Optional<Reference> left, Map<Reference, ObjectState> states) {
        Optional<ObjectState> state = Optional.ofNullable(states.get(reference));
        if (!left.equals(Optional.of(reference))
                || state.filter(ObjectState.Ignored.class::isInstance).isPresent()) {
            ignored.add(reference.title());
        } else {
            state.ifPresent(known -> whole.put(reference, known));
        }
    }

    private static Optional<Reference> withoutIgnored(WorkerApp app, Reference reference) {
        List<IgnoredConfig> ignored =
                Objects.requireNonNullElse(app.getSpec().reload().config().ignore(), List.of());
        Optional<Reference> left = Optional.of(reference);
        for (IgnoredConfig one : ignored) {
            if (reference.kind().is(one.kind()) && one.name().equals(reference.name())) {
                List<String> keys = Objects.requireNonNullElse(one.keys(), List.of());
                left = keys.isEmpty() ? Optional.empty() : left.flatMap(some -> some.without(keys));
            }
        }
        return left;
    }
}
