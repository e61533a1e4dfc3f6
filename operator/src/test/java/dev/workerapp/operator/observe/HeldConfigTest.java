package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.ramp.Turns;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When other content waits until something else is over. */
class HeldConfigTest extends ConfigPasses {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "suspend: true" + FOLLOW,
                "reload: {onConfigChange: Reload, paused: true, config: {minIntervalSeconds: 0}}"
            })
    void content_waits_while_the_app_is_not_to_be_reloaded(String held) {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        spec = FILES + "\n" + held.strip();
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);
        assertThat(config().reason()).isEqualTo("ConfigHeld");

        spec = FILES + FOLLOW;
        assertThat(pass()).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rollback", "Undo"})
    void content_waits_while_the_app_goes_back(String back) {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        trigger = back;
        pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);
        assertThat(pass()).isEqualTo(one);

        trigger = "Change";
        pass();
        assertThat(pass()).isNotEqualTo(one);
    }

    @Test
    void content_does_not_bring_back_what_was_undone() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        annotate(
                one,
                Map.of(
                        "workerapp.dev/failed", "undone",
                        "workerapp.dev/undo-answered", "monday",
                        "workerapp.dev/instead", "shop-before"));
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);

        assertThat(pass()).isEqualTo(one);
        assertThat(config().message()).contains("undone by request");
    }

    /** Otherwise the app asks for another revision for a moment, which forgets the failure. */
    @Test
    void content_that_has_failed_stays_asked_for_though_no_status_says_that_it_was() {
        objects.put("ConfigMap shop", ONE);
        complete(pass(), 1);
        Optional<WorkerAppStatus> before = status;
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);
        String failed = pass();
        annotate(failed, Map.of("workerapp.dev/failed", "it crashed"));
        status = before;
        obstacle = Optional.of(new Turns.Wait(false, "the reload for it failed in another app"));

        assertThat(pass()).isEqualTo(failed);
        assertThat(config().revision()).isEqualTo(failed);
        assertThat(shared).isEmpty();
    }

    @Test
    void other_content_is_asked_for_though_the_failure_of_the_one_before_could_not_be_forgotten() {
        objects.put("ConfigMap shop", ONE);
        complete(pass(), 1);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);
        annotate(pass(), Map.of("workerapp.dev/failed", "it crashed"));
        forgetsFailures = false;
        objects.put("ConfigMap shop", THREE);
        pass();
        after(600);
        String third = pass();

        assertThat(revisions).hasSize(3);
        assertThat(pass()).isEqualTo(third);
        assertThat(config().pending()).isNull();
    }

    @Test
    void what_has_failed_is_not_tried_again_because_content_comes_and_goes() {
        objects.put("ConfigMap shop", ONE);
        complete(pass(), 1);
        spec = FILES + "\nport: 81" + FOLLOW;
        String failed = pass();
        annotate(failed, Map.of("workerapp.dev/failed", "it crashed"));
        objects.put("ConfigMap shop", TWO);
        pass();
        after(600);

        assertThat(pass()).isEqualTo(failed);
        assertThat(config().reason()).isEqualTo("ConfigHeld");
        assertThat(config().message()).contains("the revision that the app asks for has failed");
        objects.put("ConfigMap shop", ONE);
        assertThat(pass()).isEqualTo(failed);
        assertThat(config().pending()).isNull();
    }

    @Test
    void content_that_has_failed_is_not_tried_again_and_other_content_is() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        complete(one, 1);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        String two = pass();
        annotate(two, Map.of("workerapp.dev/failed", "It crashed."));

        assertThat(pass()).isEqualTo(two);
        assertThat(config().reason()).isEqualTo("ConfigFailed");
        assertThat(config().message()).contains("ConfigMap shop", two, one, "a reload is requested");
        after(6000);
        assertThat(pass()).isEqualTo(two);

        objects.put("ConfigMap shop", THREE);
        pass();
        after(10);
        String three = pass();
        assertThat(three).isNotIn(one, two);
        assertThat(config().reason()).isNull();
        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        assertThat(pass()).isEqualTo(one);
    }
}
