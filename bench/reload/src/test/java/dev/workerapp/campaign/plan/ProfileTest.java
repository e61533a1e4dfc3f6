package dev.workerapp.campaign.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProfileTest {

    @ParameterizedTest
    @EnumSource
    void no_two_rows_have_one_name(Profile profile) {
        assertThat(profile.combinations()).extracting(Combination::key).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void the_main_row_has_its_size_with_keep_alive_and_without(Profile profile) {
        List<Combination> main = profile.combinations().stream()
                .filter(combination -> combination.requests() >= 100_000 && combination.times() >= 20)
                .toList();

        assertThat(main).allMatch(Combination::promisesNoLoss);
        assertThat(main).extracting(Combination::client).containsExactlyInAnyOrder("keep-alive", "new-connections");
    }

    @ParameterizedTest
    @EnumSource
    void every_event_happens_to_a_workerapp(Profile profile) {
        assertThat(profile.combinations().stream()
                        .filter(combination -> combination.system() == Contender.WORKER_APP)
                        .map(Combination::event))
                .contains(Event.values());
    }

    @Test
    void rows_are_chosen_by_their_words() {
        assertThat(Profile.CORE.combinations().stream()
                        .filter(combination -> combination.matches(
                                Map.of("event", "node-drained", "system", "workerapp", "instances", "1")))
                        .map(Combination::key))
                .containsExactly("workerapp/jdk/library/keep-alive/node-drained×1/of 1");
    }
}
