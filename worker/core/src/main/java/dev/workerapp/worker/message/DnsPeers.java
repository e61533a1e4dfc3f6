package dev.workerapp.worker.message;

import dev.workerapp.worker.log.Log;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * The workers that the app's headless Service has, by DNS. Java and the cluster keep an answer for some seconds each, 30
 * by default, so a worker that has just started may be missing, and one that has just ended may still be there. Safe for
 * use by several threads.
 */
public final class DnsPeers implements Peers {
    private final Optional<String> name;
    private final int port;
    private final AtomicBoolean said = new AtomicBoolean();

    /**
     * Those of one app.
     *
     * @param name of the Service; absent: there are no peers
     * @param port the control port, which is the same of all
     */
    public DnsPeers(Optional<String> name, int port) {
        this.name = name;
        this.port = port;
    }

    @Override
    public Set<InetSocketAddress> now() {
        return name.map(this::others).orElse(Set.of());
    }

    private Set<InetSocketAddress> others(String service) {
        try {
            var all = InetAddress.getAllByName(service);
            said.set(false);
            return Arrays.stream(all)
                    .filter(address -> !isOwn(address))
                    .map(address -> new InetSocketAddress(address, port))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (UnknownHostException e) {
            if (!said.getAndSet(true)) {
                Log.line("no other worker is found: DNS does not know " + service);
            }
            return Set.of();
        }
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
