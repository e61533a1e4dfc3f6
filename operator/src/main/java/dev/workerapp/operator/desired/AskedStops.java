package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.api.Sentences;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.SlotRanges;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The slots that an app's annotation {@link Names#STOPPED_SLOTS} keeps without a worker. An item that can't be read stops no
 * slot, and the other items are followed, so that a slip in one of them starts no worker in the slots of the others.
 *
 * @param slots their numbers, 0 to 999, also those that the app does not have
 * @param problem which item can't be read
 */
public record AskedStops(Set<Integer> slots, Optional<Problem> problem) {

    /** In bytes. */
    private static final int LONGEST_ITEM = 40;

    /** That of an app. */
    public static AskedStops by(WorkerApp app) {
        return of(Ownership.annotation(app, Names.STOPPED_SLOTS).orElse(""));
    }

    static AskedStops of(String text) {
        List<String> items = Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        return new AskedStops(
                Set.copyOf(SlotRanges.parse(String.join(",", items))),
                items.stream()
                        .filter(item -> SlotRanges.parse(item).isEmpty())
                        .findFirst()
                        .map(AskedStops::unreadable));
    }

    /** How many of an app's slots are to have a worker, if it has so many slots. */
    public int remaining(int instances) {
        return instances - (int) slots.stream().filter(slot -> slot < instances).count();
    }

    private static Problem unreadable(String item) {
        return new Problem(
                Reason.ANNOTATION_UNREADABLE,
                "Annotation " + Names.STOPPED_SLOTS + ": \"" + Sentences.clip(item, LONGEST_ITEM)
                        + "\" is not a slot, 0 to 999, and is ignored. Write a list such as \"3\", \"3,5\" or \"0-2,7\".");
    }
}
