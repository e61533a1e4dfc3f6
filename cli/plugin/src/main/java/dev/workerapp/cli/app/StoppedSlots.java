package dev.workerapp.cli.app;

import dev.workerapp.cli.exit.Failure;
import dev.workerapp.planner.SlotRanges;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The slots that an app's annotation keeps without a worker.
 *
 * @param slots their numbers, 0 to 999
 */
public record StoppedSlots(Set<Integer> slots) {

    /** The annotation. */
    public static final String ANNOTATION = "workerapp.dev/stopped-slots";

    public StoppedSlots {
        slots = Set.copyOf(slots);
    }

    /**
     * Those of an app.
     *
     * @throws Failure if the annotation can't be read: it is not written anew then, since nobody knows what was meant
     */
    public static StoppedSlots of(App app) {
        List<String> items = Stream.of(app.annotation(ANNOTATION).split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        for (String item : items) {
            if (SlotRanges.parse(item).isEmpty()) {
                throw Failure.error("the annotation " + ANNOTATION + " of " + app.name() + " can't be read: \""
                        + item + "\" is no slot, 0 to 999. Mend it first: kubectl annotate workerapp "
                        + app.name() + " --overwrite " + ANNOTATION + "=3,5");
            }
        }
        return new StoppedSlots(Set.copyOf(SlotRanges.parse(String.join(",", items))));
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
        return SlotRanges.of(slots);
    }
}
