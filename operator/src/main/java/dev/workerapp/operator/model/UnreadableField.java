package dev.workerapp.operator.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is wrong with a field that can't be read, for a person: the field, its value, and what would do. */
final class UnreadableField {

    private UnreadableField() {}

    /** @param part the name of the part of the object that was read */
    static String describe(String part, JsonProcessingException problem) {
        String path = problem instanceof JsonMappingException mapping
                ? mapping.getPath().stream().map(UnreadableField::step).collect(Collectors.joining())
                : "";
        return part + path + ": " + what(problem) + ".";
    }

    private static String step(Reference step) {
        return step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName();
    }

    private static String what(JsonProcessingException problem) {
        return switch (problem) {
            case InvalidFormatException format
            when format.getTargetType().isEnum() ->
                "\"" + format.getValue() + "\" is none of "
                        + Arrays.stream(format.getTargetType().getEnumConstants())
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "));
            case InvalidFormatException format
            when isNumber(format.getValue()) -> format.getValue() + " is out of range";
            case InvalidFormatException format
            when isText(format.getValue()) -> "\"" + format.getValue() + "\" is not " + kind(format.getTargetType());
            case MismatchedInputException mismatch -> "it is not " + kind(mismatch.getTargetType());
            default -> sentence(problem);
        };
    }

    private static boolean isNumber(Object value) {
        return value.toString().matches("-?[0-9]+");
    }

    /** As against the beginning of an object or list. */
    private static boolean isText(Object value) {
        return !value.equals("{") && !value.equals("[");
    }

    private static String kind(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        return List.class.isAssignableFrom(type) ? "a list" : "an object with fields";
    }

    /** Without the words of the library around it. */
    private static String sentence(JsonProcessingException problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : String.valueOf(cause.getMessage());
        String line = message.lines().findFirst().orElse("it can't be read").strip();
        String begun = line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
        return begun.endsWith(".") ? begun.substring(0, begun.length() - 1) : begun;
    }
}
