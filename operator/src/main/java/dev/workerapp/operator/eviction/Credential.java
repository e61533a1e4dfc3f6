package dev.workerapp.operator.eviction;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * A certificate and its key.
 *
 * @param certificate the certificate
 * @param key the private key
 */
record Credential(X509Certificate certificate, PrivateKey key) {

    /** Whether a new one is due: a third of its time is left, or it is not valid yet. */
    boolean isDue(Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Duration all = Duration.between(from, certificate.getNotAfter().toInstant());
        return now.isBefore(from) || !now.isBefore(from.plus(all.multipliedBy(2).dividedBy(3)));
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "certificate of " + certificate.getSubjectX500Principal() + " until "
                + certificate.getNotAfter().toInstant();
    }
}
