package dev.workerapp.operator.connection;

import dev.workerapp.operator.lease.WriteGate;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;

/**
 * Puts a gate below all that the Kubernetes client does with a request: below its retries, and below the second try with
 * another token. An interceptor could not: it is not asked before the latter, and what it throws before a retry leaves the
 * caller waiting for ever (AsyncUtils.retryWithExponentialBackoff, of fabric8 7.8.0). Thread-safe.
 */
final class GatedHttpClientFactory extends JdkHttpClientFactory {

    private final WriteGate gate;

    GatedHttpClientFactory(WriteGate gate) {
        this.gate = gate;
    }

    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
        HttpClient.Builder builder = super.createNewHttpClientBuilder();
        return (HttpClient.Builder) Proxy.newProxyInstance(
                HttpClient.Builder.class.getClassLoader(),
                new Class<?>[] {HttpClient.Builder.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(builder, arguments);
                        return result instanceof HttpClient client ? new GatedHttpClient(client, gate) : proxy;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
