package dev.workerapp.worker.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The head of an HTTP request; a body is never read.
 *
 * @param method as sent
 * @param path without the query
 * @param headers by lower-case name; the last one wins
 */
record Call(String method, String path, Map<String, String> headers) {
    private static final int LIMIT = 8192;

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
        return new Call(first[0], query < 0 ? first[1] : first[1].substring(0, query), headers);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
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
