package dev.workerapp.worker.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP/1.1 client on one bare connection, so that a test sees what the server does with it. */
public final class Client implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    /** Connects to a port of this machine. */
    public Client(int port) throws IOException {
        this(InetAddress.getLoopbackAddress(), port);
    }

    /** Connects to a port of this machine from another of its addresses, such as 127.0.0.2: another peer. */
    public Client(InetAddress from, int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
        socket.setSoTimeout(60_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** What came back; the headers are by lower-case name. */
    public record Response(int status, Map<String, String> headers, String body) {
        /** Whether the server said that the connection ends. */
        public boolean closes() {
            return "close".equalsIgnoreCase(headers.get("connection"));
        }
    }

    /** Sends a GET with more header lines, each ended by CRLF, and reads the answer. */
    public Response get(String path, String headers) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
        return read();
    }

    public Response get(String path) throws IOException {
        return get(path, "");
    }

    /** One GET on a connection of its own. */
    public static Response once(int port, String path, String headers) throws IOException {
        try (var client = new Client(port)) {
            return client.get(path, headers);
        }
    }

    /** One POST on a connection of its own; header lines end with CRLF each. */
    public static Response post(int port, String path, String headers, String body) throws IOException {
        try (var client = new Client(port)) {
            int length = body.getBytes(UTF_8).length;
            client.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n" + headers
                    + "\r\n");
            client.socket.getOutputStream().write(body.getBytes(UTF_8));
            return client.read();
        }
    }

    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Whether the server has closed the connection; waits for it. */
    public boolean closedByServer() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return !(e instanceof java.net.SocketTimeoutException);
        }
    }

    public Response read() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        boolean empty = status < 200 || status == 204 || status == 304;
        return new Response(status, headers, empty ? "" : body(headers));
    }

    private String body(Map<String, String> headers) throws IOException {
        var length = headers.get("content-length");
        if (length != null) {
            return text(Integer.parseInt(length));
        }
        var body = new StringBuilder();
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            for (int size = chunk(); size > 0; size = chunk()) {
                body.append(text(size));
                line();
            }
            line();
        } else if ("close".equalsIgnoreCase(headers.get("connection"))) {
            body.append(new String(in.readAllBytes(), ISO_8859_1));
        }
        return body.toString();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().trim(), 16);
    }

    private String text(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ended early");
        }
        return new String(bytes, ISO_8859_1);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the response ended early, after: " + line);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
