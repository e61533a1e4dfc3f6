package dev.workerapp.samples.hello;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the environment tells the worker.
 *
 * @param port the port to listen on; 0 takes any free one
 * @param slot the worker's number within its app, from {@code WORKER_INSTANCE}
 * @param version the version that it answers with
 * @param fault what is wrong with this version
 * @param greeting the file with its greeting; empty for "hello"
 * @param team how many slots work as a {@link Team}; empty: each for itself
 * @param linger how long it goes on answering after SIGTERM, each response closing its connection
 */
record Settings(
        int port,
        String slot,
        String version,
        Fault fault,
        Optional<Path> greeting,
        OptionalInt team,
        Duration linger) {

    /** The ways in which a version can be broken, to see what WorkerApp makes of it. */
    enum Fault {
        /** It works. */
        NONE,
        /** It runs and answers, but never gets ready. */
        NEVER_READY,
        /** It exits at start. */
        CRASH,
        /** It takes no notice of its signal, so that only SIGKILL ends it. */
        NEVER_ENDS
    }

    /**
     * Reads {@code PORT}, {@code WORKER_INSTANCE}, {@code HELLO_VERSION}, {@code HELLO_FAULT}, {@code
     * HELLO_GREETING_FILE}, {@code HELLO_TEAM} and {@code HELLO_LINGER_MILLIS}; each has a default.
     *
     * @throws IllegalArgumentException if a number is not one, or the fault is unknown
     */
    static Settings of(Map<String, String> env) {
        return new Settings(
                Integer.parseInt(env.getOrDefault("PORT", "8080")),
                env.getOrDefault("WORKER_INSTANCE", "?"),
                env.getOrDefault("HELLO_VERSION", "v1"),
                Fault.valueOf(env.getOrDefault("HELLO_FAULT", "none")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')),
                Optional.ofNullable(env.get("HELLO_GREETING_FILE")).map(Path::of),
                Stream.ofNullable(env.get("HELLO_TEAM"))
                        .mapToInt(Integer::parseInt)
                        .findFirst(),
                Duration.ofMillis(Long.parseLong(env.getOrDefault("HELLO_LINGER_MILLIS", "500"))));
    }
}
