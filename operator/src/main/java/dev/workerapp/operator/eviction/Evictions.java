package dev.workerapp.operator.eviction;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.connection.EvictionMark;
import dev.workerapp.operator.eviction.EvictionReview.Answer;
import dev.workerapp.operator.observe.PodReader;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers evictions of workers. A worker that serves is not evicted: it is marked, which leads to its replacement, once, also
 * when whoever asked does not ask again; and it is stopped by the operator when that is available. Every operator answers
 * and marks, not only the one that leads: a mark asks for something and does nothing. Thread-safe.
 */
final class Evictions {

    private static final Logger LOG = LoggerFactory.getLogger(Evictions.class);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final Self self;
    private final Set<String> namespaces;
    private final Predicate<Pod> leavesItsNode;

    /**
     * Who answers.
     *
     * @param namespace the namespace of this operator's pod
     * @param pod its name
     */
    record Self(String namespace, String pod) {}

    /**
     * Answers by what the API server says at each request.
     *
     * @param namespaces where apps are looked after; empty for everywhere
     * @param leavesItsNode whether a pod is to leave its node, since that is emptied
     */
    Evictions(
            KubernetesClient client,
            InstantSource clock,
            Self self,
            Set<String> namespaces,
            Predicate<Pod> leavesItsNode) {
        this.client = client;
        this.clock = clock;
        this.self = self;
        this.namespaces = namespaces;
        this.leavesItsNode = leavesItsNode;
    }

    /**
     * The answer, after what it promises is done.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server does not let it find out, or mark
     */
    Answer to(EvictionReview review) {
        Pod pod = client.pods()
                .inNamespace(review.namespace())
                .withName(review.pod())
                .get();
        if (pod == null) {
            return new Answer.Allowed();
        }
        if (review.namespace().equals(self.namespace()) && review.pod().equals(self.pod())) {
            return ofThisOperator(pod);
        }
        Optional<WorkerApp> app = app(pod);
        Optional<Worker> worker = PodReader.read(pod);
        if (app.isEmpty() || worker.isEmpty() || !serves(worker.get()) || review.dryRun()) {
            return new Answer.Allowed();
        }
        if (!PodReader.isEvictionRequested(pod)) {
            EvictionMark.set(client, pod, clock.instant());
            LOG.info("an eviction of {} in namespace {} is asked for", review.pod(), review.namespace());
        }
        return new Answer.Refused(
                "The worker in slot %d of WorkerApp %s is being replaced: it is stopped when its replacement is"
                                .formatted(
                                        worker.get().slot(),
                                        app.get().getMetadata().getName())
                        + " available. Try again.");
    }

    /**
     * An operator that left its node before its workers would leave them to their budgets: nobody would answer for them until
     * it runs elsewhere.
     */
    private Answer ofThisOperator(Pod pod) {
        String node = pod.getSpec().getNodeName();
        long staying = workersOn(node)
                .filter(worker -> PodReader.isEvictionRequested(worker) || leavesItsNode.test(worker))
                .filter(worker ->
                        PodReader.read(worker).filter(Evictions::serves).isPresent())
                .count();
        return staying == 0
                ? new Answer.Allowed()
                : new Answer.Refused(
                        "The operator of WorkerApps first moves the workers that are to leave node %s: %d of them"
                                        .formatted(node, staying)
                                + " are left. Try again.");
    }

    private Stream<Pod> workersOn(String node) {
        List<String> all = namespaces.isEmpty() ? List.of("") : List.copyOf(namespaces);
        return all.stream()
                .flatMap(namespace -> (namespace.isEmpty()
                                ? client.pods().inAnyNamespace()
                                : client.pods().inNamespace(namespace))
                        .withLabel(Names.APP).withField("spec.nodeName", node).list().getItems().stream())
                .filter(pod -> !Ownership.isOrphan(pod));
    }

    /** The app that the pod works for, if it is one that the operator has workers for. */
    private Optional<WorkerApp> app(Pod pod) {
        return Ownership.label(pod, Names.APP)
                .map(name -> client.resources(WorkerApp.class)
                        .inNamespace(pod.getMetadata().getNamespace())
                        .withName(name)
                        .get())
                .filter(app -> Ownership.controls(app, pod)
                        && !app.isMarkedForDeletion()
                        && app.unreadable().isEmpty()
                        && !app.getSpec().suspend());
    }

    private static boolean serves(Worker worker) {
        return worker.isLive() && worker.ready();
    }
}
