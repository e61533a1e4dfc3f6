package dev.workerapp.crd;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of the schema, checked again when a spec is read: an API server with an older schema may hold what this one
 * refuses. Thread-safe.
 */
final class Limits {

    private static final Pattern PERCENTAGE = Pattern.compile("([0-9]|[1-9][0-9]|100)%");
    private static final int MOST_WORKERS = 1000;

    private Limits() {}

    /**
     * The first number that is out of its bounds, in a sentence; empty if there is none.
     *
     * @param path the path of the part
     * @param part the spec, or a part of it
     */
    static Optional<String> exceeded(String path, Record part) {
        return Arrays.stream(part.getClass().getRecordComponents())
                .flatMap(field -> exceeded(path + "." + field.getName(), field, part).stream())
                .findFirst();
    }

    private static Optional<String> exceeded(String path, RecordComponent field, Record part) {
        Object value = read(field, part);
        if (value instanceof Record nested) {
            return exceeded(path, nested);
        }
        Min min = field.getAccessor().getAnnotation(Min.class);
        Max max = field.getAccessor().getAnnotation(Max.class);
        if (value instanceof Integer number
                && min != null
                && max != null
                && (number < min.value() || number > max.value())) {
            return Optional.of(
                    "%s: %d is not between %d and %d.".formatted(path, number, (long) min.value(), (long) max.value()));
        }
        return Optional.empty();
    }

    private static @Nullable Object read(RecordComponent field, Record part) {
        try {
            return field.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the accessor of a public record can't be called: " + field, e);
        }
    }

    /**
     * A number of workers or a percentage of them, as it was given.
     *
     * @param least the least number, and the least percentage
     * @throws IllegalArgumentException with this message if it is neither, or out of bounds
     */
    static IntOrString share(IntOrString value, int least, String otherwise) {
        String text = value.getStrVal();
        Integer number = value.getIntVal();
        boolean right = text != null
                ? PERCENTAGE.matcher(text).matches() && Integer.parseInt(text.replace("%", "")) >= least
                : number != null && number >= least && number <= MOST_WORKERS;
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
        return value;
    }
}
