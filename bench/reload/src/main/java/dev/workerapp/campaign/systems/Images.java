package dev.workerapp.campaign.systems;

import dev.workerapp.campaign.plan.Variant;

/** What all pods have in common. */
final class Images {

    /** No limit of the processor: a JVM that starts takes what there is, under every system alike. */
    static final String RESOURCES = "{requests: {cpu: 100m, memory: 96Mi}, limits: {memory: 384Mi}}";

    private Images() {}

    /** The agent comes into the plain image. */
    static String variant(Variant variant) {
        return switch (variant) {
            case PLAIN, AGENT -> "plain";
            case LIBRARY -> "library";
        };
    }
}
