package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Executor;

/**
 * Scheduler and kubelets, driven by events: a pod that is created comes to the first node that takes pods, runs, and is
 * ready a step later; one that is asked to end ends, and is gone a step later. A pod whose image has the tag {@code refused}
 * is refused by the kubelet; what the container of each other one does, {@link Containers} says. Thread-safe.
 */
public final class FakeKubelet {

    /** The address of all pods, at which a test may play their runtimes. */
    private static final String LOOPBACK = "127.0.0.1";

    private final FakeApiServer server;
    private final Containers containers;

    /** What containers do. Asked under the server's lock, or between two steps. */
    public interface Containers {

        /** The container of this pod is started. */
        void started(ObjectNode pod);

        /** Whether it ends as it starts, again and again. */
        boolean crashes(ObjectNode pod);

        /** Whether it becomes ready. */
        boolean becomesReady(ObjectNode pod);
    }

    /**
     * Begins to act.
     *
     * @param executor runs one thing after the other
     */
    public FakeKubelet(FakeApiServer server, Executor executor, Containers containers) {
        this.server = server;
        this.containers = containers;
        server.listen(change -> {
            if (change.key().is("pods") && change.after().isPresent()) {
                executor.execute(() -> step(change.key(), change.after().get()));
            }
        });
    }

    private void step(Key key, ObjectNode seen) {
        boolean ending = seen.path("metadata").has("deletionTimestamp");
        if (ending && isTerminal(seen)) {
            server.remove(key);
        } else if (ending) {
            server.change(key, this::ended);
        } else if (!seen.path("spec").has("nodeName")) {
            server.change(key, this::started);
        } else if (isStarting(seen) && containers.crashes(seen)) {
            server.change(key, this::crashed);
        } else if (isStarting(seen) && containers.becomesReady(seen)) {
            server.change(key, pod -> running(pod, true));
        }
    }

    /** The tag of the image of the main container. */
    public static String tag(ObjectNode pod) {
        String image = pod.path("spec").path("containers").path(0).path("image").asText();
        return image.substring(image.lastIndexOf(':') + 1);
    }

    private static boolean isStarting(ObjectNode pod) {
        return pod.at("/status/phase").asText().equals("Running") && !isReady(pod) && !isCrashLooping(pod);
    }

    private static boolean isCrashLooping(ObjectNode pod) {
        return pod.at("/status/containerStatuses/0/state").has("waiting");
    }

    /** Whether nothing of a pod runs any more, though it is there. */
    public static boolean isTerminal(ObjectNode pod) {
        return pod.at("/status/phase").asText().equals("Failed");
    }

    /** Whether a pod is ready. */
    public static boolean isReady(ObjectNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private ObjectNode started(ObjectNode pod) {
        return server.objects("nodes").stream()
                .filter(node -> !node.path("spec").path("unschedulable").asBoolean())
                .findFirst()
                .map(node -> {
                    pod.withObject("/spec")
                            .put("nodeName", node.path("metadata").path("name").asText());
                    if (tag(pod).equals("refused")) {
                        return refused(pod);
                    }
                    containers.started(pod);
                    return running(pod, false);
                })
                .orElse(pod);
    }

    private ObjectNode refused(ObjectNode pod) {
        status(pod, "Failed", false)
                .put("reason", "SysctlForbidden")
                .put("message", "Pod was rejected: forbidden sysctl: \"net.core.somaxconn\" not allowlisted");
        return pod;
    }

    private ObjectNode running(ObjectNode pod, boolean ready) {
        ObjectNode status = status(pod, "Running", ready);
        container(pod, ready).putObject("state").putObject("running").put("startedAt", server.now());
        status.put("startTime", server.now());
        return pod;
    }

    /** The first crash: a kubelet would start the container again at once, and wait after the second. */
    private ObjectNode crashed(ObjectNode pod) {
        status(pod, "Running", false);
        ObjectNode container = container(pod, false);
        container
                .putObject("state")
                .putObject("waiting")
                .put("reason", "CrashLoopBackOff")
                .put("message", "back-off 10s restarting failed container");
        terminated(container.putObject("lastState"), 1);
        return pod;
    }

    private ObjectNode ended(ObjectNode pod) {
        status(pod, "Failed", false);
        terminated(container(pod, false).putObject("state"), 143);
        return pod;
    }

    private void terminated(ObjectNode state, int exitCode) {
        state.putObject("terminated")
                .put("exitCode", exitCode)
                .put("reason", "Error")
                .put("startedAt", server.now())
                .put("finishedAt", server.now());
    }

    private ObjectNode status(ObjectNode pod, String phase, boolean ready) {
        ObjectNode status = pod.putObject("status").put("phase", phase).put("podIP", LOOPBACK);
        for (String type : new String[] {"PodScheduled", "Initialized", "ContainersReady", "Ready"}) {
            boolean holds = ready || type.equals("PodScheduled") || type.equals("Initialized");
            status.withArray("/conditions")
                    .addObject()
                    .put("type", type)
                    .put("status", holds ? "True" : "False")
                    .put("lastTransitionTime", server.now());
        }
        return status;
    }

    private static ObjectNode container(ObjectNode pod, boolean ready) {
        JsonNode first = pod.path("spec").path("containers").path(0);
        return ((ObjectNode) pod.path("status"))
                .putArray("containerStatuses")
                .addObject()
                .put("name", first.path("name").asText())
                .put("image", first.path("image").asText())
                .put("imageID", "")
                .put("ready", ready)
                .put("restartCount", 0);
    }
}
