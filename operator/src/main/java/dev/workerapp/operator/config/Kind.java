package dev.workerapp.operator.config;

/** The kinds of objects that can be followed. */
public enum Kind {
    /** Its content is digested as it is. */
    CONFIG_MAP("ConfigMap", "configmaps"),
    /** Its content is digested with a key: whoever may read a digest must not be able to guess what it is of. */
    SECRET("Secret", "secrets");

    private final String word;
    private final String resource;

    Kind(String word, String resource) {
        this.word = word;
        this.resource = resource;
    }

    /** As in an object's {@code kind}. */
    public String word() {
        return word;
    }

    /** As in the API server's paths. */
    String resource() {
        return resource;
    }
}
