package dev.workerapp.operator.eviction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the webhook's Secret holds. The authority outlives several certificates of the server, so that most renewals change
 * nothing for the API server. A new authority is trusted beside the one before it, which the server's certificate may
 * still be of. Immutable.
 *
 * @param authority who signs; empty before there is one
 * @param former the authority before it, while it is valid
 * @param server with what the webhook serves; empty before there is one
 */
record Certificates(Optional<Credential> authority, Optional<X509Certificate> former, Optional<Credential> server) {

    private static final String TRUSTED = "ca.crt";
    private static final String AUTHORITY_KEY = "ca.key";
    private static final String SERVER = "tls.crt";
    private static final String SERVER_KEY = "tls.key";

    /** What the data of a Secret holds. What can't be read is as if it were not there, and is made anew. */
    static Certificates read(@Nullable Map<String, String> data) {
        Map<String, String> known = data == null ? Map.of() : data;
        List<X509Certificate> trusted = certificates(known, TRUSTED);
        return new Certificates(
                credential(trusted, known, AUTHORITY_KEY),
                trusted.stream().skip(1).findFirst(),
                credential(certificates(known, SERVER), known, SERVER_KEY));
    }

    /** The data of the Secret. */
    Map<String, String> data() throws GeneralSecurityException {
        Map<String, String> data = new TreeMap<>();
        data.put(TRUSTED, caBundle());
        if (authority.isPresent()) {
            data.put(AUTHORITY_KEY, base64(Pem.of(authority.get().key())));
        }
        if (server.isPresent()) {
            data.put(SERVER, base64(Pem.of(List.of(server.get().certificate()))));
            data.put(SERVER_KEY, base64(Pem.of(server.get().key())));
        }
        return data;
    }

    /** Whom the API server is to trust, as it wants to have it. */
    String caBundle() throws GeneralSecurityException {
        List<X509Certificate> trusted = new ArrayList<>();
        authority.map(Credential::certificate).ifPresent(trusted::add);
        former.ifPresent(trusted::add);
        return base64(Pem.of(trusted));
    }

    /** The same with an authority that is not due to be renewed. */
    Certificates withAuthority(Instant now) throws GeneralSecurityException {
        if (authority.filter(known -> !known.isDue(now)).isPresent()) {
            return this;
        }
        Optional<X509Certificate> before = authority
                .map(Credential::certificate)
                .filter(known -> now.isBefore(known.getNotAfter().toInstant()));
        return new Certificates(Optional.of(Issuer.authority(now)), before, server);
    }

    /** The same with a certificate of the server that is the authority's, for this host, and not due to be renewed. */
    Certificates withServer(String host, Instant now) throws GeneralSecurityException {
        Credential signing = authority.orElseThrow();
        if (server.filter(known -> !known.isDue(now) && isOf(signing, known) && isFor(host, known))
                .isPresent()) {
            return this;
        }
        return new Certificates(authority, former, Optional.of(Issuer.server(signing, host, now)));
    }

    private static boolean isOf(Credential authority, Credential server) {
        try {
            server.certificate().verify(authority.certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isFor(String host, Credential server) {
        String name = Issuer.isAddress(host) ? InetAddress.ofLiteral(host).getHostAddress() : host;
        try {
            return Optional.ofNullable(server.certificate().getSubjectAlternativeNames()).orElse(List.of()).stream()
                    .anyMatch(known -> known.contains(name));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static List<X509Certificate> certificates(Map<String, String> data, String name) {
        try {
            return Pem.certificates(text(data, name));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static Optional<Credential> credential(
            List<X509Certificate> certificates, Map<String, String> data, String key) {
        try {
            return certificates.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Credential(certificates.getFirst(), Pem.key(text(data, key))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, String> data, String name) {
        return new String(Base64.getDecoder().decode(data.getOrDefault(name, "")), UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
