package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.BoundedMap;
import dev.workerapp.operator.desired.FieldManagers;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import java.util.Map;
import java.util.Optional;

/**
 * Scales of apps whose number of workers follows the nodes, as by a HorizontalPodAutoscaler. Who does it is reported once by an
 * operator. Thread-safe.
 */
public final class IgnoredScales {

    /** Apps that are deleted while they are scaled in vain are pushed out by others. */
    private static final int MOST_APPS = 10_000;

    /** Who is reported to have scaled it, by the app's UID. */
    private final Map<String, String> reported = new BoundedMap<>(MOST_APPS);

    /** What to report that was not at the last call for this app. */
    public synchronized Optional<Problem> news(WorkerApp app) {
        String uid = app.getMetadata().getUid();
        Optional<String> manager =
                Optional.ofNullable(app.getSpec().autoInstances()).flatMap(_ -> FieldManagers.scaledBy(app));
        if (manager.isEmpty()) {
            reported.remove(uid);
        }
        return manager.filter(name -> !name.equals(reported.put(uid, name)))
                .map(name -> new Problem(
                        Reason.SCALE_IGNORED,
                        "The app was scaled by " + name + ", which has no effect while autoInstances is set: remove"
                                + " autoInstances, or what scales the app, such as a HorizontalPodAutoscaler."));
    }
}
