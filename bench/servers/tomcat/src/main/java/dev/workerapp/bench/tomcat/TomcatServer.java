package dev.workerapp.bench.tomcat;

import dev.workerapp.bench.contract.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardService;
import org.apache.catalina.startup.Tomcat;

/** Embedded Tomcat with one web app of one servlet, and its defaults. Safe for use by several threads. */
final class TomcatServer {
    /** What is in flight gets this long to finish, as the Service's {@code gracefulStopAwaitMillis} has it. */
    private static final Duration FINISH = Duration.ofSeconds(10);

    private final Tomcat tomcat = new Tomcat();
    private final ContractServlet servlet;

    /** Listens from here on. */
    TomcatServer(Settings settings) throws IOException, LifecycleException {
        servlet = new ContractServlet(settings);
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(settings.port());
        tomcat.setAddDefaultWebXmlToWebapp(false);
        ((StandardService) tomcat.getService()).setGracefulStopAwaitMillis(FINISH.toMillis());
        var context = tomcat.addWebapp("", Files.createTempDirectory("webapp").toString());
        tomcat.addServlet(context.getPath(), "contract", servlet).addMapping("/");
        tomcat.start();
        System.out.println("listening on " + tomcat.getConnector().getLocalPort());
    }

    /** Streams say good-bye. */
    void leave() {
        servlet.leave();
    }

    /** Accepts no more, lets what is in flight finish, and ends. */
    void stop() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            System.err.println("Tomcat does not stop: " + e);
        }
    }
}
