package dev.workerapp.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code kubectl proxy} of a recorded cluster: HTTP on a Unix socket, a request on each connection. */
final class RecordedProxy {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private RecordedProxy() {}

    /** Serves until the process is ended. */
    static void serve(Answers answers, Path socket) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            System.out.println("Starting to serve on " + socket);
            while (true) {
                SocketChannel connection = server.accept();
                Thread.ofVirtual().start(() -> answer(answers, connection));
            }
        }
    }

    private static void answer(Answers answers, SocketChannel connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(connection));
            String head = head(in);
            Matcher length = LENGTH.matcher(head);
            String body = new String(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0), UTF_8);
            String[] words = head.split(" ", 3);
            OutputStream out = Channels.newOutputStream(connection);
            if (words[1].contains("watch=1")) {
                // Nothing changes: the connection stays open until the other side has had enough.
                out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".getBytes(ISO_8859_1));
                in.transferTo(OutputStream.nullOutputStream());
                return;
            }
            Optional<String> found = answers.answer(words[0], words[1], body);
            byte[] bytes = found.orElse("{\"kind\":\"Status\",\"reason\":\"NotFound\",\"message\":\"not recorded: "
                            + words[0] + " " + words[1] + "\"}")
                    .getBytes(UTF_8);
            out.write(("HTTP/1.1 " + (found.isPresent() ? "200 OK" : "404 Not Found")
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
            out.write(bytes);
        } catch (IOException _) {
            // The other side has left.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("no request");
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }
}
