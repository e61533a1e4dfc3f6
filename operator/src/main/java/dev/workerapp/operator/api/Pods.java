package dev.workerapp.operator.api;

import io.fabric8.kubernetes.api.model.Pod;

/** How far the life of a pod has come. */
public final class Pods {

    private Pods() {}

    /** Whether its containers have ended for good. */
    public static boolean isTerminal(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    /** Whether its deletion has begun. */
    public static boolean isEnding(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }
}
