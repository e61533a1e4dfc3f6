package dev.workerapp.worker.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP request.
 *
 * @param method as sent
 * @param path without the query
 * @param headers by lower-case name; the last one wins
 * @param body empty where it was not kept
 */
record Call(String method, String path, Map<String, String> headers, String body) {
    /** The longest body that is kept, in bytes. */
    static final int LONGEST_BODY = 256 * 1024;

    private static final int LIMIT = 8192;
    /** A longer body is left unread. */
    private static final long LONGEST_SKIPPED = 8L * 1024 * 1024;

    /**
     * Reads the head of a request.
     *
     * @throws IOException when it is not one, is longer than 8 KiB, or was not there by the deadline
     */
    static Call read(InputStream in, long deadline) throws IOException {
        var lines = head(in, deadline).split("\r?\n", -1);
        var first = lines[0].split(" ", -1);
        if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP/1 request");
        }
        var headers = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).trim());
            }
        }
        int query = first[1].indexOf('?');
        return new Call(first[0], query < 0 ? first[1] : first[1].substring(0, query), headers, "");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** How long the caller says that the body is; −1 where it does not say it, or no number. */
    long bodyLength() {
        var length = header("content-length").orElse(header("transfer-encoding").isPresent() ? "" : "0");
        return length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }

    /**
     * The same with its body, if that is to be kept and is not longer than {@link #LONGEST_BODY}. It is read in any case: a
     * connection that is closed before that is reset, and its caller may not see the answer.
     *
     * @throws IOException when it ends early, or was not there by the deadline
     */
    Call withBody(InputStream in, OutputStream out, long deadline, boolean keep) throws IOException {
        long length = bodyLength();
        if (length <= 0 || length > LONGEST_SKIPPED) {
            return this;
        }
        if (header("expect").isPresent()) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        }
        var kept = new ByteArrayOutputStream();
        var part = new byte[8192];
        for (long left = length; left > 0; ) {
            int count = in.read(part, 0, (int) Math.min(part.length, left));
            if (count < 0 || System.nanoTime() - deadline > 0) {
                throw new IOException("the request's body ended early, or came too slowly");
            }
            if (keep && length <= LONGEST_BODY) {
                kept.write(part, 0, count);
            }
            left -= count;
        }
        return new Call(method, path, headers, kept.toString(UTF_8));
    }

    private static String head(InputStream in, long deadline) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0 && head.indexOf("\n\n", head.length() - 2) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the request ended early");
            }
            head.append(new String(new byte[] {(byte) next}, ISO_8859_1));
            if (head.length() > LIMIT || System.nanoTime() - deadline > 0) {
                throw new IOException("the request's head is too long, or came too slowly");
            }
        }
        return head.toString();
    }
}
