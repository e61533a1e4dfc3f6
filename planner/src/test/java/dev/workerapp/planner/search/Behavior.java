package dev.workerapp.planner.search;

/** What becomes of the workers of a revision when nothing disturbs them. */
enum Behavior {
    /** They become ready. */
    SOUND,
    /** They become ready, after an init container has run for longer than a start may take. */
    MIGRATING,
    /** Their image can't be had. */
    NO_IMAGE,
    /** The kubelet does not admit them. */
    REFUSED,
    /** They run and never become ready, or end again and again. */
    BROKEN,
    /** Each of them is either sound or broken. */
    FLAKY,
    /** They become ready, and end before they are available where that takes time; again and again. */
    FALLING,
    /** They become available, and end then; again and again. */
    FALLING_LATE,
    /** The whole pod ends by itself before it is ready: its own deadline. */
    ENDING;

    /** Whether nothing goes on for ever with them. */
    boolean comesToRest() {
        return switch (this) {
            case SOUND, MIGRATING, NO_IMAGE, BROKEN, FLAKY -> true;
            case REFUSED, FALLING, FALLING_LATE, ENDING -> false;
        };
    }

    /** Whether they serve if nothing disturbs them. */
    boolean isSound() {
        return this == SOUND || this == MIGRATING;
    }
}
