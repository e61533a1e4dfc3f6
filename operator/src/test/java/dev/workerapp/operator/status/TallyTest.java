package dev.workerapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.ReloadStatus;
import dev.workerapp.operator.termination.Termination;
import dev.workerapp.worker.stop.TerminationReport;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final ReloadStatus RELOAD = Serialization.unmarshal("""
            trigger: Change
            revision: shop-3
            phase: Running
            startedAt: "2026-01-02T10:00:00.7Z"
            replaced: 0
            total: 2
            """, ReloadStatus.class);

    private static Termination ending(String revision, String askedAt) {
        return new Termination(
                "shop-0-abcde",
                "0",
                revision,
                Optional.of(askedAt).filter(at -> !at.isEmpty()).map(Instant::parse),
                Duration.ofSeconds(2),
                false,
                Optional.of(new TerminationReport(true, 1.3, 0, 0, 100, 0, "")));
    }

    private static ReloadStatus counted(ReloadStatus before, Termination... terminations) {
        return Tally.with(RELOAD, Optional.of(before), List.of(terminations));
    }

    @Test
    void counts_workers_of_other_revisions_that_were_asked_to_end_since_the_reload_began() {
        ReloadStatus first = counted(
                RELOAD,
                ending("shop-2", "2026-01-02T10:00:00Z"),
                ending("shop-1", ""),
                ending("shop-3", "2026-01-02T10:00:05Z"));

        assertThat(first.stopped()).isEqualTo(2);
        assertThat(first.drained()).isEqualTo(2);
        assertThat(counted(first, ending("shop-2", "2026-01-02T10:00:09Z")).stopped())
                .isEqualTo(3);
    }

    @Test
    void does_not_count_workers_that_the_reload_before_has_stopped_and_that_drained_still() {
        assertThat(counted(RELOAD, ending("shop-2", "2026-01-02T09:59:59Z"))).isEqualTo(RELOAD);
    }
}
