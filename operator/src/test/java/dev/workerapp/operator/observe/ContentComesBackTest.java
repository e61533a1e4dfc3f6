package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.config.ObjectState;
import dev.workerapp.operator.desired.ConfigCopies;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Content that changes and comes back: workers that started in between are replaced, if they do not read copies. */
class ContentComesBackTest extends ConfigPasses {

    private static final String NO_COPIES =
            FILES + "\nreload: {onConfigChange: Reload, config: {minIntervalSeconds: 0, copies: None}}";

    private StoredRevision revision(String name) {
        return revisions.stream()
                .filter(revision -> revision.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Set<Reason> due(String revision, Instant started) {
        Pod pod = Pods.withStatus(
                "containerStatuses: [{name: worker, state: {running: {startedAt: '" + started + "'}}}]");
        pod.getMetadata().getLabels().put("workerapp.dev/revision", revision);
        return OutdatedContent.of(revision(revision), now).apply(pod);
    }

    @Test
    void within_the_quiet_time() {
        spec = NO_COPIES;
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        after(1000);
        objects.put("ConfigMap shop", TWO);
        pass();
        Instant meanwhile = now;
        after(5);
        objects.put("ConfigMap shop", ONE);
        assertThat(pass()).isEqualTo(one);

        assertThat(followed.looks()).containsExactly(now.plusSeconds(10));
        assertThat(due(one, meanwhile)).isEmpty();
        after(11);
        pass();
        assertThat(followed.annotations()).isEmpty();
        assertThat(followed.looks()).isEmpty();
        assertThat(due(one, meanwhile)).containsExactly(Reason.CONFIG_OUTDATED);
        assertThat(due(one, meanwhile.minusSeconds(100))).isEmpty();
        assertThat(due(one, now)).isEmpty();
    }

    @Test
    void after_it_was_reloaded_for() {
        spec = NO_COPIES;
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        complete(one, 1);
        after(1000);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        String two = pass();
        assertThat(two).isNotEqualTo(one);
        after(100);
        Instant meanwhile = now;
        after(100);
        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        assertThat(pass()).isEqualTo(one);
        after(100);

        assertThat(due(one, meanwhile)).containsExactly(Reason.CONFIG_OUTDATED);
        assertThat(due(one, meanwhile.minusSeconds(1000))).isEmpty();
    }

    @Test
    void while_it_can_not_be_read_nobody_knows_that_it_is_back() {
        spec = NO_COPIES;
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        objects.put("ConfigMap shop", new ObjectState.Unknown("it can't be read"));
        pass();

        assertThat(revision(one).otherContent().isOpen()).isTrue();
        objects.put("ConfigMap shop", ONE);
        pass();
        assertThat(revision(one).otherContent().isOpen()).isFalse();
    }

    @Test
    void with_copies_nothing_is_noted() {
        spec = FILES + FOLLOW;
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        TreeMap<String, String> copies = new TreeMap<>(revision(one).config().digests());
        copies.replaceAll((_, digest) -> ConfigCopies.name("shop", Kind.CONFIG_MAP, digest));
        annotate(one, new ConfigCopies(copies).annotations());
        objects.put("ConfigMap shop", TWO);
        pass();

        assertThat(config().pending()).isNotNull();
        assertThat(followed.annotations()).isEmpty();
    }
}
