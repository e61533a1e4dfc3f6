package dev.workerapp.e2e;

import dev.workerapp.cluster.InNamespace;

/** A namespace of a test's own, removed with all that is in it. */
final class Namespace extends InNamespace {

    /** One that is there. */
    Namespace(String name) {
        super(Cluster.KUBERNETES, name);
    }

    static Namespace create(String name) {
        Cluster.kubectl("create", "namespace", name);
        return new Namespace(name);
    }
}
