package dev.workerapp.campaign.systems;

import dev.workerapp.campaign.plan.Combination;
import dev.workerapp.cluster.InNamespace;
import dev.workerapp.cluster.Kubernetes;
import java.time.Duration;
import java.util.List;

/** Workers that are pods of one namespace, behind a Service. */
public abstract sealed class PodFleet implements Fleet permits WorkerAppFleet, DeploymentFleet {

    /** What an app is called in its namespace. */
    static final String APP = "shop";

    private static final int PORT = 8080;
    /** For whatever should happen by itself. */
    public static final Duration LONGEST = Duration.ofMinutes(4);

    private final InNamespace namespace;
    private final PodWatch watch;
    private final Combination combination;
    private int instances;
    private String host = "";

    PodFleet(Kubernetes cluster, String namespace, Combination combination, String selector) {
        this.combination = combination;
        instances = combination.instances();
        cluster.kubectl("create", "namespace", namespace);
        this.namespace = new InNamespace(cluster, namespace);
        watch = new PodWatch(this.namespace, selector);
    }

    /** The whole app, as it is applied. */
    abstract String manifest(String version);

    /** As kubectl names it: kind and name. */
    public abstract String resource();

    /** Starts the first version and waits until it serves and can be reached. */
    public final void start(String version) {
        ask(version);
        awaitServing(version);
        host = namespace.kubectl("get", "service", APP, "--output=jsonpath={.spec.clusterIP}");
        // kube-proxy gets to know a new Service a moment after its workers are ready.
        String patiently = "curl -fsS -o /dev/null --max-time 1 --retry 60 --retry-delay 1 --retry-all-errors";
        namespace
                .cluster()
                .shell()
                .must(LONGEST, ("cluster/run " + patiently + " http://" + host + ":" + PORT + "/").split(" "));
    }

    final Combination combination() {
        return combination;
    }

    public final InNamespace namespace() {
        return namespace;
    }

    public final PodWatch watch() {
        return watch;
    }

    @Override
    public final String host() {
        return host;
    }

    @Override
    public final int port() {
        return PORT;
    }

    @Override
    public final int instances() {
        return instances;
    }

    @Override
    public final void ask(String version) {
        namespace.apply(manifest(version));
    }

    @Override
    public final void awaitServing(String version) {
        watch.await(
                instances + " workers of " + version + " serve",
                LONGEST,
                pods -> serving(pods, version)
                        && pods.stream().filter(Pod::live).count() == instances);
    }

    private boolean serving(List<Pod> pods, String version) {
        return pods.stream()
                        .filter(pod -> pod.serves() && pod.version().equals(version))
                        .count()
                == instances;
    }

    @Override
    public final void awaitOldOnesGone() {
        watch.await(
                "the old workers end",
                LONGEST,
                pods -> pods.size() == instances && pods.stream().allMatch(Pod::serves));
    }

    @Override
    public final void scale(int wanted) {
        instances = wanted;
        namespace.kubectl("scale", resource(), "--replicas=" + wanted);
        awaitOldOnesGone();
    }

    @Override
    public final void close() {
        watch.close();
        namespace.kubectl("delete", resource(), "--ignore-not-found", "--wait=false");
        namespace.kubectl("delete", "pods", "--all", "--grace-period=1", "--wait=false");
        namespace.cluster().kubectl("delete", "namespace", namespace.name(), "--wait=false");
    }
}
