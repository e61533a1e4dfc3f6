package dev.workerapp.planner;

/**
 * Why something is done or is as it is. The one vocabulary of Events, metrics, conditions, slots and docs; in CamelCase
 * there. Of the reasons for which workers are recycled the more urgent one comes first.
 */
public enum Reason {
    // Why a worker is created.
    /** A slot has no worker. */
    EMPTY_SLOT("The slot had no worker."),
    /** A worker runs another revision than the target. */
    OUTDATED("The worker runs another revision than the app asks for."),
    /** An updated slot goes back to the stable revision. */
    ROLL_BACK("The revision failed, so its slot goes back to the stable one."),

    /** An errored slot is tried again. */
    RETRY("The slot is errored, and another worker is tried in it."),

    // Why a worker is deleted.
    /** The pod has ended and will not be started again. */
    TERMINAL("The pod has ended and will not be started again."),
    /** The slot number is not below the wanted number of instances. */
    SURPLUS_SLOT("Fewer instances are wanted."),
    /** The app is suspended. */
    SUSPENDED("The app is suspended."),
    /** The worker's node is being emptied. */
    NODE_DRAINED("The worker's node is cordoned or drained, so it moves to another one."),
    /** Somebody asked for the worker's eviction. */
    EVICTION_REQUESTED("The worker's eviction was requested, so another worker takes its place."),
    /** Somebody asked for the worker's replacement. */
    RECYCLE_REQUESTED("The worker's replacement was requested."),
    /** The worker may run with another content of a ConfigMap or a Secret. */
    CONFIG_OUTDATED("The worker was started while a ConfigMap or a Secret had another content than now."),
    /** The worker has served its number of requests. */
    MAX_REQUESTS("The worker has served as many requests as recycle.maxRequests allows."),
    /** The worker's heap stays full. */
    MAX_HEAP("The worker's heap stays fuller after garbage collection than recycle.maxHeapPercent allows."),
    /** The worker uses too much memory. */
    MAX_MEMORY("The worker uses more memory than recycle.maxMemory allows."),
    /** The schedule replaces all workers. */
    SCHEDULED("The worker is replaced as recycle.schedule says."),
    /** The worker is old. */
    MAX_AGE("The worker is as old as recycle.maxAgeSeconds allows."),
    /** The replacement of a worker that may stay has failed. */
    REPLACEMENT_FAILED("The worker's replacement failed, so the worker stays, and another one is started later."),
    /** Workers of the slot come over a limit again and again. */
    RECYCLE_FUTILE(
            "The worker came over a limit of recycle soon after it had become available, as the three before it had,"
                    + " so it is not replaced for that."),
    /** The replacement is available. */
    REPLACED("The replacement is available."),
    /** The replacement had its time, and is taken for available as reload.onFailure says. */
    PROCEEDED("The replacement was not available in time, and reload.onFailure says Proceed."),
    /** It crashes again and again. */
    CRASHED_TOO_OFTEN("The worker crashed more often in a row than restartPolicy.maxRestarts allows."),
    /** It has crashed, and the next one waits. */
    CRASH_BACK_OFF("The worker crashed, and its slot waits for as long as restartPolicy.backoff says."),
    /** Somebody asked that the slot has no worker. */
    STOP_REQUESTED("The annotation workerapp.dev/stopped-slots names the slot, so it has no worker."),
    /** It said by its exit code that it is not to be started again. */
    STOP_EXIT_CODE("The worker ended with one of restartPolicy.stopExitCodes."),
    /** The replacement of a revision that is no longer asked for. */
    SUPERSEDED("The app asks for another revision meanwhile."),
    /** The slot has more workers than it needs. */
    DUPLICATE("The slot has more workers than it needs."),
    /** The restart token is another one. */
    RESTART_REQUESTED("A restart was requested."),
    /** The slot must be empty before its replacement starts. */
    MAKE_ROOM("The replacement needs the room of the old worker."),
    /** The worker belongs to a revision that was given up. */
    REVISION_FAILED("The worker's revision failed."),

    /** The worker can't run on its node, and its old worker serves. */
    NODE_LOST("The worker's node is not ready or gone."),

    // How a worker ended.
    /** SIGKILL ended it, after it was asked to end. */
    KILLED("The worker was killed by SIGKILL before it had ended by itself."),
    /** It ended with requests in flight, as its runtime says. */
    UNFINISHED_REQUESTS("The worker ended before requests that it had begun were finished."),
    /** It was stopped before any probe had found it ready, as its runtime says. */
    NEVER_READY("The worker was stopped before it was ever ready. Its threads were at:"),
    /** It got its signal and had not drained, as its runtime says. */
    NOT_DRAINED("The worker got its signal without having drained."),

    // Other actions.
    /** A worker is available whose containers, or whose predecessors, had failed before. */
    RECOVERED("The worker is available, after failures before it."),
    /** A pod without a controller carries the app's labels. */
    ORPHAN("A pod with the app's labels had no controller."),
    /** Every slot has an available worker of the revision. */
    RELOAD_COMPLETE("Every slot has an available worker of the revision."),
    /** Somebody asked to go back to another revision. */
    UNDONE("A request asked to go back to another revision."),
    /** A request to undo asks for what is so already. */
    NOTHING_TO_UNDO("The app already runs, or goes back to, what the request to undo asks for."),
    /** A request to undo can't be followed. */
    UNDO_NOT_POSSIBLE("The request to undo can't be followed."),
    /** Workers got a signal by request. */
    SIGNALLED("The signal that was requested was raised in the workers."),
    /** Some workers did not get the signal. */
    SIGNAL_NOT_DELIVERED("The signal that was requested was not raised in some workers."),
    /** A request for a signal can't be followed. */
    SIGNAL_REFUSED("The signal that was requested is not sent to workers."),
    /** A run of the schedule did not begin in time. */
    RUN_SKIPPED("A run of recycle.schedule did not begin in time, and is not made up."),
    /** Nobody looked between a tick and its deadline. */
    RUN_MISSED("The operator did not run between the time of the schedule and the end of startingDeadlineSeconds."),
    /** The app asks for another revision than the failed one. */
    ASKED_ANEW("The app asks for another revision than the failed one."),

    /** The reset token is another one. */
    RESET_REQUESTED("A reset was requested."),
    /** The restart policy does not have the limit any more that a slot was marked for. */
    LIMIT_REMOVED("restartPolicy has this limit no longer."),

    // Why a replacement fails.
    /** Not available in time after the container first ran. */
    NOT_READY_IN_TIME("The worker was not available within readiness.timeoutSeconds + minReadySeconds."),
    /** The container ends again and again. */
    CRASH_LOOP("The container ends again and again."),
    /** Workers that had been available crash. */
    CRASHED_AFTER_READY("Workers that had been available crash."),
    /** A worker that had been available is not ready for long. */
    NOT_READY_AGAIN("A worker that had been available is not ready for longer than readiness.timeoutSeconds."),
    /** The container could not run in time. */
    NOT_STARTED_IN_TIME("The worker could not run within reload.startTimeoutSeconds."),

    // What a slot waits for.
    /** A worker has not become available yet. */
    STARTING("The worker is not available yet."),

    /** A worker that had been ready is not ready. */
    NOT_READY("The worker had been ready and is not ready now."),
    /** It is ready and is watched for a while before it is considered available. */
    ON_PROBATION("The worker is ready; it is considered available after reload.probationSeconds."),
    /** An init container runs. */
    INITIALIZING("An init container of the worker runs."),
    /** The slot waits before the next worker is started in it. */
    BACK_OFF("The slot waits before another worker is started in it."),

    // What the cluster says.
    /** The image cannot be had. */
    IMAGE_PULL("The image can't be pulled."),
    /** The container cannot be configured or created. */
    CONTAINER_CONFIG("The container can't be configured or created."),
    /** No node takes the worker. */
    UNSCHEDULABLE("No node takes the worker."),
    /** A volume can't be attached or mounted. */
    VOLUME("A volume can't be attached or mounted."),
    /** The pod's sandbox, and with it its network address, can't be made. */
    SANDBOX("The pod's sandbox or its network address can't be created."),
    /** The kubelet does not admit the pod. */
    POD_REFUSED("The kubelet does not admit the pod."),
    /** The kubelet or the API evicted the pod. */
    EVICTED("The pod was evicted."),
    /** A pod of higher priority took its room. */
    PREEMPTED("The pod was preempted by one of higher priority."),
    /** activeDeadlineSeconds is over. */
    DEADLINE_EXCEEDED("The pod was active for longer than its activeDeadlineSeconds."),
    /** A quota does not admit a worker, or an object beside the workers. */
    QUOTA_EXCEEDED("A quota does not admit a worker, or an object beside the workers."),
    /** The API server refused the worker for another reason: an admission policy, an invalid template. */
    CREATE_REFUSED("The API server refuses it."),
    /** The API server, or a webhook that it asks, fails. */
    SERVER_ERROR("The API server, or a webhook that it calls, does not answer as it should."),
    /** The namespace is being deleted. */
    NAMESPACE_TERMINATING("The namespace is being deleted."),
    /** The signal that the app asks for would not, or will not, reach the worker. */
    SIGNAL_UNSUPPORTED("The cluster can't end the worker by shutdown.stopSignal."),

    /** A pass of the operator has ended with an error of its own. */
    INTERNAL_ERROR("The operator failed to reconcile the app."),
    /** An object of the app's name is somebody else's. */
    NAME_TAKEN("An object of the app's name belongs to somebody else."),
    /** A ConfigMap or a Secret has another content. */
    CONFIG_CHANGED("A ConfigMap or a Secret that the workers use has another content."),
    /** A ConfigMap or a Secret changes again and again. */
    CONFIG_FLAPPING("A ConfigMap or a Secret changes again and again, so the reloads for it become rarer."),
    /** The content of a ConfigMap or a Secret is followed from now on. */
    CONFIG_RECORDED("The content of a ConfigMap or a Secret is recorded, and followed from now on."),
    /** Another content must stay the same for a while. */
    CONFIG_QUIET("Another content of a ConfigMap or a Secret is reloaded for after reload.config.quietSeconds."),
    /** Other apps are reloaded first. */
    CONFIG_QUEUED("Another content of a ConfigMap or a Secret is reloaded for when other apps that share it are."),
    /** Another content is not reloaded for yet. */
    CONFIG_HELD("Another content of a ConfigMap or a Secret is not reloaded for yet."),
    /** Workers with the content that is there have failed. */
    CONFIG_FAILED("Workers with the content of a ConfigMap or a Secret have failed; the app runs the content before."),
    /** Workers read a ConfigMap or a Secret, and not a copy of it. */
    CONFIG_NOT_COPIED("No copy is kept of a ConfigMap or a Secret, so workers read what is in it when they start."),
    /** A required ConfigMap, Secret or key does not exist. */
    CONFIG_MISSING("A ConfigMap, a Secret or a key that the workers need does not exist."),
    /** A ConfigMap or a Secret can't be read. */
    CONFIG_UNREADABLE("A ConfigMap or a Secret can't be read, so that nobody knows whether it has changed."),
    /** Secrets are not followed. */
    SECRETS_NOT_FOLLOWED("Changes of a Secret that the workers use are not followed."),
    /** The number of workers is to follow the nodes, which are not known. */
    NODES_UNKNOWN("The operator does not know the nodes that autoInstances counts."),
    /** Somebody sets a number of workers that has no effect. */
    SCALE_IGNORED("The app was scaled while autoInstances is set, which has no effect."),
    /** Workers do not say what they use. */
    USAGE_UNKNOWN("The operator can't find out what workers use, which recycle limits."),
    /** The cluster does not say how much memory workers use. */
    METRICS_UNAVAILABLE("The cluster does not say how much memory workers use, which recycle.maxMemory limits."),
    /** Every worker will come over its limit of memory. */
    MEMORY_LIMIT_LOW("recycle.maxMemory is less than a JVM with this -Xmx needs, even without a leak."),
    /** A pod that is not a worker has the app's label. */
    FOREIGN_POD("A pod that is not a worker of the app has its label."),
    /** An annotation of the app can't be read. */
    ANNOTATION_UNREADABLE("An annotation of the app, or a part of it, can't be read and is ignored."),
    /** The spec can't be read, so the app is left as it is. */
    SPEC_UNREADABLE("The app's spec can't be read."),
    /** The schedule can't be understood. */
    SCHEDULE_INVALID("recycle.schedule or recycle.timeZone can't be understood, so no worker is replaced by it."),

    // How the app stands.
    /** Everything is as asked. */
    AS_ASKED("Everything runs as asked."),
    /** Every slot has an available worker, of whatever revision. */
    SLOTS_AVAILABLE("Every slot has an available worker."),
    /** A slot has no available worker. */
    SLOTS_UNAVAILABLE("A slot has no available worker."),
    /** Workers are being replaced. */
    RELOADING("Workers are being replaced."),
    /** Slots are being filled or emptied. */
    SCALING("Slots are being filled or emptied."),
    /** The reload is paused or held by the partition. */
    PAUSED("The reload is paused."),
    /** A replacement is past its deadline; no further one starts. */
    HALTED("A worker of the new revision failed, so the reload has stopped."),
    /** Slots are left empty since their workers crash. */
    SLOTS_ERRORED("Workers crashed more often in a row than restartPolicy.maxRestarts allows."),
    /** Slots are empty since their workers said so. */
    SLOTS_STOPPED("Workers ended with one of restartPolicy.stopExitCodes, and are not started again."),
    /** The slots run the stable revision, because the one that is asked for failed. */
    ROLLED_BACK("The revision that the app asks for failed; the stable one serves.");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /**
     * Whether it says only what the cluster did to a worker, so that its revision is not to blame: it can't run or can't
     * stay.
     */
    public boolean isClusterFault() {
        return switch (this) {
            case IMAGE_PULL,
                    CONTAINER_CONFIG,
                    UNSCHEDULABLE,
                    VOLUME,
                    SANDBOX,
                    POD_REFUSED,
                    EVICTED,
                    PREEMPTED,
                    NODE_LOST,
                    QUOTA_EXCEEDED,
                    CREATE_REFUSED,
                    SERVER_ERROR,
                    NAMESPACE_TERMINATING,
                    SIGNAL_UNSUPPORTED -> true;
            default -> false;
        };
    }

    /** Whether it says that something is wrong with a worker: by what the cluster did to it, or by what it did itself. */
    public boolean isProblem() {
        return switch (this) {
            case TERMINAL,
                    CRASH_LOOP,
                    CRASHED_TOO_OFTEN,
                    CRASH_BACK_OFF,
                    CRASHED_AFTER_READY,
                    DEADLINE_EXCEEDED,
                    NOT_READY,
                    NOT_READY_AGAIN,
                    NOT_READY_IN_TIME,
                    NOT_STARTED_IN_TIME -> true;
            default -> isClusterFault();
        };
    }

    /** Whether a worker that is replaced for that may stay as well, so that its replacement waits for a good moment. */
    public boolean isVoluntary() {
        return switch (this) {
            case CONFIG_OUTDATED, MAX_REQUESTS, MAX_HEAP, MAX_MEMORY, SCHEDULED, MAX_AGE -> true;
            default -> false;
        };
    }

    /** One sentence for a person. */
    public String sentence() {
        return sentence;
    }
}
