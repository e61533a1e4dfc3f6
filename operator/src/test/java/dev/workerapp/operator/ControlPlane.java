package dev.workerapp.operator;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real control plane (etcd, kube-apiserver, kube-controller-manager, kube-scheduler) with the CRD and the chart's own
 * roles, for all tests of this module: started before the first, removed after the last. It has one node, which is a
 * {@link TestKubelet}.
 */
final class ControlPlane implements BeforeAllCallback, ParameterResolver {

    private static final String NAME = "operator-test";
    private static final String OPERATOR = "system:serviceaccount:workerapp-system:workerapp";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context);
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ControlPlane.class))
                .computeIfAbsent(Running.class, _ -> new Running(), Running.class);
    }

    /** Runs a command of {@code cluster/} that must succeed, and returns what it printed. */
    private static String run(String... command) {
        try {
            File out = File.createTempFile("cluster", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out);
            builder.environment().put("CLUSTER", NAME);
            Process process = builder.start();
            boolean ended = process.waitFor(45, TimeUnit.MINUTES);
            String text = Files.readString(out.toPath());
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + "\n" + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The control plane while it runs. Thread-safe. */
    static final class Running implements AutoCloseable {

        private final Config config;
        private final KubernetesClient admin;
        private final TestKubelet kubelet;

        private Running() {
            run("cluster/down");
            run("cluster/up", "--control-plane", "--controllers");
            config = Config.fromKubeconfig(new File(run("cluster/kubeconfig").strip()));
            admin = new KubernetesClientBuilder().withConfig(config).build();
            run("cluster/kubectl", "create", "-f", "crd/workerapps.workerapp.dev.yaml");
            giveRoles();
            kubelet = new TestKubelet(admin);
        }

        /** The operator runs under the chart's own roles, so a permission that it lacks fails a test and not a user. */
        private void giveRoles() {
            String chart =
                    run("cluster/helm", "template", "workerapp", "helm/workerapp", "--namespace", "workerapp-system");
            admin.load(new ByteArrayInputStream(chart.getBytes(StandardCharsets.UTF_8))).items().stream()
                    .filter(item -> item instanceof ClusterRole || item instanceof ClusterRoleBinding)
                    .forEach(item -> admin.resource(item).create());
        }

        KubernetesClient admin() {
            return admin;
        }

        TestKubelet kubelet() {
            return kubelet;
        }

        /** A client with the operator's permissions. */
        KubernetesClient operatorClient() {
            Config impersonating = new io.fabric8.kubernetes.client.ConfigBuilder(config)
                    .withImpersonateUsername(OPERATOR)
                    .withImpersonateGroups("system:serviceaccounts", "system:authenticated")
                    .build();
            return new KubernetesClientBuilder().withConfig(impersonating).build();
        }

        @Override
        public void close() {
            kubelet.close();
            admin.close();
            run("cluster/down");
        }
    }
}
