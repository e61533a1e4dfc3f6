package dev.workerapp.worker.servlet;

import dev.workerapp.worker.RequestInFlight;
import dev.workerapp.worker.Worker;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Counts requests, and closes their HTTP/1 connections while the worker drains; HTTP/2 connections end as the server
 * ends them. An asynchronous request is in flight until it is completed. To be the first filter; a second one in the
 * same chain does nothing. Safe for use by several threads.
 */
public final class DrainFilter implements Filter {
    private static final String SEEN = "dev.workerapp.worker.seen";

    /** A filter for one web app. */
    public DrainFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && http.getAttribute(SEEN) == null) {
            http.setAttribute(SEEN, true);
            counted(http, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void counted(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var inFlight = Worker.request();
        boolean async = false;
        try {
            if (request.getProtocol().startsWith("HTTP/1")) {
                var closing = new ClosingResponse(response, inFlight);
                closing.closeIfDraining();
                chain.doFilter(request, closing);
                closing.closeIfDraining();
            } else {
                chain.doFilter(request, response);
            }
            inFlight.status(response.getStatus());
            async = request.isAsyncStarted() && endsLater(request, response, inFlight);
        } catch (Throwable e) {
            inFlight.status(500);
            throw e;
        } finally {
            if (!async) {
                inFlight.close();
            }
        }
    }

    private static boolean endsLater(
            HttpServletRequest request, HttpServletResponse response, RequestInFlight inFlight) {
        try {
            request.getAsyncContext().addListener(new EndListener(response, inFlight));
            return true;
        } catch (IllegalStateException e) {
            // It was completed between the question and the listener.
            return false;
        }
    }
}
