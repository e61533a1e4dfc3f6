package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.SlotMark;
import dev.workerapp.planner.SlotMark.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotMarkTextTest {

    private static final SlotMark MARK =
            new SlotMark(Kind.ERRORED, Instant.parse("2026-11-26T10:00:00Z"), 4, 2, "exited with code 1: a; b");

    @Test
    void a_mark_is_read_as_it_was_written() {
        String text = SlotMarkText.of(MARK);

        assertThat(text).isEqualTo("Errored;2026-11-26T10:00:00Z;4;2;exited with code 1: a; b");
        assertThat(SlotMarkText.parse(text)).contains(MARK);
    }

    @Test
    void the_time_of_a_wait_is_its_end() {
        SlotMark mark = new SlotMark(Kind.BACK_OFF, Instant.parse("2026-11-26T10:00:12.500Z"), 3, 1, "code 1");

        assertThat(SlotMarkText.of(mark)).isEqualTo("BackOff;2026-11-26T10:00:12.500Z;3;1;code 1");
        assertThat(SlotMarkText.parse(SlotMarkText.of(mark))).contains(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Errored",
                "Errored;2026-11-26T10:00:00Z;4;2",
                "Broken;2026-11-26T10:00:00Z;4;2;x",
                "Errored;yesterday;4;2;x",
                "Errored;2026-11-26T10:00:00Z;many;2;x",
                "Errored;2026-11-26T10:00:00Z;-4;2;x"
            })
    void anything_else_is_no_mark(String text) {
        assertThat(SlotMarkText.parse(text)).isEmpty();
    }

    @Test
    void a_count_of_tries_that_makes_no_sense_is_one() {
        assertThat(SlotMarkText.parse("Stopped;2026-11-26T10:00:00Z;0;0;")
                        .orElseThrow()
                        .tries())
                .isEqualTo(1);
    }

    @Test
    void marks_are_annotations_by_slot() {
        RevisionMarks marks = new RevisionMarks(Map.of(
                "slot.workerapp.dev/3",
                SlotMarkText.of(MARK),
                "slot.workerapp.dev/4",
                "of somebody else",
                "slot.workerapp.dev/all",
                SlotMarkText.of(MARK),
                "workerapp.dev/reset",
                "now"));

        assertThat(marks.slots().bySlot()).isEqualTo(Map.of(3, MARK));
        assertThat(marks.slots().resetToken()).isEqualTo("now");
        assertThat(RevisionMarks.slot(3, MARK)).isEqualTo(Map.of("slot.workerapp.dev/3", SlotMarkText.of(MARK)));
    }

    @Test
    void clearing_removes_them_and_keeps_the_token() {
        assertThat(RevisionMarks.clearedSlots(Set.of(3), "now"))
                .containsEntry("slot.workerapp.dev/3", null)
                .containsEntry("workerapp.dev/reset", "now");
        assertThat(RevisionMarks.clearedSlots(Set.of(3), "")).containsOnlyKeys("slot.workerapp.dev/3");
    }
}
