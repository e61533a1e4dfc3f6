package dev.workerapp.worker.environment;

import dev.workerapp.worker.log.Log;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The contract between the operator, which sets these variables in a worker's pod, and the runtime, which reads them
 * once. A value that makes no sense is reported in one line and its default is used: a wrong variable never keeps an app
 * from starting. Immutable.
 *
 * @param controlPort where the control endpoint listens; absent outside a cluster, and then nothing listens
 * @param token what {@code /drain} asks for; absent: nobody may drain
 * @param actionToken the file that has what actions and messages ask for; absent: there are none
 * @param peers the DNS name of all workers of the app; absent: the worker can send to itself alone
 * @param slot the worker's number, from 0
 * @param revision the name of its revision
 * @param drain how long a drain takes at most
 * @param quiet how long no request may have come before a drain ends early
 * @param stop how long the worker takes at most to stop after SIGTERM: requests in flight and callbacks together
 * @param probe how long the kubelet waits for the answer to a readiness probe
 * @param terminationLog the file whose content the kubelet keeps as the container's last message
 * @param readyOn what makes the worker ready
 * @param appPort the port that the app listens on
 * @param warmUp the calls to make before the worker is ready; absent: none
 */
public record WorkerEnvironment(
        OptionalInt controlPort,
        Optional<String> token,
        Optional<Path> actionToken,
        Optional<String> peers,
        int slot,
        Optional<String> revision,
        Duration drain,
        Duration quiet,
        Duration stop,
        Duration probe,
        Path terminationLog,
        ReadyOn readyOn,
        OptionalInt appPort,
        Optional<WarmUpCalls> warmUp) {

    /** A port, 1–65535. Set only inside a pod; everything below matters only together with it. */
    public static final String CONTROL_PORT = "WORKERAPP_CONTROL_PORT";
    /** Any text without spaces, the same as in the preStop hook's header {@code Authorization: Bearer …}. */
    public static final String CONTROL_TOKEN = "WORKERAPP_CONTROL_TOKEN";
    /** A file, mounted from a Secret; its content may change. */
    public static final String ACTION_TOKEN_FILE = "WORKERAPP_ACTION_TOKEN_FILE";
    /** A DNS name that has the addresses of all workers, such as {@code shop-workers.default.svc}. */
    public static final String PEERS = "WORKERAPP_PEERS";
    /** The slot, from 0; where it is not set, {@link #INSTANCE} is read. Default 0. */
    public static final String SLOT = "WORKERAPP_SLOT";
    /** The name of the worker's revision. */
    public static final String REVISION = "WORKERAPP_REVISION";
    /** The slot as the app itself gets it, under the default name of {@code instanceVariable}. */
    public static final String INSTANCE = "WORKER_INSTANCE";
    /** Seconds, 0–3600. Default 3. */
    public static final String DRAIN_SECONDS = "WORKERAPP_DRAIN_SECONDS";
    /**
     * Seconds, 0–3600: a drain ends early when no request came for so long. Default 3: what a load balancer may need to
     * forget the worker, which the gap between two requests of a quiet app must not be taken for.
     */
    public static final String QUIET_SECONDS = "WORKERAPP_QUIET_SECONDS";
    /** Seconds, 1–86400, which is what a kill timeout can be; to be less than that. Default 25. */
    public static final String STOP_SECONDS = "WORKERAPP_STOP_SECONDS";
    /** Seconds, 1–3600, the readiness probe's {@code timeoutSeconds}. Default 1, Kubernetes' own. */
    public static final String PROBE_SECONDS = "WORKERAPP_PROBE_SECONDS";
    /** A file, the container's {@code terminationMessagePath}. Default {@code /dev/termination-log}. */
    public static final String TERMINATION_LOG = "WORKERAPP_TERMINATION_LOG";
    /** {@code Ready} (the default) or {@code Listen}: see {@link ReadyOn}. */
    public static final String READY_ON = "WORKERAPP_READY_ON";
    /** The app's port, 1–65535. Needed for {@code Listen} and for the warm-up. */
    public static final String PORT = "WORKERAPP_PORT";
    /** A path with an optional query, such as {@code /catalog?page=1}. Set: there is a warm-up. */
    public static final String WARM_UP_PATH = "WORKERAPP_WARM_UP_PATH";
    /** How many calls, 1–1000000. Default 100. */
    public static final String WARM_UP_REQUESTS = "WORKERAPP_WARM_UP_REQUESTS";
    /** Seconds, 1–3600, for waiting until the app listens and all calls together. Default 30. */
    public static final String WARM_UP_TIMEOUT_SECONDS = "WORKERAPP_WARM_UP_TIMEOUT_SECONDS";

    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;

    /** What makes a worker ready. */
    public enum ReadyOn {
        /** The app says so, by {@code Worker.ready()}. */
        READY,
        /** The app's port accepts connections. */
        LISTEN
    }

    /**
     * The calls to make before the worker is ready.
     *
     * @param path begins with a slash
     * @param requests how many
     * @param timeout for all together
     */
    public record WarmUpCalls(String path, int requests, Duration timeout) {}

    /** The environment of this process. */
    public static WorkerEnvironment ofProcess() {
        return of(System.getenv());
    }

    /** Reads the variables out of an environment. */
    public static WorkerEnvironment of(Map<String, String> variables) {
        var appPort = number(variables, PORT, 1, 65_535);
        return new WorkerEnvironment(
                number(variables, CONTROL_PORT, 1, 65_535),
                text(variables, CONTROL_TOKEN),
                text(variables, ACTION_TOKEN_FILE).map(Path::of),
                text(variables, PEERS),
                number(variables, SLOT, 0, Integer.MAX_VALUE)
                        .orElseGet(() -> number(variables, INSTANCE, 0, Integer.MAX_VALUE)
                                .orElse(0)),
                text(variables, REVISION),
                seconds(variables, DRAIN_SECONDS, 0, HOUR, 3),
                seconds(variables, QUIET_SECONDS, 0, HOUR, 3),
                seconds(variables, STOP_SECONDS, 1, DAY, 25),
                seconds(variables, PROBE_SECONDS, 1, HOUR, 1),
                Path.of(text(variables, TERMINATION_LOG).orElse("/dev/termination-log")),
                readyOn(variables, appPort),
                appPort,
                warmUp(variables, appPort));
    }

    /** Whether the operator set this environment up. */
    public boolean inCluster() {
        return controlPort.isPresent();
    }

    private static ReadyOn readyOn(Map<String, String> variables, OptionalInt appPort) {
        return switch (text(variables, READY_ON).orElse("Ready")) {
            case "Ready" -> ReadyOn.READY;
            case "Listen" -> {
                if (appPort.isPresent()) {
                    yield ReadyOn.LISTEN;
                }
                Log.line(READY_ON + " is Listen, but " + PORT + " is not set: ready when the app calls Worker.ready()");
                yield ReadyOn.READY;
            }
            default -> {
                Log.line(READY_ON + " is neither Ready nor Listen: ready when the app calls Worker.ready()");
                yield ReadyOn.READY;
            }
        };
    }

    private static Optional<WarmUpCalls> warmUp(Map<String, String> variables, OptionalInt appPort) {
        var path = text(variables, WARM_UP_PATH);
        if (path.isPresent() && (!path.get().startsWith("/") || appPort.isEmpty())) {
            Log.line("no warm-up: it needs " + WARM_UP_PATH + " to begin with a slash, and " + PORT);
            return Optional.empty();
        }
        return path.map(there -> new WarmUpCalls(
                there,
                number(variables, WARM_UP_REQUESTS, 1, 1_000_000).orElse(100),
                seconds(variables, WARM_UP_TIMEOUT_SECONDS, 1, HOUR, 30)));
    }

    private static Duration seconds(Map<String, String> variables, String name, int least, int most, int otherwise) {
        return Duration.ofSeconds(number(variables, name, least, most).orElse(otherwise));
    }

    private static OptionalInt number(Map<String, String> variables, String name, int least, int most) {
        var text = text(variables, name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return OptionalInt.of(value);
            }
        } catch (NumberFormatException e) {
            // Reported below, with the range.
        }
        Log.line(name + " is not a number from " + least + " to " + most + " and is not used");
        return OptionalInt.empty();
    }

    private static Optional<String> text(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }
}
