package dev.workerapp.bench.tomcat;

import dev.workerapp.bench.contract.Lines;
import dev.workerapp.bench.contract.Settings;
import dev.workerapp.bench.contract.Times;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The contract as a servlet, each request on a thread of the container. Safe for use by several threads. */
final class ContractServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Settings settings;
    private transient volatile boolean leaving;

    ContractServlet(Settings settings) {
        this.settings = settings;
    }

    void leave() {
        leaving = true;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain; charset=utf-8");
        try {
            get(request, response);
        } catch (IllegalArgumentException e) {
            response.setStatus(400);
            response.getWriter().print(e.getMessage());
        }
    }

    private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case "/" -> {
                response.setHeader(Settings.WORKER_HEADER, settings.worker());
                response.getWriter().print(settings.greeting("tomcat"));
            }
            case "/ready" -> response.setStatus(settings.readyStatus());
            case "/slow" -> {
                Times.pause(Times.millis(request.getParameter("millis")));
                response.getWriter().print(settings.greeting("tomcat"));
            }
            case "/stream" -> {
                var time = Times.seconds(request.getParameter("seconds"));
                Lines.write(response.getOutputStream(), time, () -> leaving);
            }
            default -> response.setStatus(404);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals("/echo")) {
            response.setContentType(request.getContentType());
            response.getOutputStream().write(request.getInputStream().readAllBytes());
        } else {
            response.setStatus(404);
        }
    }
}
