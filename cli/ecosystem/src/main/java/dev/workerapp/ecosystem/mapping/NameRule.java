package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.report.Group;

/** {@code name} and {@code namespace}; the names themselves are given by {@link Names}. */
final class NameRule implements Rule {
    private final Names names;

    NameRule(Names names) {
        this.names = names;
    }

    @Override
    public void apply(Draft draft) {
        String original = names.original(draft.app());
        String name = draft.name().name();
        if (original.equals(name)) {
            draft.say(Group.TAKEN, "name", name);
        } else {
            draft.say(
                    Group.CHANGED,
                    "name",
                    "%s is %s here: a name has at most 53 lower-case letters, digits and dashes, and each app has its own"
                            .formatted(original, name));
        }
        String namespace = draft.name().namespace();
        if (!namespace.isEmpty()) {
            draft.say(
                    Group.CHANGED,
                    "namespace",
                    "%s is a namespace of Kubernetes, which must be there: kubectl create namespace %s"
                            .formatted(namespace, namespace));
        }
    }
}
