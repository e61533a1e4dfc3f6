package dev.workerapp.worker.spring;

import dev.workerapp.worker.RequestInFlight;
import dev.workerapp.worker.Worker;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts requests, and closes their HTTP/1 connections while the worker drains; for WebFlux on any server. The server
 * leaves the header out of HTTP/2. Safe for use by several threads.
 */
public final class DrainWebFilter implements WebFilter {
    /** A filter for one app. */
    public DrainWebFilter() {}

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.using(
                Worker::request,
                inFlight -> {
                    // Also after an error, which is made an answer outside of all filters.
                    exchange.getResponse().beforeCommit(() -> {
                        Optional.ofNullable(exchange.getResponse().getStatusCode())
                                .ifPresent(status -> inFlight.status(status.value()));
                        if (inFlight.closesConnection()) {
                            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
                        }
                        return Mono.empty();
                    });
                    return chain.filter(exchange).doOnError(failure -> {
                        if (exchange.getResponse().isCommitted()) {
                            inFlight.status(500);
                        }
                    });
                },
                RequestInFlight::close);
    }
}
