package dev.workerapp.operator.eviction;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admission webhook for {@code pods/eviction}, served with TLS by every operator, the one that leads or not. What it can't
 * answer it answers with 500, so that the {@code failurePolicy} of its configuration decides. Thread-safe.
 */
final class EvictionWebhook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EvictionWebhook.class);

    private static final String PATH = "/evictions";

    /** The most that the API server sends. */
    private static final int LONGEST = 3 << 20;

    private final HttpsServer server;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts to serve.
     *
     * @param port 0 for any that is free
     * @throws IOException if the port can't be had
     */
    EvictionWebhook(int port, ServedCertificate certificate, Evictions evictions) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(certificate)));
        server.setExecutor(calls);
        server.createContext(PATH, exchange -> {
            try (exchange) {
                answer(exchange, evictions);
            }
        });
        server.start();
    }

    private static SSLContext context(ServedCertificate certificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {certificate}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static void answer(HttpExchange exchange, Evictions evictions) throws IOException {
        EvictionReview review;
        try {
            review = EvictionReview.read(exchange.getRequestBody().readNBytes(LONGEST));
        } catch (IOException e) {
            exchange.sendResponseHeaders(400, -1);
            return;
        }
        byte[] body;
        try {
            body = review.with(evictions.to(review));
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "the eviction of {} in namespace {} is left to the budget: {}",
                    review.pod(),
                    review.namespace(),
                    e.getMessage());
            exchange.sendResponseHeaders(500, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** The port that is served. */
    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        calls.shutdownNow();
    }
}
