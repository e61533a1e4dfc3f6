package dev.workerapp.worker.httpserver;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The app's server, with the filter before every context. As safe for several threads as the server itself. */
final class CountingHttpServer extends HttpServer {
    private final HttpServer server;

    CountingHttpServer(HttpServer server) {
        this.server = server;
    }

    @Override
    public HttpContext createContext(String path, HttpHandler handler) {
        return filtered(server.createContext(path, handler));
    }

    @Override
    public HttpContext createContext(String path) {
        return filtered(server.createContext(path));
    }

    private static HttpContext filtered(HttpContext context) {
        context.getFilters().add(0, new DrainFilter());
        return context;
    }

    @Override
    public void bind(InetSocketAddress address, int backlog) throws IOException {
        server.bind(address, backlog);
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void setExecutor(@Nullable Executor executor) {
        server.setExecutor(executor);
    }

    @Override
    public @Nullable Executor getExecutor() {
        return server.getExecutor();
    }

    @Override
    public void stop(int seconds) {
        server.stop(seconds);
    }

    @Override
    public void removeContext(String path) {
        server.removeContext(path);
    }

    @Override
    public void removeContext(HttpContext context) {
        server.removeContext(context);
    }

    @Override
    public InetSocketAddress getAddress() {
        return server.getAddress();
    }
}
