package dev.workerapp.worker.httpserver;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.workerapp.worker.Worker;
import java.io.IOException;

/**
 * Counts the requests of a context of the JDK's {@code HttpServer}, and closes their connections while the worker
 * drains: {@code context.getFilters().add(0, new DrainFilter())}, as the first one. A request is in flight until its
 * response is written, also when that happens on another thread after the handler has returned. A second one in the same
 * context does nothing. Safe for use by several threads.
 */
public final class DrainFilter extends Filter {
    private static final String DESCRIPTION = "WorkerApp: counts requests, closes connections while draining";

    /** A filter for any number of contexts. */
    public DrainFilter() {}

    @Override
    public String description() {
        return DESCRIPTION;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (!firstIn(exchange)) {
            chain.doFilter(exchange);
        } else if (exchange instanceof HttpsExchange) {
            whole(exchange, chain);
        } else {
            counted(exchange, chain);
        }
    }

    /** Another copy of this class may be there, put in by the agent: the words they share are the mark. */
    private boolean firstIn(HttpExchange exchange) {
        for (var filter : exchange.getHttpContext().getFilters()) {
            if (DESCRIPTION.equals(filter.description())) {
                return filter == this;
            }
        }
        return true;
    }

    private static void counted(HttpExchange exchange, Chain chain) throws IOException {
        var counted = new CountedExchange(exchange, Worker.request());
        try {
            chain.doFilter(counted);
        } catch (Throwable e) {
            counted.handlerFailed();
            throw e;
        }
        counted.handlerReturned();
    }

    /** Handlers cast an HTTPS exchange to its own type, so it is passed on as it is: told at its begin or not at all. */
    private static void whole(HttpExchange exchange, Chain chain) throws IOException {
        try (var request = Worker.request()) {
            if (request.closesConnection()) {
                exchange.getResponseHeaders().set("Connection", "close");
            }
            try {
                chain.doFilter(exchange);
                request.status(exchange.getResponseCode());
            } catch (Throwable e) {
                request.status(500);
                throw e;
            }
        }
    }
}
