package dev.workerapp.worker.warmup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The port that the app listens on, seen from inside its pod. Immutable. */
public final class AppPort {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int CONNECT_MILLIS = 1000;

    private final int port;

    /** @param port 1–65535 */
    public AppPort(int port) {
        this.port = port;
    }

    /** Whether it accepts a connection now; takes at most two seconds. */
    public boolean accepts() {
        return accepting().isPresent();
    }

    /** Waits without a limit until the port accepts, or the thread is interrupted. */
    public void awaitAccepting() {
        while (accepting().isEmpty() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Waits until the port accepts, or {@link System#nanoTime} is at the deadline; the address that accepts. */
    Optional<InetSocketAddress> awaitAccepting(long deadline) {
        while (true) {
            var found = accepting();
            if (found.isPresent()
                    || System.nanoTime() - deadline >= 0
                    || Thread.currentThread().isInterrupted()) {
                return found;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    @Override
    public String toString() {
        return "port " + port;
    }

    /** Most apps listen everywhere; some on the pod's own address alone. */
    private Optional<InetSocketAddress> accepting() {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        if (accepts(loopback)) {
            return Optional.of(loopback);
        }
        try {
            var own = new InetSocketAddress(InetAddress.getLocalHost(), port);
            return accepts(own) ? Optional.of(own) : Optional.empty();
        } catch (IOException e) {
            // A pod whose own name does not resolve has the loopback address alone.
            return Optional.empty();
        }
    }

    private static boolean accepts(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
