package dev.workerapp.crd;

/** The labels and annotations of WorkerApp. */
public final class Names {

    /** Label: the app that a pod, Service or revision belongs to. */
    public static final String APP = "workerapp.dev/app";

    /** Label: the slot that a pod fills, from 0. */
    public static final String SLOT = "workerapp.dev/slot";

    /** Label: the name of the revision that a pod runs. */
    public static final String REVISION = "workerapp.dev/revision";

    /** Label: which pod of its slot a pod is; a later one has a higher number. */
    public static final String INCARNATION = "workerapp.dev/incarnation";

    /** Annotation on the app: another value asks for a reload. */
    public static final String RELOAD_REQUESTED_AT = "workerapp.dev/reload-requested-at";

    /** Annotation on the app: another value asks for a restart, with downtime. */
    public static final String RESTART_REQUESTED_AT = "workerapp.dev/restart-requested-at";

    /** The name of the main container. */
    public static final String CONTAINER = "worker";

    private Names() {}
}
