package dev.workerapp.worker.control;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The connections that are open, and which of them is closed for a new one. A connection that has sent no request yet,
 * or does not read its answer, costs its peer nothing and holds a place here; a probe sends its request with its
 * connection. So where there is no place, the oldest connection that is not being answered is closed: of the same peer
 * address if that has its share, so that no address takes places from another, else of all. A new connection is refused
 * only where every place is being answered. Safe for use by several threads.
 */
final class Connections {
    private final int total;
    private final int perAddress;
    private final Set<Connection> open = new LinkedHashSet<>();

    /**
     * @param total how many there are at most
     * @param perAddress how many of one peer address there are at most
     */
    Connections(int total, int perAddress) {
        this.total = total;
        this.perAddress = perAddress;
    }

    /**
     * Gives a new connection a place, and closes another one if it must. Waits until that one's thread is done with it,
     * so that there are never more threads than places.
     *
     * @return false where every place is being answered
     */
    synchronized boolean admit(Connection connection) throws InterruptedException {
        while (!hasRoomFor(connection)) {
            var victim = victimFor(connection);
            if (victim.isEmpty()) {
                return false;
            }
            victim.get().drop();
            wait();
        }
        return open.add(connection);
    }

    /** The connection is closed, and its thread is done with it. */
    synchronized void release(Connection connection) {
        open.remove(connection);
        notifyAll();
    }

    private boolean hasRoomFor(Connection connection) {
        return open.size() < total && ofSameAddress(connection) < perAddress;
    }

    private long ofSameAddress(Connection connection) {
        return open.stream()
                .filter(other -> other.peer().equals(connection.peer()))
                .count();
    }

    private Optional<Connection> victimFor(Connection connection) {
        boolean ownShare = ofSameAddress(connection) >= perAddress;
        return open.stream()
                .filter(other -> !ownShare || other.peer().equals(connection.peer()))
                .filter(other -> !other.answering())
                .findFirst();
    }
}
