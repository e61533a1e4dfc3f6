package dev.workerapp.planner.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The text of schedules: what is taken, and what is said of the rest. */
final class Expressions {
    private static final Map<String, String> NAMED = new TreeMap<>(Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *"));

    private static final String FORM =
            "It has five fields: minute, hour, day of month, month and day of week, such as \"30 2 * * 1-5\".";

    private Expressions() {}

    /** As {@link CronSchedule#parse}. */
    static CronSchedule parse(String expression) {
        try {
            LocalTimes times = times(expression.strip());
            if (times.isEmpty()) {
                throw new IllegalArgumentException(
                        "there is no such day: none of its months has one of its days. Name another day or month.");
            }
            return new CronSchedule(expression, times);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Schedule \"%s\" is not valid: %s".formatted(expression, e.getMessage()), e);
        }
    }

    private static LocalTimes times(String text) {
        String[] words = text.split("\\s+");
        String first = words[0];
        if (first.isEmpty()) {
            throw new IllegalArgumentException("it is empty. " + FORM);
        }
        if (first.startsWith("TZ=") || first.startsWith("CRON_TZ=")) {
            throw new IllegalArgumentException(
                    "it begins with the time zone \"%s\". The time zone has a field of its own: timeZone."
                            .formatted(first));
        }
        if (first.startsWith("@")) {
            return fields(named(text, first).split(" "));
        }
        return fields(words);
    }

    private static String named(String text, String first) {
        if (first.equals("@every")) {
            throw new IllegalArgumentException(
                    "\"@every\" is not supported: it counts from the start of a program. Use a step, such as \"0 */6 * * *\" for each sixth hour.");
        }
        if (first.equals("@reboot")) {
            throw new IllegalArgumentException("\"@reboot\" is not supported: it is no time. " + FORM);
        }
        String fields = NAMED.get(text);
        if (fields == null) {
            throw new IllegalArgumentException(
                    "\"%s\" is not known. Allowed are %s.".formatted(text, String.join(", ", NAMED.keySet())));
        }
        return fields;
    }

    private static LocalTimes fields(String[] words) {
        if (words.length != Field.values().length) {
            String seconds = words.length == 6 ? " There is none for seconds." : "";
            throw new IllegalArgumentException(
                    "the number of its fields is %d. %s%s".formatted(words.length, FORM, seconds));
        }
        List<Values> values = new ArrayList<>();
        for (Field field : Field.values()) {
            values.add(field.parse(words[field.position() - 1]));
        }
        return LocalTimes.of(values);
    }
}
