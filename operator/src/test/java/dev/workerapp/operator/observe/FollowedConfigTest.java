package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.config.ObjectState;
import dev.workerapp.operator.config.States;
import dev.workerapp.operator.desired.ConfigCopies;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is another content, and what is only recorded. */
class FollowedConfigTest extends ConfigPasses {

    @Test
    void a_new_app_begins_with_the_content_of_the_moment() {
        objects.put("ConfigMap shop", ONE);

        String first = pass();

        assertThat(pass()).isEqualTo(first);
        assertThat(revisions).hasSize(1);
        assertThat(news).isEmpty();
        assertThat(config()).satisfies(config -> assertNothingIsInTheWay(config, first));
    }

    @Test
    void what_is_not_known_has_not_changed_and_is_not_absent() {
        spec = MAYBE + FOLLOW;
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.put("ConfigMap shop", new ObjectState.Unknown("forbidden"));
        pass();
        after(600);

        assertThat(pass()).isEqualTo(one);
        assertThat(config().reason()).isEqualTo("ConfigUnreadable");
        objects.put("ConfigMap shop", ONE);
        after(600);
        assertThat(pass()).isEqualTo(one);
        assertThat(config()).satisfies(config -> assertNothingIsInTheWay(config, one));
    }

    @Test
    void a_required_object_that_is_gone_is_no_content_and_comes_back_the_same_or_as_another_one() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.remove("ConfigMap shop");
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);
        assertThat(config().reason()).isEqualTo("ConfigMissing");
        assertThat(config().message()).contains("ConfigMap shop", "No other worker can start");
        TreeMap<String, String> copies =
                new TreeMap<>(revisions.getLast().config().digests());
        copies.replaceAll((_, digest) -> ConfigCopies.name("shop", Kind.CONFIG_MAP, digest));
        annotate(one, new ConfigCopies(copies).annotations());
        pass();
        assertThat(config().message()).contains("ConfigMap shop", "Others start from a copy");

        objects.put("ConfigMap shop", ONE);
        assertThat(pass()).isEqualTo(one);
        assertThat(config().reason()).isNull();

        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        assertThat(pass()).isNotEqualTo(one);
    }

    @Test
    void an_optional_object_that_comes_or_goes_is_another_content() {
        spec = MAYBE + FOLLOW;
        String none = pass();
        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        String one = pass();
        assertThat(one).isNotEqualTo(none);

        objects.remove("ConfigMap shop");
        pass();
        after(10);
        assertThat(pass()).isEqualTo(none);
    }

    @Test
    void turned_on_it_records_what_is_there_and_reloads_nothing() {
        spec = FILES;
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        spec = FILES + FOLLOW;

        assertThat(pass()).isEqualTo(one);
        assertThat(news).extracting(Problem::reason).containsExactly(Reason.CONFIG_RECORDED);
        after(600);
        assertThat(pass()).isEqualTo(one);
        assertThat(news).hasSize(1);

        spec = FILES;
        assertThat(pass()).isEqualTo(one);
        objects.put("ConfigMap shop", TWO);
        spec = FILES + FOLLOW;
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);
    }

    @Test
    void turned_off_it_stays_at_the_revision_that_is_in_force() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        pass();
        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        assertThat(pass()).isEqualTo(one);

        spec = FILES;
        assertThat(pass()).isEqualTo(one);
        assertThat(pass()).isEqualTo(one);
    }

    @Test
    void digests_with_another_key_are_recorded_and_are_no_change() {
        spec = SECRET + FOLLOW;
        objects.put("Secret db", States.secret(1, Map.of("password", "x")));
        String one = pass();
        objects.put("Secret db", States.secret(2, Map.of("password", "x")));
        pass();
        after(600);

        assertThat(pass()).isEqualTo(one);
        assertThat(news).extracting(Problem::reason).containsExactly(Reason.CONFIG_RECORDED);
        objects.put("Secret db", States.secret(2, Map.of("password", "y")));
        pass();
        after(10);
        assertThat(pass()).isNotEqualTo(one);
    }

    @Test
    void what_is_ignored_does_not_matter_and_to_ignore_it_reloads_nothing() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        spec = FILES
                + "\nreload: {onConfigChange: Reload, config: {minIntervalSeconds: 0, ignore: [{kind: ConfigMap, name: shop, keys: [a]}]}}";
        assertThat(pass()).isEqualTo(one);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);

        spec = FILES
                + "\nreload: {onConfigChange: Reload, config: {minIntervalSeconds: 0, ignore: [{kind: ConfigMap, name: shop}]}}";
        objects.put("ConfigMap shop", THREE);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);
        objects.put("ConfigMap shop", new ObjectState.Ignored());
        spec = FILES + FOLLOW;
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);
    }

    @Test
    void secrets_that_the_operator_may_not_read_are_named() {
        followsSecrets = false;
        spec = SECRET + FOLLOW;
        String one = pass();

        assertThat(config().reason()).isEqualTo("SecretsNotFollowed");
        assertThat(config().message()).contains("Secret db");
        assertThat(pass()).isEqualTo(one);
    }

    @Test
    void a_revision_has_no_digest_of_what_is_ignored_when_it_is_made() {
        spec = FILES.replace("]}}", ", {name: w, configMap: {name: other}}]}}") + FOLLOW;
        objects.put("ConfigMap shop", ONE);
        objects.put("ConfigMap other", ONE);
        pass();
        objects.put("ConfigMap shop", new ObjectState.Ignored());
        objects.put("ConfigMap other", TWO);
        pass();
        after(10);
        String made = pass();
        assertThat(revisions).hasSize(2);
        assertThat(revisions.getLast().config().digests()).containsOnlyKeys("ConfigMap/other *");

        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(made);
    }

    @Test
    void what_can_not_be_read_when_other_content_is_asked_for_is_taken_for_what_it_was() {
        spec = FILES.replace("]}}", ", {name: w, configMap: {name: other}}]}}") + FOLLOW;
        objects.put("ConfigMap shop", ONE);
        objects.put("ConfigMap other", ONE);
        pass();
        objects.put("ConfigMap shop", new ObjectState.Unknown("forbidden"));
        objects.put("ConfigMap other", TWO);
        pass();
        after(10);
        String made = pass();
        assertThat(revisions).hasSize(2);

        objects.put("ConfigMap shop", THREE);
        pass();
        after(10);
        assertThat(pass()).isNotEqualTo(made);
    }

    @Test
    void who_has_written_an_object_is_said_in_events_alone() {
        objects.put("ConfigMap shop", ONE);
        pass();
        ObjectState.Present two = (ObjectState.Present) TWO;
        ObjectState written = new ObjectState.Present(two.digests(), two.values(), two.sizes(), "", "kubectl-edit");
        assertThat(written).isEqualTo(two).hasSameHashCodeAs(two);
        objects.put("ConfigMap shop", written);
        pass();
        assertThat(config().message()).contains("ConfigMap shop").doesNotContain("kubectl-edit");
        after(10);
        pass();

        assertThat(news).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("ConfigMap shop (last changed by kubectl-edit)"));
    }
}
