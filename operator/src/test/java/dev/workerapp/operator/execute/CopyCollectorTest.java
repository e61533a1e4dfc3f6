package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.config.Copy;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.desired.StoredRevision;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Copies are deleted when nothing refers to them, and forgotten before workers would miss them. */
class CopyCollectorTest extends CopyPasses {

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

        new CopyCollector(app(), store, writes(), refusals, now).collect(seen, pods);
        assertThat(log).containsExactly("liveRevisions");

        revisions.remove(one);
        new CopyCollector(app(), store, writes(), refusals, now).collect(seen, pods);
        assertThat(log).containsExactly("liveRevisions", "liveRevisions", "deleteCopy");
        assertThat(store.names())
                .containsExactlyElementsOf(
                        seen.getFirst().copiesFor(app()).names().values());
    }

    @Test
    void a_deletion_that_is_refused_is_tried_again_later_and_passes_until_then_ask_nobody() {
        pass();
        reload = "reload: {}";
        refusal = Optional.of(new KubernetesClientException("denied", 403, null));
        log.clear();
        pass();
        assertThat(log).containsExactly("annotateRevision", "liveRevisions", "deleteCopy");

        log.clear();
        pass();
        assertThat(log).isEmpty();

        refusal = Optional.empty();
        now = now.plusSeconds(1);
        pass();
        assertThat(log).containsExactly("liveRevisions", "deleteCopy", "annotateRevision");
        assertThat(store.names()).isEmpty();
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
}
