package dev.workerapp.operator.desired;

import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.planner.SlotMark;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A slot's mark as the value of an annotation: {@code Errored;2026-11-26T10:00:00Z;4;1;container worker exited …}. */
final class SlotMarkText {

    private static final int FIELDS = 5;

    private SlotMarkText() {}

    static String of(SlotMark mark) {
        return String.join(
                ";",
                ApiNames.of(mark.kind()),
                mark.at().toString(),
                Integer.toString(mark.crashes()),
                Integer.toString(mark.tries()),
                mark.words());
    }

    /** Empty if it is no mark: a person may have changed it. */
    static Optional<SlotMark> parse(String text) {
        String[] field = text.split(";", FIELDS);
        try {
            return field.length < FIELDS
                    ? Optional.empty()
                    : ApiNames.find(SlotMark.Kind.class, field[0])
                            .map(kind -> new SlotMark(
                                    kind,
                                    Instant.parse(field[1]),
                                    Integer.parseUnsignedInt(field[2]),
                                    Math.max(1, Integer.parseUnsignedInt(field[3])),
                                    field[4]));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
