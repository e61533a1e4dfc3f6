package dev.workerapp.worker.servlet;

import dev.workerapp.worker.Worker;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An app on embedded Tomcat with the library in its class path, and no shutdown hook of its own. */
final class TomcatApp extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final String name;

    private TomcatApp(String name) {
        this.name = name;
    }

    /** Takes the name that it answers with. */
    public static void main(String[] arguments) throws Exception {
        var server = Container.TOMCAT.start(new TomcatApp(arguments[0]));
        Worker.ready();
        System.out.println("listening on " + server.port());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(name);
    }
}
