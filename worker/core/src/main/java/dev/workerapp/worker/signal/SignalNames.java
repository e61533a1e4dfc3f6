package dev.workerapp.worker.signal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which signals may be sent to workers, and handled by apps. */
public final class SignalNames {
    /** What an app may handle and the JVM has no use for. */
    private static final Set<String> ALLOWED = Set.of(
            "ALRM", "CONT", "HUP", "IO", "PROF", "PWR", "TSTP", "TTIN", "TTOU", "URG", "USR1", "VTALRM", "WINCH");

    private static final String STOPS =
            "ends the worker without a drain. To end a worker, delete its Pod; to keep its slot"
                    + " empty as well, use the annotation workerapp.dev/stopped-slots.";
    private static final String HOTSPOT = "is used by the JVM itself.";

    private static final Map<String, String> REFUSED = Map.of(
            "KILL", "can't be handled by an app. To end a worker, delete its Pod.",
            "STOP", "can't be handled by an app.",
            "TERM", STOPS,
            "INT", STOPS,
            "QUIT", "makes the JVM print a thread dump: use kubectl exec POD -- kill -QUIT 1.",
            "USR2", HOTSPOT,
            "SEGV", HOTSPOT,
            "BUS", HOTSPOT,
            "FPE", HOTSPOT,
            "ILL", HOTSPOT);

    private SignalNames() {}

    /** The name as the JVM wants it: without SIG, which many tools put before it. */
    public static String plain(String name) {
        return name.startsWith("SIG") ? name.substring("SIG".length()) : name;
    }

    /**
     * Why the signal is not sent, in sentences; empty if it may be.
     *
     * @param name without SIG
     */
    public static Optional<String> problem(String name) {
        if (ALLOWED.contains(name)) {
            return Optional.empty();
        }
        String why = REFUSED.getOrDefault(name, "is not one that may be sent.");
        return Optional.of(
                "Signal " + name + " " + why + " Allowed are " + String.join(", ", new TreeSet<>(ALLOWED)) + ".");
    }
}
