package dev.workerapp.cli.kubectl;

import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.util.List;

/** The API server behind a {@code kubectl proxy} of our own, on a Unix socket that only this user can open. Thread-safe. */
final class ProxyApi implements Api {

    private final Companion proxy;
    private final Http http;

    private ProxyApi(Companion proxy) {
        this.proxy = proxy;
        this.http = new Http(UnixDomainSocketAddress.of(proxy.folder().socket()));
    }

    /**
     * Starts one, and returns when it serves.
     *
     * @param kubectl the program and the user's flags
     * @param errors where its warnings and questions are printed
     */
    static ProxyApi start(List<String> kubectl, PrintStream errors) {
        Companion proxy = Companion.start(
                kubectl,
                // kubectl rejects some paths by default; what the user may do is for the API server to say.
                folder -> List.of("proxy", "--unix-socket=" + folder.socket(), "--reject-paths=^$"),
                errors);
        return new ProxyApi(proxy);
    }

    @Override
    public Reply exchange(Request request) throws IOException {
        try {
            return http.exchange(request);
        } catch (IOException e) {
            if (proxy.isAlive()) {
                throw e;
            }
            throw new IOException("kubectl proxy has ended: " + proxy.messages(), e);
        }
    }

    @Override
    public void close() {
        proxy.close();
    }
}
