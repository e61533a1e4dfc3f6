package dev.workerapp.cli.target;

import dev.workerapp.cli.exit.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a verb is about: those that are named, those that a selector fits, or all of the namespace.
 *
 * @param named what is named; empty if there is a selector, or all are meant
 * @param selector a label selector
 */
public record Targets(List<Target> named, Optional<String> selector) {

    public Targets {
        named = List.copyOf(named);
    }

    /**
     * Of a command line.
     *
     * @param arguments what is named
     * @param selector the value of {@code -l}
     * @param all whether {@code --all} is given
     */
    public static Targets of(List<String> arguments, Optional<String> selector, boolean all, String namespace) {
        int ways = (arguments.isEmpty() ? 0 : 1) + (selector.isPresent() ? 1 : 0) + (all ? 1 : 0);
        if (ways != 1) {
            throw Failure.usage(
                    ways == 0
                            ? "name an app, or give a selector with -l, or --all for every app of the namespace"
                            : "names, -l and --all are three ways to say which apps are meant: give one of them");
        }
        return new Targets(
                arguments.stream()
                        .map(argument -> Target.parse(argument, namespace))
                        .toList(),
                selector);
    }

    /** The name of the one app that a verb is about, which is its only argument. */
    public static String oneApp(List<String> arguments, String verb, String namespace) {
        if (arguments.size() != 1) {
            throw Failure.usage(verb + " is of one app: write its name");
        }
        return of(arguments, Optional.empty(), false, namespace)
                .wholeApps(verb)
                .named()
                .getFirst()
                .app();
    }

    /** The slots of an app that are named; none if the app as a whole is meant. */
    public List<Integer> slots(String app) {
        List<Integer> slots = new ArrayList<>();
        for (Target target : named) {
            if (target.app().equals(app)) {
                if (target.slot().isEmpty()) {
                    return List.of();
                }
                slots.add(target.slot().getAsInt());
            }
        }
        return slots;
    }

    /** The same, of whole apps only. */
    public Targets wholeApps(String verb) {
        for (Target target : named) {
            if (target.slot().isPresent()) {
                throw Failure.usage(verb + " is for whole apps: write " + target.app() + ", not " + target);
            }
        }
        return this;
    }
}
