package dev.workerapp.campaign.plan;

/** What happens while the clients are at work. */
public enum Event {
    RELOAD("reload", "every worker is replaced by one of another version"),
    SCALE("scale", "to twice as many workers, then to half as many"),
    BROKEN_ROLL_BACK("broken-rollback", "a version that never gets ready; onFailure: RollBack"),
    BROKEN_HALT("broken-halt", "a version that never gets ready, onFailure: Halt; then the good one again"),
    BROKEN_PROCEED("broken-proceed", "a version that never gets ready, onFailure: Proceed; then the good one again"),
    ROLLBACK("rollback", "back to the old version in the middle of a reload"),
    UNDONE("undone", "a request to undo, after a reload that was complete"),
    RECYCLED("recycled", "a worker's replacement is requested"),
    CONFIG_CHANGED("config-changed", "a ConfigMap that the workers read has another content; onConfigChange: Reload"),
    MAX_REQUESTS("max-requests", "every worker is replaced, since it has served its requests"),
    MAX_HEAP("max-heap", "every worker is replaced, since too much of its heap stays in use"),
    MAX_MEMORY("max-memory", "every worker is replaced, since its container uses too much memory"),
    MAX_AGE("max-age", "every worker is replaced, since it is ten minutes old"),
    SCHEDULED("scheduled", "every worker is replaced at a time of a schedule"),
    ERRORED("errored", "one worker more, which crashes until its slot is errored; then what it lacked is there"),
    OPERATOR_KILLED("operator-killed", "SIGKILL for the operator at a random moment of each reload"),
    OPERATOR_UPGRADED("operator-upgraded", "helm upgrade in the middle of a reload"),
    WORKER_KILLED("worker-killed", "SIGKILL for a worker's process"),
    POD_DELETED("pod-deleted", "kubectl delete pod"),
    NODE_DRAINED("node-drained", "kubectl drain of the node that has a worker"),
    ORPHANED("orphaned", "deleted with --cascade=orphan and created again");

    private final String word;
    private final String meaning;

    Event(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** A sentence for those who read the results. */
    public String meaning() {
        return meaning;
    }

    @Override
    public String toString() {
        return word;
    }
}
