package dev.workerapp.planner.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.Planner;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every state that the small worlds can come to, with the planner that ships; {@code make search} adds larger ones. */
class ExhaustiveSearchTest {
    private static final boolean LONG_FORM = "long".equals(System.getProperty("search"));
    private static final long AT_LEAST = LONG_FORM ? 10_000_000 : 3_000_000;

    @Test
    void theInvariantsHoldInEveryStateOfTheSmallWorlds() {
        List<Setting> worlds = LONG_FORM
                ? Stream.concat(Settings.all().stream(), Settings.large().stream())
                        .toList()
                : Settings.all();

        long visited = worlds.parallelStream().mapToLong(this::search).sum();

        System.out.printf("Searched %,d states of %d worlds; the invariants hold in all.%n", visited, worlds.size());
        assertThat(visited).isGreaterThan(AT_LEAST);
    }

    private long search(Setting setting) {
        int visited = Search.all(setting, Planner::plan);
        System.out.printf("%,10d states: %s%n", visited, setting);
        return visited;
    }
}
