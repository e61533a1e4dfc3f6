package dev.workerapp.worker.servlet;

import dev.workerapp.worker.RequestInFlight;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Sets {@code Connection: close} as late as the answer begins, so that requests that were there before the drain are told
 * too. For one thread at a time, as the response itself.
 */
final class ClosingResponse extends HttpServletResponseWrapper {
    private final RequestInFlight inFlight;

    ClosingResponse(HttpServletResponse response, RequestInFlight inFlight) {
        super(response);
        this.inFlight = inFlight;
    }

    void closeIfDraining() {
        if (!isCommitted() && inFlight.closesConnection()) {
            setHeader("Connection", "close");
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        closeIfDraining();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        closeIfDraining();
        return super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        closeIfDraining();
        super.flushBuffer();
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        closeIfDraining();
        super.sendError(status, message);
    }

    @Override
    public void sendError(int status) throws IOException {
        closeIfDraining();
        super.sendError(status);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        closeIfDraining();
        super.sendRedirect(location);
    }
}
