package dev.workerapp.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedMapTest {

    private final Map<String, Integer> map = new BoundedMap<>(2);

    @Test
    void another_entry_takes_the_place_of_the_one_that_was_read_or_written_longest_ago() {
        map.put("a", 1);
        map.put("b", 1);
        map.put("a", 2);
        map.put("c", 1);
        assertThat(map).containsOnlyKeys("a", "c");

        assertThat(map.get("a")).isEqualTo(2);
        map.computeIfAbsent("d", _ -> 1);
        assertThat(map).containsOnlyKeys("a", "d");
    }
}
