package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.config.ObjectState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What content a change of the spec is made with, and what other content means while the spec is on trial. */
class ConfigOfSpecTest extends ConfigPasses {

    @Test
    void a_change_of_the_spec_takes_the_content_of_the_moment_at_once() {
        objects.put("ConfigMap shop", ONE);
        String before = pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        spec = FILES + "\nport: 81" + FOLLOW;
        String after = pass();
        assertThat(after).isNotEqualTo(before);
        assertThat(config().pending()).isNull();
        after(600);
        assertThat(pass()).isEqualTo(after);

        spec = FILES + FOLLOW;
        String back = pass();
        assertThat(back).isNotIn(before, after);
        assertThat(news).isEmpty();
        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        assertThat(pass()).isEqualTo(before);
    }

    @Test
    void what_can_not_be_read_when_the_spec_changes_is_taken_for_what_it_was() {
        objects.put("ConfigMap shop", ONE);
        pass();
        objects.put("ConfigMap shop", new ObjectState.Unknown("forbidden"));
        spec = FILES + "\nport: 81" + FOLLOW;
        String after = pass();

        objects.put("ConfigMap shop", ONE);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(after);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        assertThat(pass()).isNotEqualTo(after);
    }

    @Test
    void what_is_applied_together_with_the_spec_is_one_reload() {
        objects.put("ConfigMap shop", ONE);
        String before = pass();
        told.putAll(objects);
        objects.put("ConfigMap shop", TWO);
        spec = FILES + "\nport: 81" + FOLLOW;

        String after = pass();
        told.clear();
        after(600);
        assertThat(pass()).isEqualTo(after);
        assertThat(revisions).hasSize(2);

        told.putAll(objects);
        objects.put("ConfigMap shop", ONE);
        spec = FILES + FOLLOW;
        assertThat(pass()).isEqualTo(before);
    }

    /** Its workers read what is there when they start: it must not be marked failed for content that is not its own. */
    @Test
    void while_a_spec_is_on_trial_other_content_is_asked_for_at_once_and_so_is_the_content_before() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        complete(pass(), 1);
        spec = FILES + "\nport: 81" + BRAKED;
        String before = pass();

        objects.put("ConfigMap shop", TWO);
        String bad = pass();
        assertThat(bad).isNotEqualTo(before);
        annotate(bad, Map.of("workerapp.dev/failed", "it crashed"));
        objects.put("ConfigMap shop", ONE);
        assertThat(pass()).isEqualTo(before);

        complete(before, 2);
        objects.put("ConfigMap shop", TWO);
        assertThat(pass()).as("in probation").isNotEqualTo(before);
        objects.put("ConfigMap shop", ONE);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(before);
        objects.put("ConfigMap shop", TWO);
        assertThat(pass()).as("proved").isEqualTo(before);
        assertThat(config().reason()).isEqualTo("ConfigQuiet");
    }

    @Test
    void content_that_never_rests_waits_from_the_fourth_time_on_though_a_spec_is_on_trial() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        complete(pass(), 1);
        spec = FILES + "\nport: 81" + BRAKED;
        String last = pass();
        int reloads = 0;
        for (int i = 0; i < 20; i++) {
            objects.put("ConfigMap shop", i % 2 == 0 ? TWO : ONE);
            String asked = pass();
            reloads += asked.equals(last) ? 0 : 1;
            last = asked;
        }

        assertThat(reloads).isEqualTo(4);
    }

    @Test
    void where_nothing_is_rolled_back_no_spec_is_on_trial() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        complete(pass(), 1);
        spec = FILES + "\nport: 81" + BRAKED.replace("{onConfigChange", "{onFailure: Halt, onConfigChange");
        String before = pass();
        objects.put("ConfigMap shop", TWO);

        assertThat(pass()).isEqualTo(before);
    }
}
