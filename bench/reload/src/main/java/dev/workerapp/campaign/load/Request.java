package dev.workerapp.campaign.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A request.
 *
 * @param method {@code GET} or {@code POST}
 * @param path with its query
 * @param body empty with GET
 */
record Request(String method, String path, String body) {

    static Request get(String path) {
        return new Request("GET", path, "");
    }

    /** As it goes over the connection, which ends after it or not. */
    byte[] toBytes(String host, boolean keepAlive) {
        StringBuilder text = new StringBuilder();
        text.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ");
        text.append(host).append("\r\nAccept: */*\r\n");
        if (!keepAlive) {
            text.append("Connection: close\r\n");
        }
        if (method.equals("POST")) {
            text.append("Content-Type: text/plain\r\nContent-Length: ").append(body.length());
            text.append("\r\n");
        }
        return text.append("\r\n").append(body).toString().getBytes(ISO_8859_1);
    }
}
