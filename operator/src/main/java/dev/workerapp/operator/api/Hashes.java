package dev.workerapp.operator.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Short names made of long texts: the beginning of a SHA-256, in digits and lower-case letters. */
public final class Hashes {

    private Hashes() {}

    /** So many characters of the hash of a text; the same text gives the same ones. */
    public static String of(String text, int characters) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return new BigInteger(1, digest).toString(36).substring(0, characters);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
