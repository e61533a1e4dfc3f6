package dev.workerapp.samples.shop;

import java.time.Duration;
import java.util.Map;

/**
 * What the environment tells the worker.
 *
 * @param port the port to listen on; 0 takes any free one
 * @param version the version that it answers with
 * @param threads how many requests it works on at the same time; 0 for any number
 * @param delay by how much each answer is slower than it has to be: with few threads, a worker that is in trouble
 */
record Settings(int port, String version, int threads, Duration delay) {

    /**
     * Reads {@code PORT}, {@code SHOP_VERSION}, {@code SHOP_THREADS} and {@code SHOP_DELAY_MILLIS}; each has a default.
     *
     * @throws IllegalArgumentException if a number is not one
     */
    static Settings of(Map<String, String> env) {
        return new Settings(
                Integer.parseInt(env.getOrDefault("PORT", "8080")),
                env.getOrDefault("SHOP_VERSION", "1.0"),
                Integer.parseInt(env.getOrDefault("SHOP_THREADS", "0")),
                Duration.ofMillis(Long.parseLong(env.getOrDefault("SHOP_DELAY_MILLIS", "0"))));
    }
}
