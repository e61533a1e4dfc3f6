package dev.workerapp.cli.kubectl;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code kubectl port-forward} of our own, on a port of loopback. Thread-safe. */
final class PortForward implements Forward {

    /** {@code Forwarding from 127.0.0.1:40003 -> 7979}. */
    private static final Pattern FORWARDING = Pattern.compile("Forwarding from 127\\.0\\.0\\.1:(\\d+) -> \\d+");

    private final Companion kubectl;
    private final Http http;

    private PortForward(Companion kubectl, int port) {
        this.kubectl = kubectl;
        this.http = new Http(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    }

    /**
     * Starts one, and returns when it serves.
     *
     * @param program kubectl and the user's flags
     * @param errors where its warnings and questions are printed
     * @throws ApiFailure in kubectl's words, if the user may not, or there is no such pod
     */
    static PortForward start(List<String> program, String namespace, String pod, int port, PrintStream errors) {
        Companion kubectl = Companion.start(
                program,
                _ -> List.of(
                        "port-forward", "--namespace=" + namespace, "--address=127.0.0.1", "pod/" + pod, ":" + port),
                errors);
        Matcher line = FORWARDING.matcher(kubectl.firstLine());
        if (!line.matches()) {
            kubectl.close();
            throw ApiFailure.printed("error: kubectl port-forward says no port: " + kubectl.firstLine());
        }
        return new PortForward(kubectl, Integer.parseInt(line.group(1)));
    }

    @Override
    public Reply exchange(Request request) throws IOException {
        return http.exchange(request);
    }

    @Override
    public boolean isOpen() {
        return kubectl.isAlive();
    }

    @Override
    public void close() {
        kubectl.close();
    }
}
