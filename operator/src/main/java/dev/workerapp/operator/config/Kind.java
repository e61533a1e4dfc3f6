package dev.workerapp.operator.config;

import dev.workerapp.crd.ConfigPolicy.ConfigKind;

/** The kinds of objects that can be followed. */
public enum Kind {
    /** Its content is digested as it is. */
    CONFIG_MAP(ConfigKind.ConfigMap, "configmaps"),
    /** Its content is digested with a key: whoever may read a digest must not be able to guess what it is of. */
    SECRET(ConfigKind.Secret, "secrets");

    private final ConfigKind kind;
    private final String resource;

    Kind(ConfigKind kind, String resource) {
        this.kind = kind;
        this.resource = resource;
    }

    /** As in an object's {@code kind}. */
    public String word() {
        return kind.name();
    }

    /** Whether it is the kind that a spec names. */
    public boolean is(ConfigKind named) {
        return kind == named;
    }

    /** As in the API server's paths. */
    public String resource() {
        return resource;
    }
}
