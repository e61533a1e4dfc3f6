package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlowStartTest {

    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    private final List<Integer> called = Collections.synchronizedList(new ArrayList<>());

    @Test
    void what_always_fails_is_called_once() {
        List<Boolean> results = SlowStart.run(HUNDRED, this::call, _ -> false);

        assertThat(results).hasSize(1);
        assertThat(called).containsExactly(0);
    }

    @Test
    void a_failure_ends_the_calls_after_its_batch() {
        List<Boolean> results = SlowStart.run(HUNDRED, item -> call(item) && item != 4, succeeded -> succeeded);

        // 1 + 2 + 4: the fourth item is in the third batch.
        assertThat(results).hasSize(7).containsOnlyOnce(false);
        assertThat(called).containsExactlyInAnyOrderElementsOf(HUNDRED.subList(0, 7));
    }

    @Test
    void all_are_called_and_the_results_are_in_their_order() {
        List<Integer> results = SlowStart.run(HUNDRED, item -> item, _ -> true);

        assertThat(results).isEqualTo(HUNDRED);
    }

    @Test
    void a_batch_is_called_side_by_side() {
        CyclicBarrier both = new CyclicBarrier(2);

        // The second batch would wait for ever if its two calls came one after the other.
        List<Integer> results =
                SlowStart.run(HUNDRED.subList(0, 3), item -> item == 0 ? item : meet(both, item), _ -> true);

        assertThat(results).containsExactly(0, 1, 2);
    }

    @Test
    void an_exception_is_thrown_when_the_batch_has_ended() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SlowStart.run(
                        HUNDRED,
                        item -> {
                            call(item);
                            if (item == 1) {
                                throw new IllegalStateException("died");
                            }
                            return true;
                        },
                        _ -> true))
                .withMessage("died");
        assertThat(called).containsExactlyInAnyOrder(0, 1, 2);
    }

    private boolean call(int item) {
        return called.add(item);
    }

    private static int meet(CyclicBarrier barrier, int item) {
        try {
            barrier.await();
            return item;
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
