package dev.workerapp.bench.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the environment tells a server.
 *
 * @param port the port to listen on; 0 takes any free one
 * @param version what it answers with, from {@code VERSION}
 * @param slot the worker's number, from {@code WORKER_INSTANCE}
 * @param worker which worker this is, for {@link #WORKER_HEADER}: the pod's name, else the slot
 * @param broken whether it runs and answers but never gets ready, from {@code BROKEN=true}
 * @param crashes whether it ends as it starts, from {@code CRASHES_IN_SLOT}: the slot in which it does
 * @param heldMegabytes how much of its heap it keeps in use for nothing, from {@code HOLDS_MEGABYTES}
 */
public record Settings(
        int port, String version, String slot, String worker, boolean broken, boolean crashes, int heldMegabytes) {
    private static final Duration COLLECTION = Duration.ofSeconds(5);
    private static final List<byte[]> HELD = new ArrayList<>();

    /** The header of each answer to {@code /} that says who has answered. */
    public static final String WORKER_HEADER = "X-Worker";

    /** Reads the process's own environment; {@link NumberFormatException} if the port is no number. */
    public static Settings ofEnvironment() {
        return of(System.getenv());
    }

    static Settings of(Map<String, String> env) {
        var slot = env.getOrDefault("WORKER_INSTANCE", "0");
        return new Settings(
                Integer.parseInt(env.getOrDefault("PORT", "8080")),
                env.getOrDefault("VERSION", "v1"),
                slot,
                env.getOrDefault("HOSTNAME", slot),
                Boolean.parseBoolean(env.get("BROKEN")),
                slot.equals(env.get("CRASHES_IN_SLOT")),
                Integer.parseInt(env.getOrDefault("HOLDS_MEGABYTES", "0")));
    }

    /** Ends the process with exit code 1 if it is one that crashes. */
    public void crashIfAsked() {
        if (crashes) {
            System.err.println("slot " + slot + " crashes, as CRASHES_IN_SLOT says");
            System.exit(1);
        }
    }

    /** Keeps in use what it should, and has the heap collected every few seconds from then on. */
    public void hold() {
        if (heldMegabytes > 0) {
            for (int megabyte = 0; megabyte < heldMegabytes; megabyte++) {
                HELD.add(new byte[1 << 20]);
            }
            var collector = new Thread(
                    () -> {
                        while (true) {
                            System.gc();
                            Times.pause(COLLECTION);
                        }
                    },
                    "collections");
            collector.setDaemon(true);
            collector.start();
        }
    }

    /** The text of {@code /}, such as {@code jdk v1 slot 0}. */
    public String greeting(String server) {
        return server + " " + version + " slot " + slot + "\n";
    }

    /** The status of {@code /ready}. */
    public int readyStatus() {
        return broken ? 503 : 200;
    }
}
