package dev.workerapp.cli.app;

import dev.workerapp.cli.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the API server says of a worker.
 *
 * @param json its pod
 */
public record Worker(Json json) {

    /** The main container. */
    public static final String CONTAINER = "worker";

    /** The name of the port of the worker runtime. */
    private static final String CONTROL_PORT = "workerapp";

    /** The port of the worker runtime where a pod names none. */
    private static final int USUAL_CONTROL_PORT = 7979;

    /** The pod's name. */
    public String name() {
        return json.at("metadata", "name").text();
    }

    /** Its namespace. */
    public String namespace() {
        return json.at("metadata", "namespace").text();
    }

    /** When it was created. */
    public String created() {
        return json.at("metadata", "creationTimestamp").text();
    }

    /** The app that it belongs to. */
    public String app() {
        return label("workerapp.dev/app");
    }

    /** Its slot; -1 if its label is none. */
    public int slot() {
        try {
            return Integer.parseInt(label("workerapp.dev/slot"));
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /** Its revision. */
    public String revision() {
        return label("workerapp.dev/revision");
    }

    /** Its node; empty if it has none yet. */
    public String node() {
        return json.at("spec", "nodeName").text();
    }

    /** Whether it is being stopped. */
    public boolean terminating() {
        return json.at("metadata", "deletionTimestamp").present();
    }

    /** When it was asked to end, in whole seconds; empty if it was not. A pod's deletionTimestamp is when its time is over. */
    public Optional<Instant> askedToEnd() {
        try {
            return json.at("metadata", "deletionTimestamp")
                    .someText()
                    .map(Instant::parse)
                    .map(end -> end.minusSeconds(
                            json.at("metadata", "deletionGracePeriodSeconds").integer(0)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Whether its condition Ready is true. */
    public boolean ready() {
        for (Json condition : json.at("status", "conditions").items()) {
            if (condition.at("type").text().equals("Ready")) {
                return condition.at("status").text().equals("True");
            }
        }
        return false;
    }

    /** Whether its main container runs. */
    public boolean running() {
        return containers("containerStatuses")
                .filter(container -> container.at("name").text().equals(CONTAINER))
                .anyMatch(container -> container.at("state", "running").present());
    }

    /** The port of its worker runtime. */
    public int controlPort() {
        return json.at("spec", "containers").items().stream()
                .flatMap(container -> container.at("ports").items().stream())
                .filter(port -> port.at("name").text().equals(CONTROL_PORT))
                .mapToInt(port -> (int) port.at("containerPort").integer(USUAL_CONTROL_PORT))
                .findFirst()
                .orElse(USUAL_CONTROL_PORT);
    }

    /** How many of its containers are ready, of how many, as {@code 1/1}. */
    public String readyContainers() {
        long ready = containers("containerStatuses")
                .filter(c -> c.at("ready").isTrue())
                .count();
        return ready + "/" + json.at("spec", "containers").items().size();
    }

    /** How often its containers were started again. */
    public long restarts() {
        return containers("containerStatuses")
                .mapToLong(c -> c.at("restartCount").integer(0))
                .sum();
    }

    /** The word that kubectl shows (k8s.io/kubernetes/pkg/printers/internalversion, printPod), in its most frequent cases. */
    public String state() {
        String word = json.at("status", "reason")
                .someText()
                .orElse(json.at("status", "phase").text());
        String waiting = waiting("initContainerStatuses", "Init:");
        if (waiting.isEmpty()) {
            waiting = waiting("containerStatuses", "");
        }
        return terminating() ? "Terminating" : waiting.isEmpty() ? word : waiting;
    }

    private String waiting(String statuses, String prefix) {
        return containers(statuses)
                .map(Worker::trouble)
                .filter(word -> !word.isEmpty())
                .map(prefix::concat)
                .findFirst()
                .orElse("");
    }

    private static String trouble(Json container) {
        Json ended = container.at("state", "terminated");
        if (ended.present() && ended.at("exitCode").integer(0) != 0) {
            return ended.at("reason")
                    .someText()
                    .orElse("ExitCode:" + ended.at("exitCode").text());
        }
        String reason = container.at("state", "waiting", "reason").text();
        return reason.equals("PodInitializing") ? "" : reason;
    }

    private Stream<Json> containers(String statuses) {
        return json.at("status", statuses).items().stream();
    }

    private String label(String name) {
        return json.at("metadata", "labels").at(name).text();
    }
}
