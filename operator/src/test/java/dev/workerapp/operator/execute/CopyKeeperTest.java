package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.config.UsedValues;
import dev.workerapp.operator.desired.StoredRevision;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Copies are made before what names them, and made again when they are gone. */
class CopyKeeperTest extends CopyPasses {

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
        // That there was another content, which workers may have read, since there is no copy.
        assertThat(log).containsExactly("createCopy", "annotateRevision");
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
    void another_object_that_has_the_name_is_left_alone_and_reported() {
        isNameTaken = true;

        assertThat(pass().copiesFor(app()).names()).isEmpty();
        assertThat(said()).contains("is not the copy of ConfigMap settings: delete it");
    }
}
