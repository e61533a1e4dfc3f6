package dev.workerapp.planner.cron;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Expressions that robfig/cron takes as well, each form of it among them. */
record RandomExpressions(Random random) {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<String> NAMED =
            List.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");

    String next() {
        return random.nextInt(100) == 0
                ? NAMED.get(random.nextInt(NAMED.size()))
                : String.join(
                        " ",
                        field(0, 59, List.of()),
                        field(0, 23, List.of()),
                        field(1, 31, List.of()),
                        field(1, 12, MONTHS),
                        field(0, 6, DAYS));
    }

    private String field(int min, int max, List<String> names) {
        int items = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
        return IntStream.range(0, items).mapToObj(item -> item(min, max, names)).collect(Collectors.joining(","));
    }

    private String item(int min, int max, List<String> names) {
        int first = min + random.nextInt(max - min + 1);
        int last = first + random.nextInt(max - first + 1);
        String step = "/" + (1 + random.nextInt(max + 5));
        return switch (random.nextInt(8)) {
            case 0, 1 -> "*";
            case 2 -> "?";
            case 3 -> "*" + step;
            case 4 -> word(first, min, names) + "-" + word(last, min, names);
            case 5 -> word(first, min, names) + "-" + word(last, min, names) + step;
            case 6 -> word(first, min, names) + step;
            default -> word(first, min, names);
        };
    }

    private String word(int number, int min, List<String> names) {
        if (names.isEmpty() || random.nextBoolean()) {
            return Integer.toString(number);
        }
        String name = names.get(number - min);
        return random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
    }
}
