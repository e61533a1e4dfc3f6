package dev.workerapp.operator.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workerapp.operator.usage.RuntimeUsage.OldGeneration;
import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.usage.UsagePage;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeUsageTest {

    @Test
    void all_that_a_runtime_says_is_read() throws IOException {
        assertThat(RuntimeUsage.parse(
                        "{\"requests\":48210,\"oldGeneration\":{\"maxBytes\":64,\"lowestBytes\":48},\"new\":1}"))
                .isEqualTo(new RuntimeUsage(48210, Optional.of(new OldGeneration(64, OptionalLong.of(48)))));
        assertThat(RuntimeUsage.parse("{\"requests\":0,\"oldGeneration\":{\"maxBytes\":64}}"))
                .isEqualTo(new RuntimeUsage(0, Optional.of(new OldGeneration(64, OptionalLong.empty()))));
        assertThat(RuntimeUsage.parse("{\"requests\":3}")).isEqualTo(new RuntimeUsage(3, Optional.empty()));
    }

    @Test
    void the_page_of_the_runtime_is_one() throws IOException {
        WorkerState state = new WorkerState();
        state.beginRequest().run();

        RuntimeUsage usage = RuntimeUsage.parse(new UsagePage(state.requests()).text());

        assertThat(usage.requests()).isEqualTo(1);
        assertThat(usage.old())
                .hasValueSatisfying(old -> assertThat(old.maxBytes()).isPositive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not ready", "[]", "{\"requests\":\"many\"}", "{\"requests\":1.5}"})
    void anything_else_is_refused(String page) {
        assertThatThrownBy(() -> RuntimeUsage.parse(page)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"84,false", "85,true", "86,true"})
    void a_heap_stays_above_a_share_from_that_share_on(long lowest, boolean above) {
        assertThat(new OldGeneration(100, OptionalLong.of(lowest)).staysAbove(85))
                .isEqualTo(above);
    }

    @Test
    void a_heap_of_which_nothing_is_known_stays_above_nothing() {
        assertThat(new OldGeneration(100, OptionalLong.empty()).staysAbove(1)).isFalse();
    }
}
