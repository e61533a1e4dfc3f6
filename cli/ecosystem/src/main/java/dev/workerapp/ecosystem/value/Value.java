package dev.workerapp.ecosystem.value;

import dev.workerapp.ecosystem.source.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value, and where it stands: null if that is not known. Immutable. */
public sealed interface Value {

    /** Where it begins. */
    @Nullable
    Position at();

    /** The type, as a person calls it: {@code a number}. */
    String type();

    /** A text. */
    record Str(String text, @Nullable Position at) implements Value {
        @Override
        public String type() {
            return "a text";
        }
    }

    /** A number, NaN and the infinite ones among them. */
    record Num(double number, @Nullable Position at) implements Value {
        @Override
        public String type() {
            return "a number";
        }
    }

    /** True or false. */
    record Bool(boolean value, @Nullable Position at) implements Value {
        @Override
        public String type() {
            return "true or false";
        }
    }

    /** JavaScript's {@code null}. */
    record Null(@Nullable Position at) implements Value {
        @Override
        public String type() {
            return "null";
        }
    }

    /** JavaScript's {@code undefined}: as if it were not there. */
    record Undefined(@Nullable Position at) implements Value {
        @Override
        public String type() {
            return "undefined";
        }
    }

    /** What has no counterpart in data. {@code type} says what it is: {@code a function}. */
    record Opaque(String type, @Nullable Position at) implements Value {}

    /** An array. */
    record Arr(List<Value> items, @Nullable Position at) implements Value {
        /** Copies the items. */
        public Arr {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return "an array";
        }
    }

    /** An object, in the order in which it was written. */
    record Obj(Map<String, Member> members, @Nullable Position at) implements Value {
        /** Copies the members. */
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String type() {
            return "an object";
        }

        /** A member's value, unless it is null or undefined. */
        public Optional<Value> get(String key) {
            return Optional.ofNullable(members.get(key)).map(Member::value).filter(Value::isSet);
        }
    }

    /**
     * A member of an object.
     *
     * @param at where its key stands
     */
    record Member(Value value, @Nullable Position at) {}

    /** The text that it is. */
    default Optional<String> asText() {
        return this instanceof Str str ? Optional.of(str.text()) : Optional.empty();
    }

    /** The number that it is. */
    default Optional<Double> asNumber() {
        return this instanceof Num num ? Optional.of(num.number()) : Optional.empty();
    }

    /** Whether it is this one of true and false. */
    default boolean is(boolean value) {
        return this instanceof Bool bool && bool.value() == value;
    }

    /** The object that it is. */
    default Optional<Obj> asObject() {
        return this instanceof Obj obj ? Optional.of(obj) : Optional.empty();
    }

    /** The items of the array that it is, or else itself alone. */
    default List<Value> asList() {
        return this instanceof Arr arr ? arr.items() : List.of(this);
    }

    /** Whether it is neither null nor undefined. */
    default boolean isSet() {
        return !(this instanceof Null) && !(this instanceof Undefined);
    }
}
