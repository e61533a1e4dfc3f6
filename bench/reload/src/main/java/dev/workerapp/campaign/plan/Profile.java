package dev.workerapp.campaign.plan;

import static dev.workerapp.campaign.plan.Contender.DEPLOYMENT;
import static dev.workerapp.campaign.plan.Contender.EXPERT_DEPLOYMENT;
import static dev.workerapp.campaign.plan.Contender.PM2;
import static dev.workerapp.campaign.plan.Contender.WORKER_APP;
import static dev.workerapp.campaign.plan.Server.JDK;
import static dev.workerapp.campaign.plan.Server.NETTY;
import static dev.workerapp.campaign.plan.Server.NODE;
import static dev.workerapp.campaign.plan.Server.SPRING;
import static dev.workerapp.campaign.plan.Server.TOMCAT;
import static dev.workerapp.campaign.plan.Variant.AGENT;
import static dev.workerapp.campaign.plan.Variant.LIBRARY;
import static dev.workerapp.campaign.plan.Variant.PLAIN;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which combinations are measured, in the order in which they are. */
public enum Profile {
    /** An hour and a half: the main row at full size, what stands beside it with some reloads, the others with few. */
    CORE(20, 6, 2),
    /** Hours: everything with everything, twenty reloads each. */
    FULL(20, 20, 20);

    private static final int WORKERS = 4;
    private static final int RATE = 400;
    /** The main row's, keep-alive on and off. */
    private static final long MANY_REQUESTS = 100_000;

    private static final List<Server> JVM_SERVERS = List.of(JDK, TOMCAT, SPRING, NETTY);

    private final int manyReloads;
    private final int someReloads;
    private final int fewReloads;

    Profile(int manyReloads, int someReloads, int fewReloads) {
        this.manyReloads = manyReloads;
        this.someReloads = someReloads;
        this.fewReloads = fewReloads;
    }

    /** The combinations, the most telling ones first. */
    public List<Combination> combinations() {
        List<Combination> all = new ArrayList<>();
        for (boolean keepAlive : clients()) {
            all.add(new Combination(
                    WORKER_APP, JDK, LIBRARY, keepAlive, Event.RELOAD, WORKERS, manyReloads, RATE, MANY_REQUESTS));
        }
        for (boolean keepAlive : clients()) {
            for (Contender other : List.of(EXPERT_DEPLOYMENT, DEPLOYMENT)) {
                all.add(reloads(other, JDK, PLAIN, keepAlive, someReloads));
            }
            all.add(reloads(PM2, NODE, PLAIN, keepAlive, someReloads));
            all.add(reloads(WORKER_APP, JDK, PLAIN, keepAlive, someReloads));
        }
        all.addAll(events(WORKER_APP, JDK, LIBRARY));
        for (Variant variant : List.of(LIBRARY, PLAIN, AGENT)) {
            for (Server server : JVM_SERVERS) {
                for (boolean keepAlive : this == FULL ? clients() : List.of(true)) {
                    all.add(reloads(WORKER_APP, server, variant, keepAlive, fewReloads));
                }
            }
        }
        all.addAll(events(EXPERT_DEPLOYMENT, JDK, PLAIN));
        if (this == FULL) {
            all.addAll(events(DEPLOYMENT, JDK, PLAIN));
            all.addAll(events(PM2, NODE, PLAIN));
        }
        // At twenty reloads the main row is one of all servers' rows too; it keeps its size.
        Map<String, Combination> byName = new LinkedHashMap<>();
        all.forEach(combination -> byName.putIfAbsent(combination.key(), combination));
        return List.copyOf(byName.values());
    }

    private static List<Boolean> clients() {
        return List.of(true, false);
    }

    private static Combination reloads(Contender system, Server server, Variant variant, boolean keepAlive, int times) {
        return new Combination(system, server, variant, keepAlive, Event.RELOAD, WORKERS, times, RATE, 0);
    }

    /** Each event that can happen to it. */
    private List<Combination> events(Contender system, Server server, Variant variant) {
        List<Combination> events = new ArrayList<>();
        events.add(new Combination(system, server, variant, true, Event.RELOAD, 1, fewReloads, RATE, 0));
        for (Event event : Event.values()) {
            if (event != Event.RELOAD && happensTo(system, event)) {
                events.add(new Combination(system, server, variant, true, event, WORKERS, times(event), RATE, 0));
            }
        }
        if (system != PM2) {
            events.add(new Combination(system, server, variant, true, Event.NODE_DRAINED, 1, 1, RATE, 0));
        }
        return events;
    }

    private static int times(Event event) {
        return switch (event) {
            case OPERATOR_KILLED, POD_DELETED, RECYCLED, WORKER_KILLED -> 2;
            default -> 1;
        };
    }

    private static boolean happensTo(Contender system, Event event) {
        return switch (event) {
            case BROKEN_HALT,
                    BROKEN_PROCEED,
                    UNDONE,
                    RECYCLED,
                    CONFIG_CHANGED,
                    MAX_REQUESTS,
                    MAX_HEAP,
                    MAX_MEMORY,
                    MAX_AGE,
                    SCHEDULED,
                    ERRORED,
                    OPERATOR_KILLED,
                    OPERATOR_UPGRADED -> system == WORKER_APP;
            case ROLLBACK, WORKER_KILLED, POD_DELETED, NODE_DRAINED, ORPHANED -> system != PM2;
            case RELOAD, SCALE, BROKEN_ROLL_BACK -> true;
        };
    }

    /**
     * The profile of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Profile of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
