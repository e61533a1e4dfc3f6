package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.config.ConfigReader;
import dev.workerapp.operator.config.Content;
import dev.workerapp.operator.config.Copy;
import dev.workerapp.operator.config.CopyStore;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.config.ObjectState;
import dev.workerapp.operator.config.Reference;
import dev.workerapp.operator.config.States;
import dev.workerapp.operator.config.UsedValues;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.model.Model;
import dev.workerapp.operator.observe.FollowedConfig;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass after the other, with what is made of revisions and copies in each. */
abstract class CopyPasses {

    static final String FOLLOW = "reload: {onConfigChange: Reload, config: {quietSeconds: 0, minIntervalSeconds: 0}}";

    final List<String> log = new ArrayList<>();
    final Store store = new Store();
    final List<StoredRevision> revisions = new ArrayList<>();
    final List<Pod> pods = new ArrayList<>();
    Optional<FollowedConfig> last = Optional.empty();
    Optional<KubernetesClientException> refusal = Optional.empty();
    boolean isNameTaken;
    boolean isSeenLate;
    final CopyRefusals refusals = new CopyRefusals();
    Instant now = Instant.EPOCH;
    Map<String, String> content = Map.of("a", "1");
    String reload = FOLLOW;

    WorkerApp app() {
        return Model.JSON.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: here, uid: u}
                spec:
                  image: example/shop:1
                  port: 80
                  env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: a}}}]
                  %s
                """.formatted(reload), WorkerApp.class);
    }

    /** What an operator does with revisions and copies in a pass. */
    StoredRevision pass() {
        return tryPass().orElseThrow();
    }

    /** Empty if the app has to be looked at again before a revision is made. */
    Optional<StoredRevision> tryPass() {
        WorkerApp app = app();
        Optional<FollowedConfig> made = new CopyKeeper(app, store, writes(), refusals, now)
                .make(
                        FollowedConfig.of(
                                app,
                                revisions,
                                store,
                                (_, _) -> Optional.empty(),
                                "example/runtime:1",
                                last.map(before -> before.in(
                                        Model.JSON.unmarshal("{}", WorkerAppStatus.class),
                                        revisions.getLast().name())),
                                now),
                        List.copyOf(revisions));
        if (made.isEmpty()) {
            return Optional.empty();
        }
        last = made;
        StoredRevision asked = RevisionHistory.ensure(
                        app, List.copyOf(revisions), List.of(), made.get(), "example/runtime:1", writes())
                .asked();
        revisions.removeIf(revision -> revision.name().equals(asked.name()));
        revisions.add(asked);
        new CopyCollector(app, store, writes(), refusals, now).collect(List.copyOf(revisions), pods);
        return Optional.of(asked);
    }

    Writes writes() {
        return (Writes) Proxy.newProxyInstance(
                Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, arguments) -> {
                    log.add(method.getName());
                    return switch (method.getName()) {
                        case "createRevision" -> Writes.Creation.CREATED;
                        case "annotateRevision" -> isAnnotated((ControllerRevision) arguments[0], arguments[1]);
                        case "hasCopy" -> isSeenLate;
                        case "liveRevisions" ->
                            revisions.stream().map(StoredRevision::object).toList();
                        case "createCopy" -> created((HasMetadata) arguments[1]);
                        case "deleteCopy" -> {
                            if (refusal.isPresent()) {
                                throw refusal.get();
                            }
                            yield null;
                        }
                        default -> throw new AssertionError(method);
                    };
                });
    }

    @SuppressWarnings("unchecked")
    boolean isAnnotated(ControllerRevision object, Object annotations) {
        revisions.replaceAll(
                revision -> revision.name().equals(object.getMetadata().getName())
                        ? revision.with((Map<String, @Nullable String>) annotations)
                        : revision);
        return true;
    }

    Optional<HasMetadata> created(HasMetadata copy) {
        refusal.ifPresent(failure -> {
            throw failure;
        });
        if (isNameTaken) {
            return Optional.empty();
        }
        copy.getMetadata().setUid("uid of " + copy.getMetadata().getName());
        store.objects.add((ConfigMap) copy);
        return Optional.of(copy);
    }

    static Pod podWith(String copy) {
        return new PodBuilder()
                .withNewMetadata()
                .addToAnnotations(Names.COPIES, copy)
                .endMetadata()
                .build();
    }

    /** The copies that workers of a revision read. */
    Map<String, String> copiesOf(String revision) {
        return revisions.stream()
                .filter(known -> known.name().equals(revision))
                .findFirst()
                .orElseThrow()
                .copiesFor(app())
                .names();
    }

    String said() {
        return Model.JSON.asJson(last.orElseThrow()
                .in(Model.JSON.unmarshal("{}", WorkerAppStatus.class), "r")
                .config());
    }

    /** ConfigMap settings as it is, and the copies that were made. */
    final class Store implements ConfigReader, CopyStore {

        final List<ConfigMap> objects = new ArrayList<>();
        final List<Copy> others = new ArrayList<>();
        boolean isKnown = true;
        boolean isIgnored;
        boolean mayCopy = true;

        /** The content once it is to be copied. */
        Optional<Map<String, String>> changed = Optional.empty();

        List<String> names() {
            return objects.stream().map(copy -> copy.getMetadata().getName()).toList();
        }

        @Override
        public boolean follows(Kind kind) {
            return true;
        }

        @Override
        public boolean mayCopy(Kind kind) {
            return mayCopy;
        }

        @Override
        public Map<Reference, ObjectState> follow(ResourceID app, Collection<Reference> references) {
            Map<Reference, ObjectState> states = new LinkedHashMap<>();
            references.forEach(reference ->
                    states.put(reference, isIgnored ? new ObjectState.Ignored() : States.configMap(content)));
            return states;
        }

        @Override
        public Map<Reference, ObjectState> readAgain(ResourceID app, Collection<Reference> references) {
            return follow(app, references);
        }

        @Override
        public void forget(ResourceID app) {}

        @Override
        public Optional<Set<Copy>> copies(ResourceID app, Kind kind) {
            Set<Copy> copies = new HashSet<>();
            if (kind == Kind.CONFIG_MAP) {
                copies.addAll(others);
                objects.forEach(copy -> copies.add(new Copy(
                        kind, copy.getMetadata().getName(), copy.getMetadata().getUid(), "u")));
            }
            return Optional.of(copies).filter(_ -> isKnown && mayCopy);
        }

        @Override
        public void made(ResourceID app, Copy copy) {
            assertThat(names()).contains(copy.name());
        }

        @Override
        public void deleted(ResourceID app, Copy copy) {
            objects.removeIf(object -> object.getMetadata().getName().equals(copy.name()));
        }

        @Override
        public Optional<UsedValues> values(ResourceID app, Reference reference, String digest) {
            content = changed.orElse(content);
            return Optional.of(new UsedValues(content, Map.of()))
                    .filter(_ ->
                            Content.of(reference, States.configMap(content)).equals(new Content.Known(digest)));
        }
    }
}
