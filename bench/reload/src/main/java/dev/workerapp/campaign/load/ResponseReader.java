package dev.workerapp.campaign.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Locale;

/** Reads answers of HTTP/1.1 (RFC 9112): with a length, in chunks, or to the end of the connection. */
final class ResponseReader {

    private static final int LONGEST_LINE = 8192;
    private static final int LARGEST_BODY = 4 << 20;

    private final InputStream in;

    /** @param in buffered */
    ResponseReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next answer; those of 1xx are passed over.
     *
     * @throws ProtocolException if it is no HTTP, or too large
     * @throws IOException if the connection breaks or ends too early
     */
    Response read() throws IOException {
        while (true) {
            String[] status = line().split(" ", 3);
            if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
                throw new ProtocolException("no status line: " + String.join(" ", status));
            }
            Head head = head(status[0].equals("HTTP/1.0"));
            int code = Integer.parseInt(status[1]);
            if (code >= 200) {
                return new Response(code, body(code, head), head.worker(), head.closes());
            }
        }
    }

    /**
     * What the header fields say.
     *
     * @param length of the body; −1 when it isn't said
     * @param worker who has answered; empty when it isn't said
     */
    private record Head(long length, boolean chunked, String worker, boolean closes) {}

    private Head head(boolean old) throws IOException {
        long length = -1;
        boolean chunked = false;
        String worker = "";
        boolean closes = old;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("no header field: " + line);
            }
            String value = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = number(value, 10);
                case "transfer-encoding" -> chunked = value.endsWith("chunked");
                case "connection" -> closes = value.contains("close") || (old && !value.contains("keep-alive"));
                case "x-worker" -> worker = value;
                default -> {}
            }
        }
        return new Head(length, chunked, worker, closes || (length < 0 && !chunked));
    }

    private String body(int code, Head head) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (code == 204 || code == 304) {
            return "";
        } else if (head.chunked()) {
            for (long size = chunk(); size > 0; size = chunk()) {
                copy(size, body);
                if (!line().isEmpty()) {
                    throw new ProtocolException("a chunk is longer than it says");
                }
            }
            while (!line().isEmpty()) {
                // Trailer fields say nothing of interest.
            }
        } else if (head.length() >= 0) {
            copy(head.length(), body);
        } else {
            for (int next = in.read(); next >= 0; next = in.read()) {
                limit(body.size());
                body.write(next);
            }
        }
        return body.toString(ISO_8859_1);
    }

    private long chunk() throws IOException {
        return number(line().split(";", 2)[0].strip(), 16);
    }

    private static long number(String text, int radix) throws ProtocolException {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            throw new ProtocolException("no number: " + text);
        }
    }

    private void copy(long size, ByteArrayOutputStream body) throws IOException {
        limit(body.size() + size);
        byte[] piece = in.readNBytes((int) size);
        body.writeBytes(piece);
        if (piece.length < size) {
            throw new EOFException("the connection ended within the body");
        }
    }

    private static void limit(long size) throws ProtocolException {
        if (size > LARGEST_BODY) {
            throw new ProtocolException("a body of more than " + LARGEST_BODY + " bytes");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            if (line.length() == LONGEST_LINE) {
                throw new ProtocolException("a line of more than " + LONGEST_LINE + " bytes");
            }
            line.append((char) next);
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }
}
