package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.config.ObjectState;
import dev.workerapp.operator.config.States;
import dev.workerapp.operator.desired.ConfigCopies;
import dev.workerapp.operator.observe.WantedCopies.Wanted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Of what the revision that is asked for is to have copies. */
class WantedCopiesTest extends ConfigPasses {

    private static final String TWO_MAPS = """
            podTemplate:
              spec:
                containers: [{name: worker, envFrom: [{configMapRef: {name: big}}]}]
                volumes: [{name: v, configMap: {name: shop}}]""";
    private static final String ALL =
            "\nreload: {onConfigChange: Reload, config: {minIntervalSeconds: 0, copies: All}}";

    private static List<String> of(WantedCopies copies) {
        return copies.wanted().stream()
                .map(wanted -> wanted.reference().title())
                .toList();
    }

    private void copied(WantedCopies wanted) {
        TreeMap<String, String> names = new TreeMap<>();
        wanted.wanted().forEach(one -> names.put(one.reference().scope(), one.name(app())));
        annotate(revisions.getLast().name(), new ConfigCopies(names).annotations());
    }

    @Test
    void a_new_revision_and_one_that_has_this_content_already_are_to_have_copies_of_it() {
        objects.put("ConfigMap shop", ONE);

        pass();
        assertThat(of(followed.wanted())).containsExactly("ConfigMap shop");
        pass();
        assertThat(of(followed.wanted())).containsExactly("ConfigMap shop");
        assertThat(followed.wanted().wanted()).allMatch(Wanted::isLive);
        assertThat(followed.annotations()).isEmpty();
    }

    @Test
    void of_content_that_is_another_one_by_now_there_can_be_no_copy() {
        objects.put("ConfigMap shop", ONE);
        pass();
        objects.put("ConfigMap shop", TWO);

        pass();

        assertThat(followed.wanted().wanted()).noneMatch(Wanted::isLive);
        assertThat(followed.wanted().live()).hasSize(1);
    }

    @Test
    void the_largest_that_does_not_fit_is_not_copied_and_is_named_with_its_size() {
        spec = TWO_MAPS + FOLLOW;
        objects.put("ConfigMap shop", States.configMap(Map.of("a", "x".repeat(20 << 10))));
        objects.put("ConfigMap big", States.configMap(Map.of("a", "x".repeat(250 << 10))));
        pass();

        assertThat(of(followed.wanted())).containsExactly("ConfigMap shop");
        assertThat(followed.wanted().notCopied())
                .containsExactly(
                        "ConfigMap big (251 KiB) is not copied: the copies of a revision have at most 256 KiB together."
                                + " Workers read it as it is when they start, whatever their revision.");
        copied(followed.wanted());
        objects.put("ConfigMap shop", States.configMap(Map.of("a", "1")));
        pass();
        after(10);
        pass();
        assertThat(of(followed.wanted())).containsExactly("ConfigMap shop", "ConfigMap big");
    }

    @Test
    void a_copy_that_there_is_stays_though_it_is_the_larger_one() {
        spec = TWO_MAPS + FOLLOW;
        objects.put("ConfigMap big", States.configMap(Map.of("a", "x".repeat(250 << 10))));
        objects.put("ConfigMap shop", new ObjectState.Unknown("forbidden"));
        pass();
        copied(followed.wanted());
        objects.put("ConfigMap shop", States.configMap(Map.of("a", "x".repeat(20 << 10))));

        pass();

        assertThat(of(followed.wanted())).containsExactly("ConfigMap big");
        assertThat(followed.wanted().notCopied()).singleElement().asString().startsWith("ConfigMap shop (21 KiB)");
    }

    @Test
    void an_object_that_does_not_exist_has_a_copy_that_is_never_made() {
        spec = MAYBE + FOLLOW;

        pass();

        assertThat(followed.wanted().wanted()).singleElement().matches(Wanted::isOfNothing);
    }

    @Test
    void what_is_ignored_in_part_is_not_copied_since_a_copy_would_keep_that_too() {
        spec = FILES
                + "\nreload: {onConfigChange: Reload, config: {ignore: [{kind: ConfigMap, name: shop, keys: [a]}]}}";
        objects.put("ConfigMap shop", ONE);

        pass();

        assertThat(of(followed.wanted())).isEmpty();
        assertThat(followed.wanted().notCopied()).isEmpty();
        assertThat(followed.wanted().allow("ConfigMap/shop *")).isFalse();
    }

    @Test
    void secrets_are_copied_only_where_the_app_and_the_operator_say_so_and_no_token() {
        spec = SECRET + FOLLOW;
        objects.put("Secret db", States.secret(1, Map.of("password", "x")));
        pass();
        assertThat(of(followed.wanted())).isEmpty();
        assertThat(followed.wanted().notCopied()).isEmpty();

        spec = SECRET + ALL;
        pass();
        assertThat(of(followed.wanted())).isEmpty();
        assertThat(followed.wanted().allow("Secret/db password")).isFalse();
        assertThat(followed.wanted().notCopied())
                .singleElement()
                .asString()
                .contains("Secret db", "config.secrets: copy");

        copiesSecrets = true;
        pass();
        assertThat(followed.wanted().allow("Secret/db password")).isTrue();
        assertThat(of(followed.wanted())).containsExactly("Secret db");

        ObjectState.Present secret = (ObjectState.Present) States.secret(1, Map.of("password", "x"));
        objects.put(
                "Secret db",
                new ObjectState.Present(
                        secret.digests(), secret.values(), secret.sizes(), "kubernetes.io/service-account-token", ""));
        pass();
        assertThat(of(followed.wanted())).isEmpty();
        assertThat(followed.wanted().notCopied()).singleElement().asString().contains("Secret db", "token");
    }
}
