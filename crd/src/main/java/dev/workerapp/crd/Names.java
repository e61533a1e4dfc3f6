package dev.workerapp.crd;

/** The labels and annotations of WorkerApp. */
public final class Names {

    /** What the names of all labels and annotations of this product begin with. */
    public static final String PREFIX = "workerapp.dev/";

    /** Label: the app that a pod, Service or revision belongs to. */
    public static final String APP = "workerapp.dev/app";

    /** Label: "true" on pods that are workers, so that a selector with it does not fit other pods that have the app's label. */
    public static final String WORKER = "workerapp.dev/worker";

    /** Label: the slot that a pod fills, from 0. */
    public static final String SLOT = "workerapp.dev/slot";

    /** Label: the name of the revision that a pod runs. */
    public static final String REVISION = "workerapp.dev/revision";

    /** Label: which pod of its slot a pod is; a later one has a higher number. */
    public static final String INCARNATION = "workerapp.dev/incarnation";

    /** Annotation on a pod: how many pods of its slot have failed in a row before it. */
    public static final String ATTEMPT = "workerapp.dev/attempt";

    /** Annotation on a pod: how often containers of the pods before it in its slot have ended by themselves. */
    public static final String EXITS = "workerapp.dev/exits";

    /** Annotation on a pod: how often containers had ended by themselves when a worker was first available. */
    public static final String EXITS_WHEN_AVAILABLE = "workerapp.dev/exits-when-available";

    /**
     * Annotation on a pod: how many crashes in a row of its main container are recorded, and how many of its ends the record
     * has dealt with, as {@code 2@0}.
     */
    public static final String CRASHES = "workerapp.dev/crashes";

    /**
     * What the names of annotations on a revision begin with that mark a slot: no worker of the revision is started in it.
     * The slot's number follows.
     */
    public static final String SLOT_MARK = "slot.workerapp.dev/";

    /**
     * What the names of annotations on a revision begin with that say which content of ConfigMaps and Secrets it is. A hash of
     * what is used of an object follows.
     */
    public static final String CONFIG_MARK = "config.workerapp.dev/";

    /** Annotation on a revision: when ConfigMaps and Secrets had another content than it, as {@code FROM/UNTIL}, by spaces. */
    public static final String OTHER_CONTENT = "workerapp.dev/other-content";

    /**
     * What the names of annotations on a revision begin with that say which copy its workers read in the place of a ConfigMap
     * or a Secret. A hash of what is used of the object follows.
     */
    public static final String COPY_MARK = "copy.workerapp.dev/";

    /** Annotation on a pod: the names of the copies of ConfigMaps and Secrets that it refers to, with commas between them. */
    public static final String COPIES = "workerapp.dev/copies";

    /** Annotation on a ConfigMap or a Secret: with "true" its changes lead to no reload. */
    public static final String IGNORE = "workerapp.dev/ignore";

    /** Annotation on a pod: since when its eviction is asked for, RFC 3339. Its worker is replaced. */
    public static final String EVICTION_REQUESTED_AT = "workerapp.dev/eviction-requested-at";

    /** Annotation on a pod: any value asks for its replacement. It is deleted with the pod, so it asks once. */
    public static final String RECYCLE = "workerapp.dev/recycle";

    /**
     * Annotation on a pod: what the worker was started for in the place of another one that might have stayed, as {@code
     * MaxAge}.
     */
    public static final String RECYCLED = "workerapp.dev/recycled";

    /**
     * Annotation on a pod: that replacements of its worker have failed, so that the next one waits: how many in a row, when
     * that was recorded, and how the last one failed, as {@code 2;2026-11-26T10:00:00Z;Worker ...}.
     */
    public static final String RECYCLING_POSTPONED = "workerapp.dev/recycling-postponed";

    /**
     * Annotation on a pod: how its slot's workers came over limits of {@code recycle} soon after they had become available: for
     * each limit how many in a row before this one, the limit, and after how many seconds this one did, as {@code
     * MaxMemory#2/512Mi@420;MaxHeap#1/85%}.
     */
    public static final String OVER_LIMIT = "workerapp.dev/over-limit";

    /** Annotation on a pod: the latest time of {@code recycle.schedule} when its worker was created, RFC 3339. */
    public static final String TICK = "workerapp.dev/tick";

    /** Annotation on the app: another value asks for a reload. */
    public static final String RELOAD_REQUESTED_AT = "workerapp.dev/reload-requested-at";

    /** Annotation on the app: another value asks for a restart, with downtime. */
    public static final String RESTART_REQUESTED_AT = "workerapp.dev/restart-requested-at";

    /** Annotation on the app: another value asks to go back to an earlier revision. */
    public static final String UNDO_REQUESTED_AT = "workerapp.dev/undo-requested-at";

    /** Annotation on the app: the number or the name of the revision to go back to; without it, the stable one before. */
    public static final String UNDO_TO = "workerapp.dev/undo-to";

    /** Annotation of Kubernetes, on the app and on its revisions: why a change was made, in the words of who made it. */
    public static final String CHANGE_CAUSE = "kubernetes.io/change-cause";

    /** Annotation on the app: another value asks to forget crashes, and to start workers again in errored and stopped slots. */
    public static final String RESET_REQUESTED_AT = "workerapp.dev/reset-requested-at";

    /** Annotation on the app: a signal and a token, as {@code HUP 1}. Another value asks to raise the signal in all workers. */
    public static final String SIGNAL = "workerapp.dev/signal";

    /** Annotation on the app: the slots that are to have no worker, as {@code 3,5} or {@code 0-2,7}. */
    public static final String STOPPED_SLOTS = "workerapp.dev/stopped-slots";

    /** The name of the main container. */
    public static final String CONTAINER = "worker";

    /** The port of the worker runtime's control endpoint, unless {@code java.controlPort} says another one. */
    public static final int CONTROL_PORT = 7979;

    /** The name of the init container that brings the worker runtime. */
    public static final String RUNTIME_CONTAINER = "workerapp-runtime";

    private Names() {}
}
