package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.pm2.App;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Gives each app a name that the API server takes, and none twice. */
final class Names {
    /** What the CRD takes: the workers' host names have some characters more. */
    private static final int LONGEST = 53;

    private static final int LONGEST_NAMESPACE = 63;

    private final Optional<String> environment;
    private final Set<Name> given = new HashSet<>();

    /**
     * @param environment the name that {@code append_env_to_name} appends
     */
    Names(Optional<String> environment) {
        this.environment = environment;
    }

    /** The name as PM2 has it, with what it appends. */
    String original(App app) {
        return app.isTrue("append_env_to_name")
                ? app.name() + environment.map(env -> "-" + env).orElse("")
                : app.name();
    }

    Name of(App app) {
        String namespace = app.text("namespace")
                .filter(it -> !it.equals("default"))
                .map(it -> label(it, LONGEST_NAMESPACE, "namespace"))
                .orElse("");
        String name = startingWithLetter(label(original(app), LONGEST, "app"));
        Name unique = new Name(namespace, name);
        for (int number = 2; !given.add(unique); number++) {
            unique = new Name(
                    namespace, cut(name, LONGEST - 1 - Integer.toString(number).length()) + "-" + number);
        }
        return unique;
    }

    private static String startingWithLetter(String label) {
        return Character.isLetter(label.charAt(0)) ? label : cut("app-" + label, LONGEST);
    }

    /** Lower-case letters, digits and dashes, with a letter or a digit at both ends. */
    private static String label(String text, int longest, String otherwise) {
        String label =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
        label = cut(label, longest);
        return label.isEmpty() ? otherwise : label;
    }

    private static String cut(String label, int longest) {
        return label.substring(0, Math.min(label.length(), longest)).replaceAll("-+$", "");
    }
}
