package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.manifest.YamlNode;
import dev.workerapp.ecosystem.report.Group;
import dev.workerapp.ecosystem.value.JavaScript;
import java.util.OptionalInt;

/** {@code instances} and {@code autostart}. */
final class InstancesRule implements Rule {
    private static final int MOST = 1000;
    /** Where no number is chosen: with one more than the least a reload can be seen. */
    private static final int OTHERWISE = 2;

    private final OptionalInt chosen;

    /**
     * @param chosen the number of workers in the place of all processors
     */
    InstancesRule(OptionalInt chosen) {
        this.chosen = chosen;
    }

    @Override
    public void apply(Draft draft) {
        draft.app().number("instances").ifPresent(number -> {
            if (number < 1) {
                processors(draft, Math.min(MOST, -Math.ceil(number)));
            } else {
                number(draft, number);
            }
        });
        if (draft.app().isFalse("autostart")) {
            draft.spec().put("suspend", YamlNode.of(true));
            draft.say(Group.TAKEN, "autostart", "suspend: true");
        }
    }

    private static void number(Draft draft, double number) {
        int instances = (int) Math.min(MOST, number);
        if (instances != 1) {
            draft.spec().put("instances", YamlNode.of(instances));
        }
        if (number > MOST) {
            draft.say(
                    Group.CHANGED,
                    "instances",
                    "%s are too many: an app has at most %d".formatted(JavaScript.number(number), MOST));
        } else {
            draft.say(Group.TAKEN, "instances", "instances: " + instances);
        }
    }

    /** All processors of PM2's machine, but some: a number that the file does not have. */
    private void processors(Draft draft, double less) {
        String was = less == 0 ? "max" : "-" + JavaScript.number(less);
        int instances = chosen.orElse(OTHERWISE);
        draft.spec()
                .put("instances", YamlNode.of(instances), "was: %s, by the machine's processors".formatted(was))
                .comment("autoInstances: {per: Core, %smax: 8}  # in its place, to follow the processors of all nodes"
                        .formatted(less == 0 ? "" : "minus: %s, ".formatted(JavaScript.number(less))));
        draft.say(
                Group.CHANGED,
                "instances",
                chosen.isPresent()
                        ? "%s: %d, as --instances says".formatted(was, instances)
                        : ("%s: PM2 counts the processors of one machine. Here it is %d: choose a number by --instances N, or set"
                                        + " autoInstances with a greatest number, to follow the processors of all nodes")
                                .formatted(was, instances));
    }
}
