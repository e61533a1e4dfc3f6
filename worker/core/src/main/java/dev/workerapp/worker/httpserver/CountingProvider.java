package dev.workerapp.worker.httpserver;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import dev.workerapp.worker.log.Log;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Makes servers whose contexts all have a {@link DrainFilter}. The JDK looks for a provider under a system property,
 * which is how the agent reaches apps that know nothing of it without rewriting a class. Used by the JDK alone.
 */
public final class CountingProvider extends HttpServerProvider {
    private static final String PROPERTY = "com.sun.net.httpserver.HttpServerProvider";
    private static final String PACKAGE = "sun.net.httpserver";
    private static final String JDK_PROVIDER = PACKAGE + ".DefaultHttpServerProvider";

    private final HttpServerProvider original;

    /** Called by the JDK, when the app makes its first server. */
    public CountingProvider() throws ReflectiveOperationException {
        original = original();
    }

    /**
     * Puts this provider in place of the one the app would get. Not where the app has named one itself.
     */
    public static void install(Instrumentation instrumentation) {
        var module = HttpServerProvider.class.getModule();
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        if (!module.getPackages().contains(PACKAGE)) {
            Log.line("this JDK's HttpServer is made in another way: its requests are not counted");
            return;
        }
        var us = Set.of(CountingProvider.class.getModule());
        // The only class that makes the JDK's own server is not exported.
        instrumentation.redefineModule(module, Set.of(), Map.of(PACKAGE, us), Map.of(PACKAGE, us), Set.of(), Map.of());
        System.setProperty(PROPERTY, CountingProvider.class.getName());
    }

    @Override
    public HttpServer createHttpServer(InetSocketAddress address, int backlog) throws IOException {
        return new CountingHttpServer(original.createHttpServer(address, backlog));
    }

    /** As it is: HTTPS requests are counted only by a filter that the app adds itself. */
    @Override
    public HttpsServer createHttpsServer(InetSocketAddress address, int backlog) throws IOException {
        return original.createHttpsServer(address, backlog);
    }

    private static HttpServerProvider original() throws ReflectiveOperationException {
        var named = ServiceLoader.load(HttpServerProvider.class, ClassLoader.getSystemClassLoader())
                .findFirst();
        if (named.isPresent()) {
            return named.get();
        }
        return Class.forName(JDK_PROVIDER)
                .asSubclass(HttpServerProvider.class)
                .getDeclaredConstructor()
                .newInstance();
    }
}
