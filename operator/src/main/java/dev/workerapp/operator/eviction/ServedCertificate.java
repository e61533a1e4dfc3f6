package dev.workerapp.operator.eviction;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate with which connections are accepted from now on; it can be changed while the server runs. Before there is
 * one, every handshake fails. Thread-safe.
 */
final class ServedCertificate extends X509ExtendedKeyManager {

    private final AtomicReference<@Nullable Credential> current = new AtomicReference<>();

    void set(Credential credential) {
        current.set(credential);
    }

    /** The serial number is the alias, so that the key of a handshake is that of its certificate. */
    private static String alias(Credential credential) {
        return credential.certificate().getSerialNumber().toString();
    }

    private @Nullable Credential of(String alias) {
        Credential known = current.get();
        return known != null && alias(known).equals(alias) ? known : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        Credential known = current.get();
        return known != null && keyType.equals(known.key().getAlgorithm()) ? alias(known) : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Credential known = of(alias);
        return known == null ? null : new X509Certificate[] {known.certificate()};
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Credential known = of(alias);
        return known == null ? null : known.key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = chooseEngineServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
