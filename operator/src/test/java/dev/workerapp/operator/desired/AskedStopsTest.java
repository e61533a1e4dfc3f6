package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedStopsTest {

    @Test
    void it_is_a_list_of_slots_and_ranges_of_slots() {
        AskedStops stops = AskedStops.of("3, 15,0 , 20-22,3");

        assertThat(stops.slots()).isEqualTo(Set.of(0, 3, 15, 20, 21, 22));
        assertThat(stops.problem()).isEmpty();
    }

    @Test
    void slots_that_the_app_does_not_have_lessen_it_by_nothing() {
        assertThat(AskedStops.of("0,3,15").remaining(4)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , "})
    void an_empty_list_stops_nothing(String text) {
        assertThat(AskedStops.of(text)).isEqualTo(AskedStops.of(""));
        assertThat(AskedStops.of(text).slots()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "4-2", "1000", "2-", "5;6", "0x1", "1 2"})
    void an_item_that_is_no_slot_is_named_and_the_others_are_followed(String item) {
        AskedStops stops = AskedStops.of("3," + item);

        assertThat(stops.slots()).isEqualTo(Set.of(3));
        assertThat(stops.problem())
                .contains(
                        new Problem(
                                Reason.ANNOTATION_UNREADABLE,
                                "Annotation workerapp.dev/stopped-slots: \"" + item
                                        + "\" is not a slot, 0 to 999, and is ignored. Write a list such as \"3\", \"3,5\" or \"0-2,7\"."));
    }

    @Test
    void a_long_item_is_cut() {
        assertThat(AskedStops.of("x".repeat(100_000)).problem())
                .hasValueSatisfying(problem -> assertThat(problem.message()).hasSizeLessThan(200));
    }
}
