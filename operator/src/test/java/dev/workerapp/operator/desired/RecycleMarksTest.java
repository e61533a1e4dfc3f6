package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.RecycleHistory.Postponed;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecycleMarksTest {

    @Test
    void aReplacementRemembersWhatItWasStartedFor() {
        Map<String, String> annotations = RecycleMarks.of(create(Reason.MAX_AGE));

        assertThat(annotations).containsExactly(Map.entry("workerapp.dev/recycled", "MaxAge"));
        assertThat(RecycleMarks.of(pod(annotations)))
                .isEqualTo(new RecycleHistory(Optional.of(Reason.MAX_AGE), Optional.empty(), Optional.empty()));
    }

    @Test
    void anyOtherWorkerRemembersNothing() {
        Map<String, String> annotations = RecycleMarks.of(create(Reason.NODE_DRAINED));

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

        Map<String, String> annotations =
                RecycleMarks.of(new Action.Create(0, "shop-1", 2, CrashHistory.NONE, tick, Reason.EMPTY_SLOT));

        assertThat(annotations).containsExactly(Map.entry("workerapp.dev/tick", "2026-11-26T04:00:00Z"));
        assertThat(RecycleMarks.of(pod(annotations)))
                .isEqualTo(new RecycleHistory(Optional.empty(), Optional.empty(), tick));
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

    private static Action.Create create(Reason reason) {
        return new Action.Create(0, "shop-1", 2, CrashHistory.NONE, Optional.empty(), reason);
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
