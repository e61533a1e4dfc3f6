package dev.workerapp.cli.kubectl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP/1.1 (RFC 9112) over a socket, also a Unix one, which java.net.http does not know: one connection for each request.
 * Thread-safe.
 */
final class Http {

    private static final int LONGEST_LINE = 64 * 1024;

    private final SocketAddress address;

    Http(SocketAddress address) {
        this.address = address;
    }

    /** Sends a request, reads the head of the answer and leaves its body to the caller. */
    Reply exchange(Request request) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        try {
            Optional<IOException> unsent = send(channel, request);
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 16 * 1024);
            String line = firstLine(in, unsent);
            int status = status(line);
            Map<String, String> headers = new HashMap<>();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                String name = header.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
                headers.put(name, header.substring(colon + 1).strip());
            }
            return new Reply(status, headers, body(headers, in));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static InputStream body(Map<String, String> headers, InputStream in) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return new Chunked(in);
        }
        String length = headers.get("content-length");
        return length == null ? in : new Sized(in, number(length, 10));
    }

    /**
     * Sends what is taken of it. A request that is refused for its head is answered, and the connection closed, before all of
     * its body is read.
     *
     * @return why not all was taken; empty if it was
     */
    private static Optional<IOException> send(SocketChannel channel, Request request) {
        byte[] body = request.body().getBytes(UTF_8);
        StringBuilder head = new StringBuilder(256)
                .append(request.method())
                .append(' ')
                .append(request.path())
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: application/json, */*\r\n");
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        if (body.length > 0 || !request.method().equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        try {
            write(channel, head.append("\r\n").toString().getBytes(ISO_8859_1));
            write(channel, body);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** The first line of the answer. Where there is none, it is more telling why the request was not taken. */
    private static String firstLine(InputStream in, Optional<IOException> unsent) throws IOException {
        try {
            return line(in);
        } catch (IOException e) {
            throw unsent.orElse(e);
        }
    }

    private static int status(String line) throws IOException {
        String[] words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
            throw new IOException("no HTTP answer: " + line);
        }
        return (int) number(words[1], 10);
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new IOException("no number in an HTTP answer: " + text);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed within an HTTP answer");
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line of an HTTP answer has more than " + LONGEST_LINE + " bytes");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }

    /** A body of which the length is known. */
    private static final class Sized extends InputStream {
        private final InputStream in;
        private long left;

        Sized(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0 || length == 0) {
                return left == 0 ? -1 : 0;
            }
            int count = in.read(to, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the connection was closed " + left + " bytes before the end");
            }
            left -= count;
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** A body in chunks; what has come of one is handed on at once. */
    private static final class Chunked extends InputStream {
        private final InputStream in;
        private long left;
        private boolean begun;
        private boolean over;

        Chunked(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !nextChunk()) {
                return -1;
            }
            int count = in.read(to, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the connection was closed within a chunk");
            }
            left -= count;
            return count;
        }

        private boolean nextChunk() throws IOException {
            if (over) {
                return false;
            }
            if (begun) {
                line(in);
            }
            begun = true;
            String size = line(in);
            int extension = size.indexOf(';');
            left = number((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
            over = left == 0;
            return !over;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
