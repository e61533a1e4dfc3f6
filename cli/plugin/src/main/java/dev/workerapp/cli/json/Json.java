package dev.workerapp.cli.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value. What is not there reads as {@link Nothing}, so that a path can be followed without looks. Immutable. */
public sealed interface Json {

    /** An object; its fields keep their order. */
    record Obj(Map<String, Json> fields) implements Json {
        public Obj {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** An array. */
    record Arr(List<Json> values) implements Json {
        public Arr {
            values = List.copyOf(values);
        }
    }

    /** A string. */
    record Text(String value) implements Json {
        @Override
        public String text() {
            return value;
        }
    }

    /** A number, as it was written. */
    record Num(String literal) implements Json {
        @Override
        public String text() {
            return literal;
        }
    }

    /** True or false. */
    record Bool(boolean value) implements Json {
        @Override
        public String text() {
            return String.valueOf(value);
        }
    }

    /** {@code null}, and what is not there. */
    enum Nothing implements Json {
        NOTHING
    }

    /** An object of names and values in turn; a value is a Json, text, a number, a boolean or a collection of these. */
    static Obj object(Object... namesAndValues) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], of(namesAndValues[i + 1]));
        }
        return new Obj(fields);
    }

    /** An array of such values. */
    static Arr array(Collection<?> values) {
        List<Json> items = new ArrayList<>(values.size());
        for (Object value : values) {
            items.add(of(value));
        }
        return new Arr(items);
    }

    /** Such a value. */
    static Json of(Object value) {
        return switch (value) {
            case Json json -> json;
            case String text -> new Text(text);
            case Number number -> new Num(number.toString());
            case Boolean bool -> new Bool(bool);
            case Collection<?> values -> array(values);
            default -> throw new IllegalArgumentException("no JSON: " + value.getClass());
        };
    }

    /** The value at the end of the path of names; {@link Nothing} where the path ends before. */
    default Json at(String... path) {
        Json here = this;
        for (String name : path) {
            here = here instanceof Obj object ? object.fields().getOrDefault(name, Nothing.NOTHING) : Nothing.NOTHING;
        }
        return here;
    }

    /** The items of an array; none of anything else. */
    default List<Json> items() {
        return this instanceof Arr array ? array.values() : List.of();
    }

    /** The fields of an object; none of anything else. */
    default Map<String, Json> entries() {
        return this instanceof Obj object ? object.fields() : Map.of();
    }

    /** Whether it is there, and not null. */
    default boolean present() {
        return this != Nothing.NOTHING;
    }

    /** Text, a number or a boolean as text; empty text of anything else. */
    default String text() {
        return "";
    }

    /** {@link #text} where it is not empty. */
    default Optional<String> someText() {
        String text = text();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The whole number; the other one if it is none. */
    default long integer(long other) {
        if (this instanceof Num(String literal)) {
            try {
                return Long.parseLong(literal);
            } catch (NumberFormatException _) {
                return other;
            }
        }
        return other;
    }

    /** Whether it is {@code true}. */
    default boolean isTrue() {
        return this instanceof Bool(boolean value) && value;
    }
}
