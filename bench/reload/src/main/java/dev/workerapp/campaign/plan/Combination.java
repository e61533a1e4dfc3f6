package dev.workerapp.campaign.plan;

import java.util.Map;

/**
 * One measurement.
 *
 * @param system what keeps the workers
 * @param server what is in them
 * @param variant how it has the worker runtime
 * @param keepAlive whether the clients keep their connections
 * @param event what happens
 * @param instances workers
 * @param times how often it happens
 * @param rate requests a second
 * @param requests the clients go on until so many are sent, also when nothing happens any more
 */
public record Combination(
        Contender system,
        Server server,
        Variant variant,
        boolean keepAlive,
        Event event,
        int instances,
        int times,
        int rate,
        long requests) {

    private static final int SMALL_RATE = 100;

    /** What it is called: a row measured again under this name replaces the old one. */
    public String key() {
        return String.join(
                "/",
                system.toString(),
                server.toString(),
                variant.toString(),
                client(),
                event + "×" + times,
                "of " + instances);
    }

    public String client() {
        return keepAlive ? "keep-alive" : "new-connections";
    }

    /** The same, once and at a low rate. */
    public Combination small() {
        return new Combination(system, server, variant, keepAlive, event, instances, 1, SMALL_RATE, 0);
    }

    /** Whether WorkerApp says that this loses nothing. */
    public boolean promisesNoLoss() {
        return system == Contender.WORKER_APP
                && (variant == Variant.LIBRARY || (variant == Variant.AGENT && server == Server.JDK))
                && event != Event.WORKER_KILLED
                && event != Event.BROKEN_PROCEED;
    }

    /** Whether it is one of those that are asked for: each name with its word, such as {@code system=workerapp}. */
    public boolean matches(Map<String, String> wanted) {
        Map<String, String> mine = Map.of(
                "system", system.toString(),
                "server", server.toString(),
                "runtime", variant.toString(),
                "client", client(),
                "event", event.toString(),
                "instances", Integer.toString(instances));
        return wanted.entrySet().stream().allMatch(want -> want.getValue().equals(mine.get(want.getKey())));
    }
}
