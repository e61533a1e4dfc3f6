package dev.workerapp.worker.servlet;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.InstanceFactory;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.Servlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A real servlet container with one web app, in which nobody has named the filter. */
enum Container {
    TOMCAT {
        @Override
        Running start(Servlet app) throws Exception {
            var tomcat = new Tomcat();
            tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
            tomcat.setAddDefaultWebXmlToWebapp(false);
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
            var context = tomcat.addWebapp("", webApp().toString());
            var wrapper = tomcat.addServlet(context.getPath(), "app", app);
            wrapper.setAsyncSupported(true);
            wrapper.addMapping("/*");
            tomcat.start();
            return new Running(tomcat.getConnector().getLocalPort(), () -> {
                tomcat.stop();
                tomcat.destroy();
            });
        }
    },

    JETTY {
        @Override
        Running start(Servlet app) throws Exception {
            var server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var context = new WebAppContext();
            context.setContextPath("/");
            context.setBaseResourceAsPath(webApp());
            context.addConfiguration(new AnnotationConfiguration());
            var holder = new ServletHolder(app);
            holder.setAsyncSupported(true);
            context.addServlet(holder, "/*");
            server.setHandler(context);
            server.start();
            return new Running(((ServerConnector) server.getConnectors()[0]).getLocalPort(), server::stop);
        }
    },

    /** Undertow itself looks for nothing: WildFly does it. So the initializer, at least, is named here. */
    UNDERTOW {
        @Override
        Running start(Servlet app) throws Exception {
            InstanceFactory<Servlet> instance = new ImmediateInstanceFactory<>(app);
            var deployment = Servlets.deployment()
                    .setClassLoader(Container.class.getClassLoader())
                    .setContextPath("/")
                    .setDeploymentName("app")
                    .addServletContainerInitializer(
                            new ServletContainerInitializerInfo(WorkerInitializer.class, Set.of()))
                    .addServlet(Servlets.servlet("app", Servlet.class, instance)
                            .setAsyncSupported(true)
                            .addMapping("/*"));
            var manager = Servlets.newContainer().addDeployment(deployment);
            manager.deploy();
            var undertow = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setHandler(manager.start())
                    .build();
            undertow.start();
            var address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
            return new Running(address.getPort(), undertow::stop);
        }
    };

    abstract Running start(Servlet app) throws Exception;

    /** How to stop it. */
    interface Stop {
        void run() throws Exception;
    }

    /** A container that listens. */
    record Running(int port, Stop stop) {}

    private static Path webApp() throws Exception {
        var folder = Files.createTempDirectory("webapp");
        Files.createDirectories(folder.resolve("WEB-INF"));
        return folder;
    }
}
