package dev.workerapp.ecosystem.mapping;

/**
 * The name of a WorkerApp.
 *
 * @param namespace nothing for the one that kubectl is set to
 */
record Name(String namespace, String name) {

    /** As it is shown: {@code shop}, {@code staging/shop}. */
    String shown() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
