package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.manifest.YamlNode;
import dev.workerapp.ecosystem.manifest.YamlNode.Mapping;
import dev.workerapp.ecosystem.report.Group;
import dev.workerapp.ecosystem.value.JavaScript;
import java.util.OptionalInt;

/** {@code instances} and {@code autostart}. */
final class InstancesRule implements Rule {
    private static final int MOST = 1000;

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

    /** All processors of PM2's machine, but some. */
    private void processors(Draft draft, double less) {
        String was = less == 0 ? "max" : "-%.0f".formatted(less);
        if (chosen.isPresent()) {
            draft.spec()
                    .put(
                            "instances",
                            YamlNode.of(chosen.getAsInt()),
                            "was: %s, by the machine's processors".formatted(was));
            draft.say(Group.CHANGED, "instances", "%s: %d, as --instances says".formatted(was, chosen.getAsInt()));
            return;
        }
        Mapping auto = new Mapping().put("per", YamlNode.of("Core"));
        if (less > 0) {
            auto.put("minus", YamlNode.of((long) less));
        }
        draft.spec()
                .put(
                        "autoInstances",
                        auto,
                        "was: %s, by one machine's processors; here those of all nodes count, so set max too"
                                .formatted(was));
        draft.say(
                Group.CHANGED,
                "instances",
                ("%s: PM2 counts the processors of one machine, autoInstances those of all nodes. Set autoInstances.max,"
                                + " or a number by --instances N")
                        .formatted(was));
    }
}
