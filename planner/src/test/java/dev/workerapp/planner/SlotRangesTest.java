package dev.workerapp.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotRangesTest {

    @Test
    void neighbours_are_a_range() {
        assertThat(SlotRanges.of(List.of(7, 2, 0, 1, 2, 3))).isEqualTo("0-3,7");
        assertThat(SlotRanges.of(List.of())).isEmpty();
        assertThat(SlotRanges.of(List.of(5))).isEqualTo("5");
    }

    @Test
    void ranges_are_read_back_as_they_were() {
        List<Integer> slots = List.of(0, 1, 2, 9, 11, 12, 999);

        assertThat(SlotRanges.parse(SlotRanges.of(slots))).isEqualTo(slots);
    }

    @Test
    void the_longest_text_is_that_of_every_other_slot() {
        List<Integer> everyOther =
                IntStream.range(0, 1000).filter(slot -> slot % 2 == 0).boxed().toList();

        assertThat(SlotRanges.of(everyOther)).hasSizeLessThan(2000);
    }

    @Test
    void a_range_that_is_repeated_is_read_as_one() {
        assertThat(SlotRanges.parse("0-999,".repeat(40_000))).hasSize(1000).isSorted();
    }

    @Test
    void what_is_no_range_is_left_out() {
        assertThat(SlotRanges.parse("x,3,-1,5-4,7-8,1000,99999999999,")).containsExactly(3, 7, 8);
    }
}
