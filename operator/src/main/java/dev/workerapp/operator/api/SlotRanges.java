package dev.workerapp.operator.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Slot numbers as a short text: 0, 1, 2 and 7 are {@code 0-2,7}. */
public final class SlotRanges {

    // An app has a thousand slots at most.
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");

    private SlotRanges() {}

    /** The numbers as ranges, each once, from the lowest. */
    public static String of(Collection<Integer> slots) {
        List<Integer> sorted = List.copyOf(new TreeSet<>(slots));
        StringJoiner ranges = new StringJoiner(",");
        int from = 0;
        for (int next = 1; next <= sorted.size(); next++) {
            if (next == sorted.size() || sorted.get(next) != sorted.get(next - 1) + 1) {
                int first = sorted.get(from);
                int last = sorted.get(next - 1);
                ranges.add(first == last ? String.valueOf(first) : first + "-" + last);
                from = next;
            }
        }
        return ranges.toString();
    }

    /** The numbers of the ranges; what is none is left out. */
    public static List<Integer> parse(String ranges) {
        return Arrays.stream(ranges.split(",", -1))
                .map(RANGE::matcher)
                .filter(Matcher::matches)
                .flatMap(range -> range(range).boxed())
                .toList();
    }

    private static IntStream range(Matcher range) {
        int first = Integer.parseInt(range.group(1));
        return IntStream.rangeClosed(first, range.group(2) == null ? first : Integer.parseInt(range.group(2)));
    }
}
