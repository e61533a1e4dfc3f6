package dev.workerapp.planner.cron;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The fields of an expression, in their order. */
enum Field {
    MINUTE(1, "minute", 0, 59, ""),
    HOUR(2, "hour", 0, 23, ""),
    DAY_OF_MONTH(3, "day of month", 1, 31, ""),
    MONTH(4, "month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    /** Sunday is 0, and 7 as well: no range could end with it otherwise. */
    DAY_OF_WEEK(5, "day of week", 0, 6, "sun mon tue wed thu fri sat");

    private static final int SUNDAY_AGAIN = 7;

    private final int position;
    private final String title;
    private final int min;
    private final int max;
    private final String names;

    Field(int position, String title, int min, int max, String names) {
        this.position = position;
        this.title = title;
        this.min = min;
        this.max = max;
        this.names = names;
    }

    /** Which of the five fields it is, from 1. */
    int position() {
        return position;
    }

    /**
     * What the text of the field allows.
     *
     * @throws IllegalArgumentException if it is not valid; the message says which field, what is wrong, and what is allowed
     */
    Values parse(String text) {
        return Stream.of(text.split(",", -1))
                .map(item -> parseItem(text, item))
                .reduce(Values::and)
                .orElseThrow();
    }

    private Values parseItem(String text, String item) {
        String[] rangeAndStep = item.split("/", -1);
        String[] ends = rangeAndStep[0].split("-", -1);
        if (item.isEmpty() || rangeAndStep.length > 2 || ends.length > 2) {
            throw invalid(text, item.isEmpty() ? "an item is missing" : "\"" + item + "\" is none of these");
        }
        boolean any = ends[0].equals("*") || ends[0].equals("?");
        if (any && ends.length == 2) {
            throw invalid(text, "\"" + ends[0] + "\" cannot begin a range");
        }
        boolean stepped = rangeAndStep.length == 2;
        int first = any ? min : number(text, ends[0]);
        // A single number with a step begins a range that ends with the field's last number.
        int last = ends.length == 2 ? number(text, ends[1]) : any || stepped ? Math.max(first, max) : first;
        if (first > last) {
            throw invalid(text, "the range \"" + rangeAndStep[0] + "\" ends before it begins");
        }
        int step = stepped ? step(text, rangeAndStep[1]) : 1;
        long bits = 0;
        for (int number = first; number <= last; number += step) {
            bits |= 1L << (number > max ? min : number);
        }
        return new Values(bits, any && step == 1, any || stepped);
    }

    private int number(String text, String word) {
        int named = names().indexOf(word.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return min + named;
        }
        int number = digits(text, word);
        if (number < min || number > largest()) {
            throw invalid(text, number + " is " + (number < min ? "less than " + min : "more than " + largest()));
        }
        return number;
    }

    private int step(String text, String word) {
        int step = digits(text, word);
        if (step == 0) {
            throw invalid(text, "a step of 0 leads nowhere; it is 1 or more");
        }
        return step;
    }

    private int digits(String text, String word) {
        if (!word.matches("[0-9]{1,9}")) {
            throw invalid(text, word.isEmpty() ? "a number is missing" : "\"" + word + "\" is not a number");
        }
        return Integer.parseInt(word);
    }

    private List<String> names() {
        return names.isEmpty() ? List.of() : List.of(names.split(" "));
    }

    private int largest() {
        return this == DAY_OF_WEEK ? SUNDAY_AGAIN : max;
    }

    private IllegalArgumentException invalid(String text, String what) {
        return new IllegalArgumentException(
                "the %s (field %d) is \"%s\": %s. %s".formatted(title, position, text, what, allowed()));
    }

    private String allowed() {
        String numbers = "numbers from %d to %d".formatted(min, largest());
        String words = names.isEmpty() ? "" : ", names from %s to %s".formatted(names().getFirst(), names().getLast());
        return "Allowed are %s%s, ranges (1-5), steps (*/2, 1-5/2), lists of these (1,3), * and ?."
                .formatted(numbers, words);
    }
}
