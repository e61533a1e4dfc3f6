package dev.workerapp.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.workerapp.cluster.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An admission webhook that fails: it never answers, or with an error. Thread-safe. */
final class Webhook implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    /** Instead of a status code. */
    private static final int HANG = 0;

    private final HttpsServer server;
    private final String address;
    private final String certificate;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** One that takes every call and does not answer until it is closed. */
    static Webhook hanging(String address, Path folder, Consumer<String> called)
            throws IOException, GeneralSecurityException {
        return new Webhook(address, folder, called, HANG);
    }

    /** One that answers every call with this HTTP status code. */
    static Webhook answering(int code, String address, Path folder, Consumer<String> called)
            throws IOException, GeneralSecurityException {
        return new Webhook(address, folder, called, code);
    }

    /**
     * Starts to serve.
     *
     * @param address an address of this machine that the API server can reach
     * @param folder where the key is kept
     * @param called hears of each call, with its body
     * @param answer the HTTP status code, or {@link #HANG}
     */
    private Webhook(String address, Path folder, Consumer<String> called, int answer)
            throws IOException, GeneralSecurityException {
        this.address = address;
        KeyStore keys = keys(address, folder.resolve("keys"));
        certificate = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("webhook").getEncoded());
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(calls);
        server.createContext("/", exchange -> {
            called.accept(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            if (answer == HANG) {
                awaitClosing();
            } else {
                exchange.sendResponseHeaders(answer, -1);
            }
            exchange.close();
        });
        server.start();
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KeyStore keys(String address, Path file) throws IOException, GeneralSecurityException {
        new Shell(Map.of())
                .must(
                        Duration.ofMinutes(5),
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "webhook",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=webhook",
                        "-ext",
                        "san=ip:" + address,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** Where the API server calls it. */
    String url() {
        return "https://" + address + ":" + server.getAddress().getPort() + "/";
    }

    /** Its certificate, as the API server wants to have it. */
    String caBundle() {
        String pem = "-----BEGIN CERTIFICATE-----\n" + certificate + "\n-----END CERTIFICATE-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes(UTF_8));
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        calls.shutdownNow();
    }
}
