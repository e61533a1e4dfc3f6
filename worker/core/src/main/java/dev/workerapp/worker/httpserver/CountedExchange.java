package dev.workerapp.worker.httpserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import dev.workerapp.worker.RequestInFlight;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An exchange that knows when its response is written. The header that closes the connection is set when the response
 * begins, and so reaches requests that were there before the drain. As safe for several threads as the exchange itself.
 */
final class CountedExchange extends HttpExchange {
    private final HttpExchange exchange;
    private final RequestInFlight request;
    private volatile boolean returned;
    private volatile boolean complete;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    CountedExchange(HttpExchange exchange, RequestInFlight request) {
        this.exchange = exchange;
        this.request = request;
    }

    void end() {
        request.close();
    }

    /** The handler threw; the server closes the connection. */
    void handlerFailed() {
        request.status(500);
        end();
    }

    /** Ends the request of a handler that wrote all it announced and forgot to close. */
    void handlerReturned() {
        returned = true;
        endIfComplete();
    }

    void wrote(long bytes) {
        if (left.addAndGet(-bytes) <= 0) {
            complete = true;
            endIfComplete();
        }
    }

    private void endIfComplete() {
        if (returned && complete) {
            end();
        }
    }

    @Override
    public void sendResponseHeaders(int status, long length) throws IOException {
        if (request.closesConnection()) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        if (length > 0) {
            left.set(length);
        }
        request.status(status);
        exchange.sendResponseHeaders(status, length);
        if (length < 0) {
            // No body: all is written, and nothing more needs closing.
            complete = true;
            end();
        }
    }

    @Override
    public OutputStream getResponseBody() {
        return new CountedBody(exchange.getResponseBody(), this);
    }

    @Override
    public void close() {
        try {
            exchange.close();
        } finally {
            end();
        }
    }

    @Override
    public Headers getRequestHeaders() {
        return exchange.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return exchange.getResponseHeaders();
    }

    @Override
    public URI getRequestURI() {
        return exchange.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return exchange.getHttpContext();
    }

    @Override
    public InputStream getRequestBody() {
        return exchange.getRequestBody();
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return exchange.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return exchange.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return exchange.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return exchange.getProtocol();
    }

    @Override
    public Object getAttribute(String name) {
        return exchange.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        exchange.setAttribute(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        exchange.setStreams(in, out);
    }

    @Override
    public HttpPrincipal getPrincipal() {
        return exchange.getPrincipal();
    }
}
