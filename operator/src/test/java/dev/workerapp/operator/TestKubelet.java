package dev.workerapp.operator;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.MainContainer;
import dev.workerapp.worker.environment.WorkerEnvironment;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node whose containers are imagined. It changes pods only as a kubelet does: conditions and container states of pods
 * that the scheduler gave it, and the last delete of one that was asked to end. What a container does follows from its
 * image's tag: {@code stubborn} is ended by SIGKILL, {@code never} runs and is never ready, {@code crash} ends again and again, {@code missing} can't be
 * pulled, {@code measured} has an address, everything else is ready at once. It ends containers by the signal that they ask for, {@code deaf} excepted.
 * Thread-safe.
 */
final class TestKubelet implements AutoCloseable {

    static final String NODE = "test-node";

    /** Cordoned, but for the test that needs it. */
    static final String SPARE = "spare-node";

    /** How often the kubelet has started a worker again that crashes; it has ended once more. */
    private static final int RESTARTS = 3;

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    /** What the worker runtime leaves behind; see its TerminationReport. */
    private static final String LAST_WORDS = "{\"workerapp\":{\"drained\":true,\"drainSeconds\":1.250,\"inFlight\":3,"
            + "\"unfinished\":0,\"requests\":100,\"closed\":7}}";

    private static final int MOST_TRIES = 20;

    private final KubernetesClient client;
    private final String node;
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(4);
    private final SharedIndexInformer<Pod> pods;
    private final Map<String, String> handled = new ConcurrentHashMap<>();

    TestKubelet(KubernetesClient client, String node) {
        this.client = client;
        this.node = node;
        register();
        pods = client.pods().inAnyNamespace().withField("spec.nodeName", node).inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Pod pod) {
                sync(pod);
            }

            @Override
            public void onUpdate(Pod before, Pod pod) {
                sync(pod);
            }

            @Override
            public void onDelete(Pod pod, boolean unknown) {
                handled.remove(pod.getMetadata().getUid());
            }
        });
    }

    /** Changes a node's spec, whatever the node controller does to its taints and status at the same time. */
    static void patchNode(KubernetesClient client, String node, String spec) {
        client.nodes().withName(node).patch(MERGE, "{\"spec\":" + spec + "}");
    }

    private void register() {
        Map<String, Quantity> room =
                Map.of("cpu", new Quantity("1000"), "memory", new Quantity("1000Gi"), "pods", new Quantity("10000"));
        client.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(node)
                        .addToLabels("kubernetes.io/hostname", node)
                        .endMetadata()
                        .build())
                .create();
        Node ready = new NodeBuilder()
                .withNewStatus()
                .withCapacity(room)
                .withAllocatable(room)
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .withMessage("ready")
                .withLastHeartbeatTime(now())
                .withLastTransitionTime(now())
                .endCondition()
                .endStatus()
                .build();
        client.nodes().withName(node).subresource("status").patch(MERGE, Serialization.asJson(ready));
        patchNode(client, node, "{\"taints\":null,\"unschedulable\":" + node.equals(SPARE) + "}");
        var _ = executor.scheduleAtFixedRate(this::renewLease, 0, 5, TimeUnit.SECONDS);
    }

    /** A node whose lease is not renewed is taken for lost after forty seconds. */
    private void renewLease() {
        client.leases()
                .inNamespace("kube-node-lease")
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName(node)
                        .withNamespace("kube-node-lease")
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(node)
                        .withLeaseDurationSeconds(40)
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                        .endSpec()
                        .build())
                .serverSideApply();
    }

    private void sync(Pod pod) {
        boolean ending = pod.getMetadata().getDeletionTimestamp() != null;
        String step = ending ? "ending" : "started";
        if (!step.equals(handled.put(pod.getMetadata().getUid(), step))) {
            executor.execute(() -> quietly(() -> {
                if (ending) {
                    end(pod);
                } else {
                    set(pod, statusOf(pod, behavior(pod)));
                }
            }));
        }
    }

    /** A pod may be gone before the kubelet gets to it; of two that write to it at the same moment one tries again. */
    private static void quietly(Runnable action) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                action.run();
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() == 404) {
                    return;
                }
                if (e.getCode() != 409) {
                    throw e;
                }
            }
        }
    }

    /** First ended, then gone: the kubelet's own delete has no grace. */
    private void end(Pod pod) {
        set(pod, ended(pod));
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .withGracePeriod(0)
                .delete();
    }

    /** Makes a running worker ready or not, as its probe would. */
    void setReady(Pod pod, boolean ready) {
        set(pod, running(pod, ready));
    }

    /** Lets a worker's container, once it has been started, end and be started again a few times, as {@code crash} does. */
    void crash(Pod pod) {
        client.resource(pod)
                .waitUntilCondition(
                        live -> live != null
                                && "Running".equals(live.getStatus().getPhase()),
                        3,
                        TimeUnit.MINUTES);
        set(pod, statusOf(pod, "crash"));
    }

    private void set(Pod pod, PodStatus status) {
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .editStatus(live -> {
                    live.setStatus(keepTimes(live.getStatus(), status));
                    return live;
                });
    }

    /** A condition that keeps its value keeps the time of its last change, and a pod is taken up once. */
    private static PodStatus keepTimes(@Nullable PodStatus before, PodStatus status) {
        if (before != null && before.getStartTime() != null) {
            status.setStartTime(before.getStartTime());
        }
        for (PodCondition condition : status.getConditions()) {
            if (before != null && before.getConditions() != null) {
                before.getConditions().stream()
                        .filter(old -> old.getType().equals(condition.getType())
                                && old.getStatus().equals(condition.getStatus()))
                        .forEach(old -> condition.setLastTransitionTime(old.getLastTransitionTime()));
            }
        }
        return status;
    }

    /** The content of the ConfigMap that the variable BEHAVIOR is from; without such a variable, the image's tag. */
    private String behavior(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals("BEHAVIOR"))
                .map(variable -> variable.getValueFrom().getConfigMapKeyRef())
                .findFirst()
                .map(key -> Optional.ofNullable(client.configMaps()
                                .inNamespace(pod.getMetadata().getNamespace())
                                .withName(key.getName())
                                .get())
                        .map(map -> map.getData().get(key.getKey()))
                        .orElse("unconfigured"))
                .orElseGet(() -> tag(pod));
    }

    static String tag(Pod pod) {
        String image = pod.getSpec().getContainers().getFirst().getImage();
        return image.substring(image.lastIndexOf(':') + 1);
    }

    private static PodStatus statusOf(Pod pod, String tag) {
        return switch (tag) {
            case "never" -> running(pod, false);
            case "crash" -> waiting(pod, "CrashLoopBackOff", "back-off 10s restarting failed container", true);
            case "unconfigured" -> waiting(pod, "CreateContainerConfigError", "configmap not found", false);
            case "missing" -> waiting(pod, "ImagePullBackOff", "Back-off pulling image: not found", false);
            default -> running(pod, true);
        };
    }

    private static PodStatus running(Pod pod, boolean ready) {
        ContainerState state = new ContainerStateBuilder().withNewRunning(now()).build();
        return status(pod, "Running", ready, state, null);
    }

    /** By SIGKILL if {@code stubborn}, else by its signal, with the termination report of its runtime if it has one. */
    private static PodStatus ended(Pod pod) {
        boolean killed = tag(pod).equals("stubborn");
        boolean runtime = pod.getSpec().getContainers().getFirst().getEnv().stream()
                .anyMatch(variable -> variable.getName().equals(WorkerEnvironment.CONTROL_PORT));
        ContainerState state = new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(killed ? 137 : 143)
                .withReason("Error")
                .withMessage(runtime && !killed ? LAST_WORDS : null)
                .withStartedAt(now())
                .withFinishedAt(now())
                .endTerminated()
                .build();
        return status(pod, "Failed", false, state, null);
    }

    private static PodStatus waiting(Pod pod, String reason, String message, boolean ran) {
        ContainerState state =
                new ContainerStateBuilder().withNewWaiting(message, reason).build();
        ContainerState last = ran
                ? new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(1)
                        .withReason("Error")
                        .withStartedAt(now())
                        .withFinishedAt(now())
                        .endTerminated()
                        .build()
                : null;
        return status(pod, ran ? "Running" : "Pending", false, state, last);
    }

    private static PodStatus status(
            Pod pod, String phase, boolean ready, ContainerState state, @Nullable ContainerState last) {
        return new PodStatusBuilder()
                .withPhase(phase)
                .withStartTime(now())
                .withPodIP(address(pod))
                .withConditions(
                        condition("PodScheduled", true),
                        condition("Initialized", true),
                        condition("ContainersReady", ready),
                        condition("Ready", ready))
                .withContainerStatuses(pod.getSpec().getContainers().stream()
                        .map(container -> new ContainerStatusBuilder()
                                .withName(container.getName())
                                .withImage(container.getImage())
                                .withImageID("")
                                .withReady(ready)
                                .withStarted(state.getRunning() != null)
                                .withRestartCount(last == null ? restarts(pod) : RESTARTS)
                                .withState(state)
                                .withLastState(last)
                                .withStopSignal(tag(pod).equals("deaf") ? "SIGTERM" : signal(container))
                                .build())
                        .toList())
                .build();
    }

    /** An address of this machine for each worker, as 127.0.2.3 for the third one in slot 2, where a test serves as its runtime. */
    private static @Nullable String address(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return tag(pod).equals("measured")
                ? "127.0." + labels.get(Names.SLOT) + "." + labels.get(Names.INCARNATION)
                : null;
    }

    /** They do not become fewer. */
    private static int restarts(Pod pod) {
        return MainContainer.status(pod).map(ContainerStatus::getRestartCount).orElse(0);
    }

    private static @Nullable String signal(Container container) {
        return container.getLifecycle() == null
                ? null
                : container.getLifecycle().getStopSignal();
    }

    private static PodCondition condition(String type, boolean holds) {
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(holds ? "True" : "False")
                .withLastTransitionTime(now())
                .build();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void close() {
        pods.close();
        executor.shutdownNow();
    }
}
