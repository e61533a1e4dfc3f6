package dev.workerapp.testing;

import dev.workerapp.cluster.Shell;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real control plane, made by {@code cluster/up}, with the CRD in it. Thread-safe. */
public final class ApiServer implements AutoCloseable {

    /** The root of the checkout. */
    public static final Path ROOT = Shell.ROOT;

    /** The first start may build Kubernetes. */
    private static final Duration LONGEST = Duration.ofMinutes(45);

    private final String name;
    private final Config config;
    private final KubernetesClient admin;

    private ApiServer(String name, Config config) {
        this.name = name;
        this.config = config;
        this.admin = new KubernetesClientBuilder().withConfig(config).build();
    }

    /**
     * Starts one, in place of what a run of this checkout that was killed may have left.
     *
     * @param module the name of the module, of at most 11 characters: modules may be tested side by side, and so may checkouts
     * @param options more options of {@code cluster/up}
     */
    public static ApiServer start(String module, String... options) {
        String name = module + "-" + checkout();
        runFor(name, "cluster/down");
        List<String> up = new ArrayList<>(List.of("cluster/up", "--control-plane"));
        up.addAll(List.of(options));
        runFor(name, up.toArray(String[]::new));
        String kubeconfig = runFor(name, "cluster/kubeconfig").strip();
        runFor(name, "cluster/kubectl", "apply", "--server-side", "-f", "crd/workerapps.workerapp.dev.yaml");
        return new ApiServer(name, Config.fromKubeconfig(new File(kubeconfig)));
    }

    /** Four characters of this checkout, for names that are one machine's. */
    private static String checkout() {
        return HexFormat.of().toHexDigits((short) ROOT.toAbsolutePath().hashCode());
    }

    /** The same thing for all test classes of a run: made when first asked for, closed when the run ends. */
    public static <T extends AutoCloseable> T shared(ExtensionContext context, Class<T> type, Supplier<T> start) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ApiServer.class))
                .computeIfAbsent(type, _ -> start.get(), type);
    }

    /** The administrator's client. */
    public KubernetesClient admin() {
        return admin;
    }

    /** The administrator's configuration, for other clients. */
    public Config config() {
        return config;
    }

    /** Runs a command in the root of the checkout, for this cluster. It must succeed. Returns what it printed. */
    public String run(String... command) {
        return runFor(name, command);
    }

    private static String runFor(String name, String... command) {
        return new Shell(Map.of("CLUSTER", name)).must(LONGEST, command);
    }

    @Override
    public void close() {
        admin.close();
        run("cluster/down");
    }
}
