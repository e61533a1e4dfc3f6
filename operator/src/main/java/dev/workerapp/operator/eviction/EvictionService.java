package dev.workerapp.operator.eviction;

import dev.workerapp.operator.connection.Connection;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;

/** The answers to evictions, from start to stop: the webhook, and what keeps its certificate. Thread-safe. */
public final class EvictionService implements AutoCloseable {

    private final EvictionWebhook webhook;
    private final CertificateKeeper certificates;

    /**
     * Starts to answer, as soon as there is a certificate.
     *
     * @param pod the name of this operator's pod
     * @param namespaces where apps are looked after; empty for everywhere
     * @param leavesItsNode whether a pod is to leave its node, since that is emptied
     * @throws IOException if the port can't be had
     */
    public EvictionService(
            EvictionSettings settings,
            Connection connection,
            String pod,
            Set<String> namespaces,
            Predicate<Pod> leavesItsNode)
            throws IOException {
        ServedCertificate served = new ServedCertificate();
        webhook = new EvictionWebhook(
                settings.port(),
                served,
                new Evictions(
                        connection.client(),
                        connection.clock(),
                        new Evictions.Self(settings.namespace(), pod),
                        namespaces,
                        leavesItsNode));
        certificates = new CertificateKeeper(
                connection.client(),
                settings,
                connection.clock(),
                () -> connection.gate().closed().isEmpty(),
                served::set);
    }

    /** The port that is served. */
    public int port() {
        return webhook.port();
    }

    @Override
    public void close() {
        certificates.close();
        webhook.close();
    }
}
