package dev.workerapp.campaign.plan;

/** The systems that keep workers. */
public enum Contender {
    WORKER_APP("workerapp"),
    /** A Deployment as people write it: replicas, a readiness probe, and the defaults for the rest. */
    DEPLOYMENT("deployment"),
    /** A Deployment as an expert writes it: never fewer workers, a pause before SIGTERM, a disruption budget. */
    EXPERT_DEPLOYMENT("deployment-expert"),
    /** Node's workers under PM2, cluster mode, {@code wait_ready}, graceful. */
    PM2("pm2");

    private final String word;

    Contender(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
