package dev.workerapp.cli.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {

    private static final Map<String, String> KNOWN = Map.of("A", "1", "B", "$(A)");

    /** The cases are of the same kinds as those of the kubelet's own test. */
    @ParameterizedTest
    @CsvSource({
        "$(A), 1",
        "x$(A)y$(A), x1y1",
        "$(B), $(A)",
        "$(NONE), $(NONE)",
        "$$(A), $(A)",
        "$$$(A), $1",
        "$$$$(A), $$(A)",
        "$(A$(A), $(A$(A)",
        "$(A, $(A",
        "$, $",
        "$A, $A",
        "$(), $()",
        "a$$b, a$b"
    })
    void expandsAsTheKubeletDoes(String value, String expected) {
        assertThat(Expansion.of(value, name -> Optional.ofNullable(KNOWN.get(name))))
                .isEqualTo(expected);
    }
}
