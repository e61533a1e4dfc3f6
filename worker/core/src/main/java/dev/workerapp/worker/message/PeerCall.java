package dev.workerapp.worker.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * One message to one peer, on a connection of its own. Over a bare socket: the JDK's HTTP client is a module that many
 * runtime images lack.
 */
final class PeerCall {
    private static final int CONNECT_MILLIS = 1000;
    private static final int SILENCE_MILLIS = 3000;
    private static final int HEAD = 4096;

    /** Whom a message is for; in the answer, whose it is. */
    static final String SLOT = "X-WorkerApp-Slot";

    private PeerCall() {}

    /**
     * What a peer has said.
     *
     * @param status of HTTP
     * @param slot the peer's own, if it has said it
     */
    record Answer(int status, OptionalInt slot) {}

    /**
     * Posts a body.
     *
     * @param headers each ended by CRLF
     * @throws IOException if the peer can't be reached, or does not answer within some seconds
     */
    static Answer post(InetSocketAddress peer, String path, String headers, String body) throws IOException {
        var content = body.getBytes(UTF_8);
        var head = "POST " + path + " HTTP/1.1\r\nHost: worker\r\nContent-Length: " + content.length + "\r\n" + headers
                + "\r\n";
        try (var socket = new Socket()) {
            socket.connect(peer, CONNECT_MILLIS);
            socket.setSoTimeout(SILENCE_MILLIS);
            var out = socket.getOutputStream();
            out.write(head.getBytes(ISO_8859_1));
            out.write(content);
            out.flush();
            return parsed(new String(socket.getInputStream().readNBytes(HEAD), ISO_8859_1));
        }
    }

    /** The peer closes the connection after its answer, so what was read is all of it, or its first part. */
    private static Answer parsed(String answer) throws IOException {
        var lines = answer.split("\r\n", -1);
        var first = lines[0].split(" ", 3);
        if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("\\d{3}")) {
            throw new IOException("its answer is not HTTP");
        }
        var slot = OptionalInt.empty();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            var header = lines[i].split(":", 2);
            if (header.length == 2
                    && header[0].toLowerCase(Locale.ROOT).equals(SLOT.toLowerCase(Locale.ROOT))
                    && header[1].trim().matches("\\d{1,9}")) {
                slot = OptionalInt.of(Integer.parseInt(header[1].trim()));
            }
        }
        return new Answer(Integer.parseInt(first[1]), slot);
    }
}
