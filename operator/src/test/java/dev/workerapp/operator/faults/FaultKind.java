package dev.workerapp.operator.faults;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What may go wrong with a request, or with an event of a watch. */
enum FaultKind {
    /** No connection: the server never sees the request. */
    NO_CONNECTION,
    /** The server does what it is asked, and the connection breaks before the answer. */
    NO_ANSWER,
    /** The server does what it is asked, and the connection breaks in the middle of the answer. */
    HALF_ANSWER,
    /** The request is lost, and the client waits as long as it waits for any. */
    HANG,
    /** 429, with {@code Retry-After}: nothing is done. */
    TOO_MANY_REQUESTS,
    /** 500: nothing is done. */
    INTERNAL_ERROR,
    /** 503: nothing is done. */
    UNAVAILABLE,
    /** 504: the server does what it is asked and is too late with its answer. */
    GATEWAY_TIMEOUT,
    /** 403: nobody gave this right, or somebody took it back. */
    FORBIDDEN,
    /** 409: somebody else writes at the same time. */
    CONFLICT,
    /** The server does what it is asked, and the operator's process dies at once; another one is started. */
    DEATH,
    /** 410, of a list, of a watch that begins, or of one that goes on. */
    GONE,
    /** The server closes the watch before the event. */
    WATCH_CLOSED,
    /** The watch is open and tells nothing from this event on, until the server closes it at its timeout. */
    WATCH_MUTE;

    private static final Set<FaultKind> OF_EVENTS = Set.of(GONE, WATCH_CLOSED, WATCH_MUTE);
    private static final Set<String> WRITES = Set.of("POST", "PATCH", "PUT", "DELETE");

    /** Whether it can happen there. */
    boolean fits(Point point) {
        return switch (this) {
            case NO_CONNECTION, HANG, TOO_MANY_REQUESTS, INTERNAL_ERROR, UNAVAILABLE, FORBIDDEN ->
                !point.verb().equals("EVENT");
            case NO_ANSWER, HALF_ANSWER, GATEWAY_TIMEOUT ->
                !List.of("EVENT", "WATCH").contains(point.verb());
            case CONFLICT, DEATH -> WRITES.contains(point.verb());
            case GONE -> List.of("LIST", "WATCH", "EVENT").contains(point.verb());
            case WATCH_CLOSED, WATCH_MUTE -> point.verb().equals("EVENT");
        };
    }

    /** All that can happen there. */
    static List<FaultKind> of(Point point) {
        return Stream.of(values()).filter(kind -> kind.fits(point)).toList();
    }

    /**
     * What the operator has to report of it while it lasts, in the words of the server or of the connection; empty where
     * what is asked is done all the same, or is asked again before anybody need know.
     */
    Optional<String> words() {
        return switch (this) {
            case NO_CONNECTION -> Optional.of("Connection refused");
            case HANG -> Optional.of("timed out");
            case TOO_MANY_REQUESTS, INTERNAL_ERROR, UNAVAILABLE, FORBIDDEN -> Optional.of("injected: ");
            case NO_ANSWER, HALF_ANSWER, GATEWAY_TIMEOUT, CONFLICT, DEATH, GONE, WATCH_CLOSED, WATCH_MUTE ->
                Optional.empty();
        };
    }

    /** Whether it lasts as often as a fault says; the others happen once. */
    boolean repeats() {
        return this != DEATH && !OF_EVENTS.contains(this);
    }
}
