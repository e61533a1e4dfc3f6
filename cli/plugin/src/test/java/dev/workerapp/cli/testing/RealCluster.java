package dev.workerapp.cli.testing;

import dev.workerapp.cli.kubectl.Kubectl;
import dev.workerapp.cli.kubectl.KubectlFlags;
import dev.workerapp.testing.ApiServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real API server, and a real kubectl for it. */
public final class RealCluster implements AutoCloseable {

    private final ApiServer server;
    private final String kubectl;
    private final String kubeconfig;

    private RealCluster(ApiServer server) {
        this.server = server;
        this.kubectl = lastLine(server.run("cluster/tool", "kubectl"));
        this.kubeconfig = lastLine(server.run("cluster/kubeconfig"));
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce("", (_, line) -> line);
    }

    /** The way to it, with these flags of kubectl. */
    public Kubectl kubectl(String... flags) {
        List<String> all = new ArrayList<>(List.of("--kubeconfig", kubeconfig));
        all.addAll(List.of(flags));
        return new Kubectl(KubectlFlags.split(all), environment(), System.err);
    }

    /** The variables that name both. */
    public Map<String, String> environment() {
        return Map.of("KUBECTL_PATH", kubectl, "KUBECONFIG", kubeconfig);
    }

    /** Makes a namespace, unless it is there. */
    public void namespace(String name) {
        server.run(
                "sh",
                "-c",
                "cluster/kubectl get namespace " + name + " >/dev/null 2>&1 || cluster/kubectl create namespace "
                        + name);
    }

    /** Runs kubectl as the administrator; it must succeed. Returns what it prints. */
    public String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("cluster/kubectl"));
        command.addAll(List.of(arguments));
        return server.run(command.toArray(String[]::new));
    }

    @Override
    public void close() {
        server.close();
    }

    /** Gives a test class the cluster of this module. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RealCluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return ApiServer.shared(context, RealCluster.class, () -> new RealCluster(ApiServer.start("cli")));
        }
    }
}
