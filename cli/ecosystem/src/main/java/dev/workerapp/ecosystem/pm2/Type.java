package dev.workerapp.ecosystem.pm2;

import dev.workerapp.ecosystem.value.Value;

/** The types of PM2's options. */
enum Type {
    BOOLEAN("true or false"),
    STRING("a text"),
    NUMBER("a number"),
    OBJECT("an object"),
    ARRAY("an array");

    private final String shown;

    Type(String shown) {
        this.shown = shown;
    }

    String shown() {
        return shown;
    }

    boolean is(Value value) {
        return switch (value) {
            case Value.Bool _ -> this == BOOLEAN;
            case Value.Str _ -> this == STRING;
            case Value.Num _ -> this == NUMBER;
            case Value.Obj _ -> this == OBJECT;
            case Value.Arr _ -> this == ARRAY;
            case Value.Null _, Value.Undefined _, Value.Opaque _ -> false;
        };
    }
}
