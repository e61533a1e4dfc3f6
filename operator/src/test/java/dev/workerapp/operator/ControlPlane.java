package dev.workerapp.operator;

import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.lease.WriteGate;
import dev.workerapp.testing.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real control plane (etcd, kube-apiserver, kube-controller-manager, kube-scheduler) with the CRD and the chart's own
 * roles, for all tests of this module: started before the first, removed after the last. It has one node, which is a
 * {@link TestKubelet}, and a cordoned spare one.
 */
public final class ControlPlane implements BeforeAllCallback, ParameterResolver {

    static {
        // On a busy machine everything takes its time and may not be there yet: only the end of a wait is a failure.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
        Awaitility.ignoreExceptionsByDefault();
    }

    private static final String OPERATOR = "system:serviceaccount:workerapp-system:workerapp";

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
        return ApiServer.shared(context, Running.class, Running::new);
    }

    /** The control plane while it runs. Thread-safe. */
    public static final class Running implements AutoCloseable {

        private final ApiServer server;
        private final TestKubelet kubelet;
        private final TestKubelet spare;

        private Running() {
            server = ApiServer.start("operator", "--controllers");
            giveRoles();
            kubelet = new TestKubelet(admin(), TestKubelet.NODE);
            spare = new TestKubelet(admin(), TestKubelet.SPARE);
        }

        /** The operator runs under the chart's own roles, so a permission that it lacks fails a test and not a user. */
        private void giveRoles() {
            chart("workerapp-system")
                    .filter(item -> item instanceof ClusterRole || item instanceof ClusterRoleBinding)
                    .forEach(item -> admin().resource(item).create());
        }

        private Stream<HasMetadata> chart(String namespace, String... values) {
            List<String> command = new ArrayList<>(
                    List.of("cluster/helm", "template", "workerapp", "helm/workerapp", "--namespace", namespace));
            Stream.of(values).forEach(value -> command.addAll(List.of("--set", value)));
            String chart = server.run(command.toArray(String[]::new));
            return admin().load(new ByteArrayInputStream(chart.getBytes(StandardCharsets.UTF_8))).items().stream();
        }

        /**
         * A connection with what the chart permits to an operator in this namespace and for it alone, which follows a leader
         * and watches no nodes: nothing in the whole cluster.
         */
        Connection namespacedConnection(String namespace) {
            namespacedRoles(namespace, namespace)
                    .forEach(item ->
                            admin().resource(item).inNamespace(namespace).create());
            return Connection.to(namespaced(namespace), WriteGate.leased());
        }

        /**
         * A connection with what the chart brings to an operator in this namespace, for it alone.
         *
         * @param secrets the value {@code config.secrets}
         */
        Connection connectionWithSecrets(String namespace, String secrets) {
            chart(namespace, "watchNamespaces={" + namespace + "}", "watchNodes=false", "config.secrets=" + secrets)
                    .filter(item -> item instanceof Role || item instanceof RoleBinding || item instanceof Secret)
                    .forEach(item ->
                            admin().resource(item).inNamespace(namespace).create());
            return Connection.to(namespaced(namespace), WriteGate.open());
        }

        /** What the chart permits to an operator in the first namespace for those that it watches. */
        Stream<HasMetadata> namespacedRoles(String operator, String... watched) {
            return chart(
                            operator,
                            "watchNamespaces={" + String.join(",", watched) + "}",
                            "watchNodes=false",
                            "leaderElection.enabled=true")
                    .filter(item -> item instanceof Role || item instanceof RoleBinding);
        }

        /** What the chart brings for the answers to evictions, beside roles of the whole cluster and the Service. */
        Stream<HasMetadata> evictionWebhook() {
            return chart("workerapp-system")
                    .filter(item -> item instanceof ValidatingWebhookConfiguration
                            || (item.getMetadata().getName().endsWith("-webhook") && !(item instanceof Service)));
        }

        /** The configuration of an operator in this namespace that has nothing but {@link #namespacedRoles}. */
        Config namespaced(String operator) {
            return impersonation("system:serviceaccount:" + operator + ":workerapp");
        }

        /** A connection of the administrator, which writes only while it has the lease. */
        Connection leasedConnection() {
            return Connection.to(server.config(), WriteGate.leased());
        }

        /** The administrator's client. */
        public KubernetesClient admin() {
            return server.admin();
        }

        /** Kills it, by its recorded id, and starts it again with the same data, and with more options. */
        void restartApiServer(String... options) {
            server.run("bash", "-c", "source cluster/lib.sh && stop kube-apiserver");
            List<String> up = new ArrayList<>(List.of("cluster/up", "--control-plane", "--controllers"));
            up.addAll(List.of(options));
            server.run(up.toArray(String[]::new));
        }

        /** Brings the CRD back that the checkout has. */
        void applyCrd() {
            server.run(
                    "cluster/kubectl",
                    "apply",
                    "--server-side",
                    "--force-conflicts",
                    "-f",
                    "crd/workerapps.workerapp.dev.yaml");
        }

        TestKubelet kubelet() {
            return kubelet;
        }

        /** A client with the operator's permissions. */
        KubernetesClient operatorClient() {
            return Connection.builder(operatorConfig()).build();
        }

        /** The configuration of a client with the operator's permissions. */
        Config operatorConfig() {
            return impersonation(OPERATOR);
        }

        /** The host's address on the cluster's network, where the API server finds what a test serves. */
        String hostAddress() {
            String address = URI.create(server.config().getMasterUrl()).getHost();
            return address.substring(0, address.lastIndexOf('.')) + ".1";
        }

        private Config impersonation(String user) {
            return new ConfigBuilder(server.config())
                    .withImpersonateUsername(user)
                    .withImpersonateGroups("system:serviceaccounts", "system:authenticated")
                    .build();
        }

        @Override
        public void close() {
            kubelet.close();
            spare.close();
            server.close();
        }
    }
}
