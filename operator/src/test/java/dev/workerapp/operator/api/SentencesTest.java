package dev.workerapp.operator.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {

    @ParameterizedTest
    @CsvSource({"no room, no room.", "'no room. ', no room.", "why?, why?", "'', ''"})
    void a_text_ends_as_a_sentence_does(String text, String sentence) {
        assertThat(Sentences.end(text)).isEqualTo(sentence);
    }

    @Test
    void of_a_long_text_the_beginning_and_the_end_are_kept() {
        String text = "exited 3 times: " + "at some.Frame\n".repeat(100) + "no database";

        assertThat(Sentences.clip(text, 100))
                .hasSizeLessThanOrEqualTo(100)
                .startsWith("exited 3 times: at some")
                .endsWith("no database")
                .contains(" … ");
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 50, 1024})
    void it_is_clipped_by_bytes_and_never_within_a_character(int bytes) {
        Random random = new Random(bytes);
        for (int round = 0; round < 200; round++) {
            String text = Stream.generate(() -> new String[] {"a", "ß", "漢", "😀"}[random.nextInt(4)])
                    .limit(random.nextInt(600))
                    .collect(Collectors.joining());

            String clipped = Sentences.clip(text, bytes);

            assertThat(clipped.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(bytes);
            assertThat(new String(clipped.getBytes(UTF_8), UTF_8)).isEqualTo(clipped);
            assertThat(clipped.equals(text)).isEqualTo(text.getBytes(UTF_8).length <= bytes);
        }
    }
}
