package dev.workerapp.ecosystem.pm2;

import java.util.ArrayList;
import java.util.List;

/**
 * An option of an app.
 *
 * @param types what it takes; a text is split into an array where that comes first
 * @param aliases its other names, in the order in which PM2 looks for them
 */
record Option(String name, List<Type> types, List<String> aliases, Form form) {

    /** What a text or a number must look like. */
    enum Form {
        ANY,
        /** A number of bytes, or with K, M or G. */
        SIZE,
        /** A number of milliseconds, or with h, m or s; 100 at least. */
        TIME,
        MODE,
        NOT_NEGATIVE
    }

    /** With the other names that PM2 derives from the name: {@code kill_timeout} is {@code killTimeout} too. */
    static Option of(String name, Form form, List<String> aliases, Type... types) {
        List<String> all = new ArrayList<>(aliases);
        String camelCase = camelCase(name);
        if (!camelCase.equals(name)) {
            all.add(camelCase);
        }
        return new Option(name, List.of(types), List.copyOf(all), form);
    }

    private static String camelCase(String name) {
        StringBuilder camelCase = new StringBuilder();
        for (String word : name.split("_", -1)) {
            boolean isFirst = camelCase.isEmpty();
            camelCase.append(isFirst ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camelCase.toString();
    }
}
