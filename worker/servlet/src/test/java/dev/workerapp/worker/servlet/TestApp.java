package dev.workerapp.worker.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** A web app that answers at once, holds its answer until the test lets it, or answers asynchronously. */
final class TestApp extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient CountDownLatch release = new CountDownLatch(1);
    private final transient Queue<AsyncContext> async = new ConcurrentLinkedQueue<>();

    void release() {
        release.countDown();
        for (var context = async.poll(); context != null; context = async.poll()) {
            answer((HttpServletResponse) context.getResponse());
            context.complete();
        }
    }

    boolean holdsAsync() {
        return !async.isEmpty();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/held" -> {
                awaitRelease();
                answer(response);
            }
            case "/async" -> {
                var context = request.startAsync();
                context.setTimeout(20_000);
                async.add(context);
            }
            case "/broken" -> throw new IllegalStateException("as a test");
            case "/unavailable" -> response.sendError(503);
            case "/async-unavailable" -> {
                var context = request.startAsync();
                ((HttpServletResponse) context.getResponse()).setStatus(503);
                context.complete();
            }
            case "/missing" -> response.sendError(404);
            case "/flushed" -> {
                response.getWriter().write("begun");
                response.flushBuffer();
            }
            case "/silent" -> response.setStatus(204);
            default -> answer(response);
        }
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpServletResponse response) {
        try {
            response.setContentLength(5);
            response.getOutputStream().print("hello");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
