package dev.workerapp.operator.config;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key with which Secrets are digested: random bytes in a Secret of the operator's namespace, made once by the operator
 * that leads. Where it is another one than before, digests can't be compared, and what is there is recorded anew.
 * Thread-safe.
 */
public final class DigestKey {

    private static final String FIELD = "key";

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private @Nullable Digests known;

    /**
     * A key that has not been read.
     *
     * @param name the Secret's name; it must be there, without data at first
     */
    public DigestKey(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
    }

    /**
     * Digests with the key.
     *
     * @throws IOException if the key can't be read or made
     */
    synchronized Digests digests() throws IOException {
        if (known == null) {
            known = Digests.keyed(key());
        }
        return known;
    }

    private byte[] key() throws IOException {
        try {
            Secret secret =
                    client.secrets().inNamespace(namespace).withName(name).get();
            if (secret == null) {
                throw new IOException("there is no Secret " + name + " in namespace " + namespace
                        + ", which is to hold the key for digests of Secrets: the chart brings it.");
            }
            Optional<byte[]> stored = Optional.ofNullable(secret.getData())
                    .map(data -> data.get(FIELD))
                    .map(Base64.getDecoder()::decode)
                    .filter(key -> key.length == Digests.KEY_LENGTH);
            return stored.isPresent() ? stored.get() : make(secret);
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new IOException(
                    "The key for digests of Secrets, Secret " + name + " in namespace " + namespace
                            + ", can't be read or written: " + e.getMessage(),
                    e);
        }
    }

    /** Refused if somebody else has made one meanwhile: the next look reads that. */
    private byte[] make(Secret secret) {
        byte[] key = new byte[Digests.KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        client.resource(new SecretBuilder(secret)
                        .withData(Map.of(FIELD, Base64.getEncoder().encodeToString(key)))
                        .build())
                .lockResourceVersion(Objects.requireNonNull(secret.getMetadata().getResourceVersion()))
                .update();
        return key;
    }
}
