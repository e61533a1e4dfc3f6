package dev.workerapp.operator.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests of content. What is digested is written with its lengths before it, so that no two contents are digested from the
 * same bytes. ConfigMaps: SHA-256. Secrets: HMAC-SHA-256 (RFC 2104), since who may read digests may not read Secrets, and
 * could try guesses on a plain one. Thread-safe.
 */
final class Digests {

    /** In bytes, as long as the hash. */
    static final int KEY_LENGTH = 32;

    /** Where in an object a key is. The same bytes are another content there: a variable is read from data alone. */
    enum Part {
        /** Text. */
        DATA(0),
        /** Bytes. */
        BINARY_DATA(1);

        private final byte tag;

        Part(int tag) {
            this.tag = (byte) tag;
        }
    }

    private static final Digests PLAIN = new Digests(Optional.empty(), "sha256");

    private final Optional<SecretKeySpec> key;
    private final String method;

    private Digests(Optional<SecretKeySpec> key, String method) {
        this.key = key;
        this.method = method;
    }

    /** Without a key. */
    static Digests plain() {
        return PLAIN;
    }

    /** With a key of {@link #KEY_LENGTH} bytes. */
    static Digests keyed(byte[] key) {
        String id = HexFormat.of().formatHex(sha256(key), 0, 4);
        return new Digests(Optional.of(new SecretKeySpec(key, "HmacSHA256")), "hmac-" + id);
    }

    /** How they are made, the key's id included; two digests can be compared if it is the same. */
    String method() {
        return method;
    }

    /** Of the value of a key. */
    String ofValue(Part part, String name, byte[] value) {
        byte[] tag = {part.tag};
        return hex(joined(tag, name.getBytes(UTF_8), value));
    }

    /**
     * Of what a reference uses.
     *
     * @param values the digest of each key that is used; empty for one that is absent
     */
    String ofUse(Map<String, Optional<String>> values) {
        byte[][] parts = values.entrySet().stream()
                .map(value -> joined(
                        value.getKey().getBytes(UTF_8),
                        value.getValue().map(digest -> digest.getBytes(UTF_8)).orElse(new byte[0])))
                .toArray(byte[][]::new);
        return method + ":" + hex(joined(parts));
    }

    private String hex(byte[] bytes) {
        return HexFormat.of().formatHex(key.map(secret -> hmac(secret, bytes)).orElseGet(() -> sha256(bytes)));
    }

    /** Each part with its length before it. */
    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += Integer.BYTES + part.length;
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.putInt(part.length).put(part);
        }
        return joined.array();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(SecretKeySpec secret, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(secret.getAlgorithm());
            mac.init(secret);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
