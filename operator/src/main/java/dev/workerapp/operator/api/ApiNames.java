package dev.workerapp.operator.api;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The planner's words as the API writes them: ROLLED_BACK is RolledBack. */
public final class ApiNames {

    private ApiNames() {}

    /** The word in CamelCase. */
    public static String of(Enum<?> word) {
        return Arrays.stream(word.name().split("_", -1))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** The word of a type that is written so; empty if there is none, as in a status that another version wrote. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, @Nullable String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(word -> of(word).equals(text))
                .findFirst();
    }
}
