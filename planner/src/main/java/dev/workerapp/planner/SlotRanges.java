package dev.workerapp.planner;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** The numbers of the ranges, 0 to 999, each once, from the lowest; what is none is left out. */
    public static List<Integer> parse(String ranges) {
        BitSet slots = new BitSet();
        for (String range : ranges.split(",", -1)) {
            addTo(slots, range);
        }
        return slots.stream().boxed().toList();
    }

    private static void addTo(BitSet slots, String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first <= last) {
                slots.set(first, last + 1);
            }
        }
    }
}
