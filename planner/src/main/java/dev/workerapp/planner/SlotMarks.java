package dev.workerapp.planner;

import java.util.Map;
import java.util.Optional;

/**
 * The slots in which no worker of a revision is to be started.
 *
 * @param bySlot their marks by their numbers
 * @param resetToken the last token by which the app asked to forget them that was taken up while this revision was asked
 *     for; empty if none was
 */
public record SlotMarks(Map<Integer, SlotMark> bySlot, String resetToken) {

    /** No slot is marked. */
    public static final SlotMarks NONE = new SlotMarks(Map.of(), "");

    /** Makes the map unmodifiable. */
    public SlotMarks {
        bySlot = Map.copyOf(bySlot);
    }

    /** The mark of a slot, if it has one. */
    public Optional<SlotMark> of(int slot) {
        return Optional.ofNullable(bySlot.get(slot));
    }
}
