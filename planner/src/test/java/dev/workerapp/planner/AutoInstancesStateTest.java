package dev.workerapp.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When another number of workers is taken up. */
class AutoInstancesStateTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final AutoInstancesPolicy POLICY = new AutoInstancesPolicy(1, 10, Duration.ofMinutes(5));

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static AutoInstancesState next(AutoInstancesState before, int count, long seconds) {
        return before.next(count, false, POLICY, at(seconds));
    }

    @Test
    void theFirstCountHoldsAtOnce() {
        AutoInstancesState first = AutoInstancesState.of(4, START);

        assertThat(first.instances()).isEqualTo(4);
        assertThat(first.nextLook(POLICY, START)).isEmpty();
    }

    @Test
    void aHigherCountIsTakenUpAfterHalfAMinute() {
        AutoInstancesState seen = next(AutoInstancesState.of(4, START), 6, 100);

        assertThat(seen.instances()).isEqualTo(4);
        assertThat(seen.nextLook(POLICY, at(100))).contains(at(130));
        assertThat(next(seen, 6, 129).instances()).isEqualTo(4);
        assertThat(next(seen, 6, 130).instances()).isEqualTo(6);
    }

    @Test
    void aLowerCountIsTakenUpAfterTheQuietTime() {
        AutoInstancesState seen = next(AutoInstancesState.of(4, START), 3, 100);

        assertThat(seen.nextLook(POLICY, at(100))).contains(at(400));
        assertThat(next(seen, 3, 399).instances()).isEqualTo(4);
        assertThat(next(seen, 3, 400).instances()).isEqualTo(3);
    }

    @Test
    void aCountThatNeverRestsIsFollowedAsFarAsItWasCountedAllTheTime() {
        AutoInstancesState fewer = next(next(AutoInstancesState.of(9, START), 8, 100), 6, 200);
        assertThat(next(fewer, 5, 399).instances()).isEqualTo(9);
        AutoInstancesState taken = next(fewer, 5, 400);
        assertThat(taken).isEqualTo(new AutoInstancesState(8, 5, at(400)));
        assertThat(next(taken, 5, 700).instances()).isEqualTo(5);

        AutoInstancesState more = next(next(next(AutoInstancesState.of(2, START), 3, 100), 6, 110), 5, 120);
        assertThat(next(more, 7, 130)).isEqualTo(new AutoInstancesState(3, 7, at(130)));
    }

    @Test
    void aCountThatComesBackOrTurnsBeginsAnew() {
        AutoInstancesState fewer = next(AutoInstancesState.of(4, START), 3, 100);

        AutoInstancesState back = next(fewer, 4, 399);
        assertThat(back).isEqualTo(new AutoInstancesState(4, 4, at(399)));
        assertThat(next(back, 3, 400)).isEqualTo(new AutoInstancesState(4, 3, at(400)));
        assertThat(next(fewer, 6, 399)).isEqualTo(new AutoInstancesState(4, 6, at(399)));
    }

    @Test
    void noneAreAddedWhileAWorkerFindsNoNode() {
        AutoInstancesState seen = next(AutoInstancesState.of(4, START), 6, 0);

        AutoInstancesState held = seen.next(6, true, POLICY, at(100));
        assertThat(held.instances()).isEqualTo(4);
        assertThat(held.nextLook(POLICY, at(100))).isEmpty();
        assertThat(next(held, 6, 101).instances()).isEqualTo(6);
        AutoInstancesState lower = held.next(3, true, POLICY, at(200));
        assertThat(lower.next(3, true, POLICY, at(500)).instances()).isEqualTo(3);
    }

    @Test
    void theBoundsHoldAtOnce() {
        AutoInstancesState before = AutoInstancesState.of(8, START);

        assertThat(before.next(5, false, new AutoInstancesPolicy(1, 5, Duration.ofHours(1)), at(1))
                        .instances())
                .isEqualTo(5);
        assertThat(before.next(9, true, new AutoInstancesPolicy(9, 12, Duration.ZERO), at(1))
                        .instances())
                .isEqualTo(9);
    }

    @Test
    void aClockThatIsSetBackOnlyMakesItWait() {
        AutoInstancesState seen = next(AutoInstancesState.of(4, START), 6, 100);

        assertThat(next(seen, 6, -3600).instances()).isEqualTo(4);
        assertThat(next(next(seen, 6, -3600), 6, 130).instances()).isEqualTo(6);
    }
}
