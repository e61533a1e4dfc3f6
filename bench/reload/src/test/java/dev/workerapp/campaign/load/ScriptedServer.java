package dev.workerapp.campaign.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback whose every connection does as a test says. */
final class ScriptedServer implements AutoCloseable {

    static final String GREETING = "jdk v1 slot 2\n";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What a connection does, from its begin; it is closed when that returns. */
    @FunctionalInterface
    interface Script {
        void run(Peer peer) throws IOException, InterruptedException;
    }

    ScriptedServer(Script script) throws IOException {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(socket, script));
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            script.run(new Peer(socket, requests));
        } catch (IOException | InterruptedException e) {
            // The client has gone, or the test.
        }
    }

    int connections() {
        return connections.get();
    }

    /** The first line of each request that was read. */
    List<String> requests() {
        return requests;
    }

    /** A plan to load it: one connection, GET alone, nothing but the open loop. */
    LoadPlan plan(boolean keepAlive, int rate, long count, Duration timeout) {
        return new LoadPlan("127.0.0.1", listener.getLocalPort(), keepAlive, 1, rate, count, 0, 0, 1000, 0, timeout);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** The client at the other end. */
    static final class Peer {
        private final Socket socket;
        private final BufferedReader in;
        private final List<String> requests;
        private String asked = "";

        Peer(Socket socket, List<String> requests) throws IOException {
            this.socket = socket;
            this.requests = requests;
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        }

        /** Reads a request; returns its body. An exception when there is none. */
        String request() throws IOException {
            int length = 0;
            String first = in.readLine();
            if (first == null) {
                throw new IOException("no request");
            }
            requests.add(first);
            asked = first;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
            }
            char[] body = new char[length];
            for (int read = 0; read < length; ) {
                read += in.read(body, read, length - read);
            }
            return new String(body);
        }

        /** The first line of the last request. */
        String asked() {
            return asked;
        }

        /** Waits until the client ends the connection. */
        void awaitEnd() throws IOException {
            while (in.read() >= 0) {
                // Nothing is expected.
            }
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        }

        void answer(String body) throws IOException {
            write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Breaks the connection with a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
