package dev.workerapp.cli.app;

import dev.workerapp.cli.exit.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The slots that an app's annotation keeps without a worker.
 *
 * @param slots their numbers, 0 to 999
 */
public record StoppedSlots(Set<Integer> slots) {

    /** The annotation. */
    public static final String ANNOTATION = "workerapp.dev/stopped-slots";

    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");

    public StoppedSlots {
        slots = Set.copyOf(slots);
    }

    /**
     * Those of an app.
     *
     * @throws Failure if the annotation can't be read: it is not written anew then, since nobody knows what was meant
     */
    public static StoppedSlots of(App app) {
        Set<Integer> slots = new TreeSet<>();
        for (String item : app.annotation(ANNOTATION).split(",", -1)) {
            if (!item.isBlank() && !add(item.strip(), slots)) {
                throw Failure.error("the annotation " + ANNOTATION + " of " + app.name() + " can't be read: \""
                        + item.strip() + "\" is no slot, 0 to 999. Mend it first: kubectl annotate workerapp "
                        + app.name() + " --overwrite " + ANNOTATION + "=3,5");
            }
        }
        return new StoppedSlots(slots);
    }

    private static boolean add(String item, Set<Integer> slots) {
        Matcher range = RANGE.matcher(item);
        if (!range.matches()) {
            return false;
        }
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        for (int slot = first; slot <= last; slot++) {
            slots.add(slot);
        }
        return first <= last;
    }

    /** These, too. */
    public StoppedSlots with(Collection<Integer> more) {
        Set<Integer> all = new TreeSet<>(slots);
        all.addAll(more);
        return new StoppedSlots(all);
    }

    /** All but these. */
    public StoppedSlots without(Collection<Integer> started) {
        Set<Integer> rest = new TreeSet<>(slots);
        rest.removeAll(started);
        return new StoppedSlots(rest);
    }

    /** As the annotation has it, as {@code 0-2,7}. */
    @Override
    public String toString() {
        List<String> ranges = new ArrayList<>();
        List<Integer> sorted = List.copyOf(new TreeSet<>(slots));
        int from = 0;
        for (int next = 1; next <= sorted.size(); next++) {
            if (next == sorted.size() || sorted.get(next) != sorted.get(next - 1) + 1) {
                int first = sorted.get(from);
                int last = sorted.get(next - 1);
                ranges.add(first == last ? String.valueOf(first) : first + "-" + last);
                from = next;
            }
        }
        return String.join(",", ranges);
    }
}
