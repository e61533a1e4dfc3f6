package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.config.States;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When other content is reloaded for: after a time without a change, and not too often. */
class ConfigWaitsTest extends ConfigPasses {

    @Test
    void another_content_is_asked_for_after_the_quiet_time_and_the_one_before_is_its_revision_again() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.put("ConfigMap shop", TWO);

        assertThat(pass()).isEqualTo(one);
        assertThat(config().reason()).isEqualTo("ConfigQuiet");
        after(9);
        assertThat(pass()).isEqualTo(one);
        after(1);
        String two = pass();
        assertThat(two).isNotEqualTo(one);
        assertThat(config()).satisfies(config -> assertNothingIsInTheWay(config, two));
        assertThat(news).extracting(Problem::reason).containsExactly(Reason.CONFIG_CHANGED);
        assertThat(news.getFirst().message()).contains("ConfigMap shop");

        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        assertThat(pass()).isEqualTo(one);
        assertThat(pass()).isEqualTo(one);
        assertThat(revisions).hasSize(2);
    }

    @Test
    void content_that_is_as_before_within_the_quiet_time_has_not_changed() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        objects.put("ConfigMap shop", TWO);
        pass();
        objects.put("ConfigMap shop", ONE);

        after(60);
        assertThat(pass()).isEqualTo(one);
        assertThat(config().pending()).isNull();
    }

    @Test
    void content_that_goes_on_changing_is_asked_for_after_six_quiet_times() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();

        List<String> asked = IntStream.rangeClosed(0, 10)
                .mapToObj(i -> {
                    objects.put("ConfigMap shop", States.configMap(Map.of("a", "new " + i)));
                    String name = pass();
                    after(6);
                    return name;
                })
                .toList();

        assertThat(asked.subList(0, 10)).containsOnly(one);
        assertThat(asked.get(10)).isNotEqualTo(one);
    }

    /** As by two programs that fight over a Secret. */
    @Test
    void content_that_never_rests_is_reloaded_for_more_and_more_rarely_and_somebody_is_told() {
        spec = FILES + "\nreload: {onConfigChange: Reload, config: {quietSeconds: 0}}";
        objects.put("ConfigMap shop", ONE);
        String last = pass();
        Instant begin = now;
        List<Long> minutes = new ArrayList<>();
        for (int second = 0; second < 4 * 3600; second += 10) {
            objects.put("ConfigMap shop", second % 20 == 0 ? TWO : ONE);
            String asked = pass();
            if (!asked.equals(last)) {
                minutes.add(Duration.between(begin, now).toMinutes());
            }
            last = asked;
            after(10);
        }

        assertThat(minutes).startsWith(0L, 1L, 3L, 7L, 15L, 31L, 64L, 124L).hasSize(9);
        assertThat(news.stream().filter(problem -> problem.reason() == Reason.CONFIG_FLAPPING))
                .hasSize(6)
                .allMatch(problem -> problem.message().contains("ConfigMap shop"));
        after(7200);
        objects.put("ConfigMap shop", THREE);
        assertThat(pass()).isNotEqualTo(last);
        assertThat(config().reloads()).isOne();
    }

    @Test
    void an_app_that_is_not_available_does_not_wait() {
        objects.put("ConfigMap shop", ONE);
        String one = pass();
        available = false;
        pass();
        objects.put("ConfigMap shop", TWO);

        assertThat(pass()).isNotEqualTo(one);
    }

    @Test
    void the_pause_between_two_reloads_does_not_double_while_the_app_is_not_available() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        String last = pass();
        available = false;
        pass();
        for (int i = 0; i < 6; i++) {
            objects.put("ConfigMap shop", States.configMap(Map.of("a", "new " + i)));
            String asked = pass();
            assertThat(asked).isNotEqualTo(last);
            last = asked;
            after(60);
        }
    }

    @Test
    void what_leads_back_to_the_stable_revision_waits_for_the_quiet_time_alone() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        String stable = pass();
        complete(stable, 1);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        assertThat(pass()).isNotEqualTo(stable);

        objects.put("ConfigMap shop", ONE);
        pass();
        after(10);
        assertThat(pass()).isEqualTo(stable);
    }

    @Test
    void a_clock_that_was_an_hour_ahead_holds_nothing_up() {
        spec = FILES + BRAKED;
        objects.put("ConfigMap shop", ONE);
        pass();
        after(3600);
        objects.put("ConfigMap shop", TWO);
        pass();
        after(10);
        String two = pass();
        objects.put("ConfigMap shop", THREE);
        pass();
        after(-3600);
        assertThat(pass()).isEqualTo(two);
        after(60);

        assertThat(pass()).isNotEqualTo(two);
    }
}
