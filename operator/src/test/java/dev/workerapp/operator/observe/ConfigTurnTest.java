package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.ConfigStatus;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.config.States;
import dev.workerapp.operator.ramp.Turns;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which reloads for content wait for other apps. */
class ConfigTurnTest extends ConfigPasses {

    private static final Optional<Turns.Wait> NOT_YET =
            Optional.of(new Turns.Wait(false, "the reload for it failed in pay"));

    @Test
    void another_content_waits_for_the_turn_of_the_app_after_the_quiet_time() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        assertThat(shared).isEmpty();
        obstacle = NOT_YET;
        after(10);

        assertThat(pass()).isEqualTo(one);
        assertThat(shared).singleElement().satisfies(content -> assertThat(content.use())
                .isEqualTo("here/ConfigMap/shop *"));
        assertThat(config().reason()).isEqualTo("ConfigHeld");
        assertThat(config().message())
                .isEqualTo(
                        "ConfigMap shop changed. There is no reload for it yet, since the reload for it failed in pay.");
        assertThat(config().reloads()).isNull();
        obstacle = Optional.empty();
        String two = pass();
        assertThat(two).isNotEqualTo(one);
        assertThat(config()).satisfies(config -> assertNothingIsInTheWay(config, two));
        assertThat(config().reloads()).isOne();
        assertThat(news).extracting(Problem::reason).containsExactly(Reason.CONFIG_CHANGED);
    }

    @Test
    void waiting_for_other_apps_is_in_the_status_and_no_event() {
        objects.put("ConfigMap shop", ONE);
        pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        obstacle = Optional.of(new Turns.Wait(true, "other ones come first"));
        after(60);
        Optional<WorkerAppStatus> before = status;
        pass();

        assertThat(config().reason()).isEqualTo("ConfigQueued");
        assertThat(followed.troubleAfter(before)).isEmpty();

        obstacle = NOT_YET;
        before = status;
        pass();
        assertThat(config().reason()).isEqualTo("ConfigHeld");
        assertThat(followed.troubleAfter(before)).isPresent();
    }

    @Test
    void a_status_does_not_change_with_content_that_waits_for_the_turn() {
        objects.put("ConfigMap shop", ONE);
        pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        obstacle = NOT_YET;
        after(60);
        pass();
        ConfigStatus waiting = config();

        for (int second = 0; second < 10; second++) {
            after(1);
            objects.put("ConfigMap shop", States.configMap(Map.of("a", "new " + second)));
            pass();
            assertThat(config()).isEqualTo(waiting);
        }
    }

    @Test
    void a_change_of_the_spec_waits_for_nobody() {
        objects.put("ConfigMap shop", ONE);
        complete(pass(), 1);
        obstacle = NOT_YET;
        objects.put("ConfigMap shop", TWO);
        spec = FILES + "\nport: 81" + FOLLOW;

        String asked = pass();

        assertThat(revisions.getLast().name()).isEqualTo(asked);
        assertThat(shared).isEmpty();
        assertThat(config().reason()).isNull();
    }

    @Test
    void an_app_that_is_not_available_waits_for_nobody() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        available = false;
        pass();
        obstacle = NOT_YET;
        objects.put("ConfigMap shop", TWO);

        assertThat(pass()).isNotEqualTo(one);
    }

    @Test
    void what_leads_back_to_the_stable_revision_waits_for_nobody() {
        objects.put("ConfigMap shop", ONE);
        String stable = pass();
        complete(stable, 1);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        assertThat(pass()).isNotEqualTo(stable);
        obstacle = NOT_YET;

        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        assertThat(pass()).isEqualTo(stable);
    }

    @Test
    void an_app_that_follows_nothing_any_more_waits_for_nothing() {
        objects.put("ConfigMap shop", ONE);
        pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        obstacle = NOT_YET;
        after(10);
        pass();
        assertThat(shared).isNotEmpty();

        spec = FILES;
        pass();
        assertThat(shared).isEmpty();
    }
}
