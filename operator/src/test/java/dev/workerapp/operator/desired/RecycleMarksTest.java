package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.planner.OverLimit;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.RecycleHistory.Postponed;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecycleMarksTest {

    @Test
    void aReplacementRemembersWhatItWasStartedFor() {
        Map<String, String> annotations = RecycleMarks.of(startedFor(Optional.of(Reason.MAX_AGE)));

        assertThat(annotations).containsExactly(Map.entry("workerapp.dev/recycled", "MaxAge"));
        assertThat(RecycleMarks.of(pod(annotations))).isEqualTo(startedFor(Optional.of(Reason.MAX_AGE)));
    }

    @Test
    void anyOtherWorkerRemembersNothing() {
        Map<String, String> annotations = RecycleMarks.of(RecycleHistory.NONE);

        assertThat(annotations).isEmpty();
        assertThat(RecycleMarks.of(pod(annotations))).isEqualTo(RecycleHistory.NONE);
    }

    @Test
    void aWorkerRemembersThatItsReplacementsFailed() {
        Postponed twice = new Postponed(2, Instant.parse("2026-11-26T10:00:00Z"), "It ended; nobody knows why.");

        Map<String, String> annotations = RecycleMarks.postponed(twice);

        assertThat(RecycleMarks.of(pod(annotations)))
                .isEqualTo(new RecycleHistory(Optional.empty(), Optional.of(twice), Optional.empty()));
    }

    @Test
    void aWorkerRemembersTheTickBeforeIt() {
        Optional<Instant> tick = Optional.of(Instant.parse("2026-11-26T04:00:00Z"));

        Map<String, String> annotations = RecycleMarks.of(new RecycleHistory(Optional.empty(), Optional.empty(), tick));

        assertThat(annotations).containsExactly(Map.entry("workerapp.dev/tick", "2026-11-26T04:00:00Z"));
        assertThat(RecycleMarks.of(pod(annotations)))
                .isEqualTo(new RecycleHistory(Optional.empty(), Optional.empty(), tick));
    }

    @Test
    void aWorkerRemembersHowThoseBeforeItCameOverLimits() {
        Map<Reason, OverLimit> limits = Map.of(
                Reason.MAX_MEMORY, new OverLimit("512Mi", 2, Optional.of(Duration.ofMinutes(7))),
                Reason.MAX_HEAP, new OverLimit("85%", 1, Optional.empty()));
        RecycleHistory history = new RecycleHistory(Optional.empty(), Optional.empty(), Optional.empty(), limits);

        Map<String, String> annotations = RecycleMarks.of(history);

        assertThat(annotations)
                .containsExactly(Map.entry("workerapp.dev/over-limit", "MaxHeap#1/85%;MaxMemory#2/512Mi@420"));
        assertThat(RecycleMarks.of(pod(annotations))).isEqualTo(history);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "MaxMemory", "MaxMemory#two/512Mi", "MaxMemory#2/", "Mine#2/512Mi", "MaxMemory#2/512Mi@soon"
            })
    void whatCanNotBeReadOfLimitsIsNothing(String text) {
        assertThat(RecycleMarks.of(pod(Map.of(Names.OVER_LIMIT, text)))).isEqualTo(RecycleHistory.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "2;monday;words", "many;2026-11-26T10:00:00Z;words", "2;2026-11-26T10:00:00Z"})
    void whatCanNotBeReadIsNothing(String text) {
        assertThat(RecycleMarks.of(pod(Map.of(Names.RECYCLING_POSTPONED, text))))
                .isEqualTo(RecycleHistory.NONE);
    }

    @Test
    void whatAPersonHasMadeOfItIsNothing() {
        assertThat(RecycleMarks.of(pod(Map.of(Names.RECYCLED, "NodeDrained")))).isEqualTo(RecycleHistory.NONE);
        assertThat(RecycleMarks.of(pod(Map.of(Names.RECYCLED, "yes")))).isEqualTo(RecycleHistory.NONE);
    }

    private static RecycleHistory startedFor(Optional<Reason> reason) {
        return new RecycleHistory(reason, Optional.empty(), Optional.empty());
    }

    private static Pod pod(Map<String, String> annotations) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("shop-0-abcde")
                .withAnnotations(annotations)
                .endMetadata()
                .build();
    }
}
