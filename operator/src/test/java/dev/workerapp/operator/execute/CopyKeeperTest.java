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
import org.junit.jupiter.api.Test;

/** Copies are made before what names them, made again when they are gone, and deleted when nothing refers to them. */
class CopyKeeperTest {

    private static final String FOLLOW =
            "reload: {onConfigChange: Reload, config: {quietSeconds: 0, minIntervalSeconds: 0}}";

    private final List<String> log = new ArrayList<>();
    private final Store store = new Store();
    private final List<StoredRevision> revisions = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private Optional<FollowedConfig> last = Optional.empty();
    private Optional<KubernetesClientException> refusal = Optional.empty();
    private boolean isNameTaken;
    private boolean isSeenLate;
    private final CopyRefusals refusals = new CopyRefusals();
    private Instant now = Instant.EPOCH;
    private Map<String, String> content = Map.of("a", "1");
    private String reload = FOLLOW;

    private WorkerApp app() {
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
    private StoredRevision pass() {
        return tryPass().orElseThrow();
    }

    /** Empty if the app has to be looked at again before a revision is made. */
    private Optional<StoredRevision> tryPass() {
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
        new CopyCollector(app, store, writes()).collect(List.copyOf(revisions), pods);
        return Optional.of(asked);
    }

    private Writes writes() {
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
                        case "deleteCopy" -> true;
                        default -> throw new AssertionError(method);
                    };
                });
    }

    @SuppressWarnings("unchecked")
    private boolean isAnnotated(ControllerRevision object, Object annotations) {
        revisions.replaceAll(
                revision -> revision.name().equals(object.getMetadata().getName())
                        ? revision.with((Map<String, @Nullable String>) annotations)
                        : revision);
        return true;
    }

    private Optional<HasMetadata> created(HasMetadata copy) {
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

    @Test
    void a_copy_is_there_before_the_revision_that_names_it() {
        StoredRevision made = pass();

        assertThat(log).containsExactly("createCopy", "createRevision");
        assertThat(made.copiesFor(app()).names().values())
                .containsExactly(store.names().getFirst());
        ConfigMap copy = store.objects.getFirst();
        assertThat(copy.getImmutable()).isTrue();
        assertThat(copy.getData()).isEqualTo(Map.of("a", "1"));
        assertThat(copy.getMetadata().getLabels()).isEqualTo(Map.of(Names.APP, "shop"));
        assertThat(copy.getMetadata().getAnnotations()).isNullOrEmpty();
        assertThat(copy.getMetadata().getOwnerReferences()).singleElement().matches(owner -> owner.getUid()
                .equals("u"));

        log.clear();
        pass();
        assertThat(log).isEmpty();
    }

    @Test
    void values_are_never_in_a_text() {
        assertThat(new UsedValues(Map.of("password", "c2VjcmV0"), Map.of("key", "AP8=")))
                .hasToString("UsedValues[data=[password], binaryData=[key]]");
    }

    @Test
    void an_app_that_runs_gets_copies_of_what_its_revision_has_and_stays_at_it() {
        reload = "reload: {onConfigChange: Reload, config: {copies: None}}";
        StoredRevision before = pass();
        assertThat(store.objects).isEmpty();
        log.clear();

        reload = FOLLOW;
        StoredRevision after = pass();

        assertThat(log).containsExactly("createCopy", "annotateRevision");
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.copiesFor(app()).names()).hasSize(1);
    }

    @Test
    void each_revision_keeps_its_own_copy_and_content_that_comes_back_needs_none() {
        pass();
        content = Map.of("a", "2");
        pass();
        assertThat(store.names()).hasSize(2);
        content = Map.of("a", "1");
        log.clear();

        pass();

        assertThat(log).isEmpty();
        assertThat(store.names()).hasSize(2);
    }

    @Test
    void a_copy_that_somebody_deletes_is_made_again_while_its_content_is_known() {
        StoredRevision one = pass();
        store.objects.clear();
        log.clear();

        assertThat(pass().name()).isEqualTo(one.name());
        assertThat(log).containsExactly("createCopy");

        content = Map.of("a", "2");
        pass();
        store.objects.clear();
        content = Map.of("a", "1");
        log.clear();
        pass();
        assertThat(log).containsExactly("createCopy", "hasCopy", "annotateRevision");
    }

    @Test
    void a_copy_that_can_not_be_made_again_is_reported_and_forgotten_so_that_workers_read_the_original() {
        String one = pass().name();
        revisions.replaceAll(revision -> revision.with(
                Map.of("workerapp.dev/stable", "1", "workerapp.dev/stable-since", Instant.EPOCH.toString())));
        String copy = store.names().getFirst();
        store.objects.clear();
        content = Map.of("a", "2");

        pass();

        assertThat(said())
                .contains(
                        "copy " + copy + " of ConfigMap settings was deleted",
                        "Workers of revision " + one + " read ConfigMap settings as it is");
        assertThat(store.names()).hasSize(1);
        assertThat(copiesOf(one)).isEmpty();
    }

    @Test
    void a_copy_that_the_watch_does_not_tell_of_yet_is_not_forgotten() {
        String one = pass().name();
        List<ConfigMap> there = List.copyOf(store.objects);
        store.objects.clear();
        content = Map.of("a", "2");
        isSeenLate = true;

        pass();
        store.objects.addAll(there);

        assertThat(copiesOf(one)).hasSize(1);
        assertThat(said()).doesNotContain("ConfigNotCopied");
    }

    @Test
    void following_that_is_turned_on_again_copies_the_content_of_that_time_once() {
        pass();
        pods.add(podWith(store.names().getFirst()));
        reload = "reload: {}";
        pass();
        content = Map.of("a", "2");
        reload = FOLLOW;

        StoredRevision again = pass();

        assertThat(store.objects).extracting(ConfigMap::getData).containsExactly(Map.of("a", "1"), content);
        assertThat(again.copiesFor(app()).names()).containsValue(store.names().getLast());
        log.clear();
        pass();
        assertThat(log).isEmpty();
    }

    @Test
    void what_is_ignored_later_is_read_as_it_is_whatever_the_revision() {
        String one = pass().name();
        content = Map.of("a", "2");
        String two = pass().name();

        reload = FOLLOW.replace("config: {", "config: {ignore: [{kind: ConfigMap, name: settings}], ");
        pass();

        assertThat(copiesOf(one)).isEmpty();
        assertThat(copiesOf(two)).isEmpty();
        assertThat(store.names()).isEmpty();
        reload = FOLLOW;
        pass();
        assertThat(copiesOf(two)).hasSize(1);

        store.isIgnored = true;
        pass();
        assertThat(copiesOf(two)).isEmpty();
        assertThat(store.names()).isEmpty();
        assertThat(said()).doesNotContain("ConfigNotCopied");
    }

    @Test
    void content_that_changes_before_it_is_copied_makes_no_revision() {
        store.changed = Optional.of(Map.of("a", "2"));

        assertThat(tryPass()).isEmpty();
        assertThat(log).isEmpty();
        assertThat(tryPass().orElseThrow().copiesFor(app()).names()).hasSize(1);
        assertThat(store.objects.getFirst().getData()).isEqualTo(Map.of("a", "2"));
    }

    @Test
    void what_can_not_be_copied_is_reported_and_holds_no_revision_up_and_is_tried_again() {
        refusal = Optional.of(new KubernetesClientException("configmaps is forbidden", 403, null));

        StoredRevision made = pass();

        assertThat(log).containsExactly("createCopy", "createRevision");
        assertThat(made.copiesFor(app()).names()).isEmpty();
        assertThat(said()).contains("ConfigNotCopied", "configmaps is forbidden");
        assertThat(last.orElseThrow().isUnknown()).isTrue();
        refusal = Optional.empty();
        now = now.plusSeconds(1);
        assertThat(pass().copiesFor(app()).names()).hasSize(1);
        assertThat(said()).doesNotContain("ConfigNotCopied");
    }

    @Test
    void what_is_refused_is_not_tried_in_each_pass_but_after_a_wait_that_doubles() {
        refusal = Optional.of(new KubernetesClientException("exceeded quota", 403, null));
        pass();
        now = now.plusSeconds(1);
        pass();
        now = now.plusSeconds(1);
        pass();
        log.clear();

        now = now.plusSeconds(1);
        pass();
        assertThat(log).isEmpty();
        assertThat(said()).contains("exceeded quota");
        assertThat(last.orElseThrow().isUnknown()).isTrue();

        content = Map.of("a", "2");
        pass();
        assertThat(log).containsExactly("createCopy", "createRevision");
        content = Map.of("a", "1");
        log.clear();
        now = now.plusSeconds(1);
        pass();
        assertThat(log).containsExactly("createCopy");
    }

    @Test
    void content_that_is_another_one_before_copies_are_turned_on_is_reported() {
        reload = "reload: {onConfigChange: Reload, paused: true, config: {copies: None}}";
        pass();
        content = Map.of("a", "2");
        reload = reload.replace("None", "ConfigMaps");

        assertThat(pass().copiesFor(app()).names()).isEmpty();
        assertThat(said()).contains("ConfigMap settings is not copied: its content is another one by now");
    }

    @Test
    void where_the_operator_may_not_copy_any_more_workers_read_the_original_and_copies_stay() {
        String one = pass().name();
        store.mayCopy = false;

        pass();

        assertThat(copiesOf(one)).isEmpty();
        assertThat(store.names()).hasSize(1);
        store.mayCopy = true;
        pass();
        assertThat(copiesOf(one)).hasSize(1);
    }

    @Test
    void another_object_that_has_the_name_is_left_alone_and_reported() {
        isNameTaken = true;

        assertThat(pass().copiesFor(app()).names()).isEmpty();
        assertThat(said()).contains("is not the copy of ConfigMap settings: delete it");
    }

    @Test
    void where_nobody_knows_which_copies_there_are_nothing_is_made_again_and_nothing_deleted() {
        pass();
        store.isKnown = false;
        log.clear();

        pass();

        assertThat(log).isEmpty();
        assertThat(said()).doesNotContain("ConfigNotCopied");
    }

    @Test
    void copies_of_a_revision_that_is_gone_are_deleted_unless_a_revision_that_was_not_seen_names_them() {
        pass();
        StoredRevision one = revisions.getFirst();
        content = Map.of("a", "2");
        pass();
        log.clear();
        List<StoredRevision> seen = List.of(revisions.getLast());

        new CopyCollector(app(), store, writes()).collect(seen, pods);
        assertThat(log).containsExactly("liveRevisions");

        revisions.remove(one);
        new CopyCollector(app(), store, writes()).collect(seen, pods);
        assertThat(log).containsExactly("liveRevisions", "liveRevisions", "deleteCopy");
        assertThat(store.names())
                .containsExactlyElementsOf(
                        seen.getFirst().copiesFor(app()).names().values());
    }

    @Test
    void turned_off_a_copy_stays_until_no_pod_refers_to_it_and_then_is_forgotten() {
        pass();
        pods.add(podWith(store.names().getFirst()));
        reload = "reload: {}";

        assertThat(pass().copiesFor(app()).names()).isEmpty();
        assertThat(store.names()).hasSize(1);

        pods.clear();
        log.clear();
        pass();
        assertThat(store.names()).isEmpty();
        assertThat(log).containsExactly("liveRevisions", "deleteCopy", "annotateRevision");
    }

    @Test
    void turned_off_no_revision_remembers_a_copy_that_is_deleted() {
        String one = pass().name();
        content = Map.of("a", "2");
        String two = pass().name();
        pods.add(podWith(store.names().getLast()));
        reload = FOLLOW.replace("config: {", "config: {copies: None, ");

        pass();

        assertThat(store.names()).hasSize(1);
        reload = FOLLOW;
        assertThat(copiesOf(one)).isEmpty();
        assertThat(copiesOf(two)).hasSize(1);
    }

    @Test
    void what_belongs_to_another_app_of_the_name_or_to_nobody_is_not_deleted() {
        pass();
        store.others.add(new Copy(Kind.CONFIG_MAP, "somebodys", "x", ""));
        store.others.add(new Copy(Kind.CONFIG_MAP, "former", "y", "another uid"));
        log.clear();

        pass();

        assertThat(log).isEmpty();
    }

    private static Pod podWith(String copy) {
        return new PodBuilder()
                .withNewMetadata()
                .addToAnnotations(Names.COPIES, copy)
                .endMetadata()
                .build();
    }

    /** The copies that workers of a revision read. */
    private Map<String, String> copiesOf(String revision) {
        return revisions.stream()
                .filter(known -> known.name().equals(revision))
                .findFirst()
                .orElseThrow()
                .copiesFor(app())
                .names();
    }

    private String said() {
        return Model.JSON.asJson(last.orElseThrow()
                .in(Model.JSON.unmarshal("{}", WorkerAppStatus.class), "r")
                .config());
    }

    /** ConfigMap settings as it is, and the copies that were made. */
    private final class Store implements ConfigReader, CopyStore {

        private final List<ConfigMap> objects = new ArrayList<>();
        private final List<Copy> others = new ArrayList<>();
        private boolean isKnown = true;
        private boolean isIgnored;
        private boolean mayCopy = true;

        /** The content once it is to be copied. */
        private Optional<Map<String, String>> changed = Optional.empty();

        private List<String> names() {
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
