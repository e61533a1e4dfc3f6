package dev.workerapp.operator.desired;

import dev.workerapp.crd.AppService;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppSpec;
import dev.workerapp.operator.api.Ownership;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpecBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The objects beside an app's workers, as they should be. */
public final class Dependents {

    private Dependents() {}

    /**
     * An object that should be there, or should not.
     *
     * @param type its class
     * @param name its name
     * @param wanted how it should be; empty if it should not be there
     */
    public record Dependent<T extends HasMetadata>(Class<T> type, String name, Optional<T> wanted) {}

    /** What is to be done about an object beside the workers. */
    public enum Step {
        /** Nothing: it is not wanted and not the app's. */
        LEAVE,
        /** Brought to the state that is wanted. */
        APPLY,
        /** The same, if the app is not being deleted: nobody controls it, and it has the app's label. */
        ADOPT,
        /** Deleted. */
        DELETE,
        /** Nothing can be done: it is wanted, and its name belongs to somebody else's object. */
        NAME_TAKEN
    }

    /**
     * What is to be done.
     *
     * @param there the object of that kind and name, if there is one
     */
    public static Step step(WorkerApp app, Dependent<?> dependent, Optional<? extends HasMetadata> there) {
        boolean own = there.filter(object -> Ownership.controls(app, object)).isPresent();
        if (dependent.wanted().isEmpty()) {
            return own ? Step.DELETE : Step.LEAVE;
        }
        if (own || there.isEmpty()) {
            return Step.APPLY;
        }
        return Ownership.isOrphan(there.get()) && Ownership.hasLabels(there.get(), Ownership.labels(app))
                ? Step.ADOPT
                : Step.NAME_TAKEN;
    }

    /** The Service in front of the workers: wanted while it is enabled and the app has a port. */
    public static Dependent<Service> service(WorkerApp app) {
        WorkerAppSpec spec = app.getSpec();
        AppService wanted = spec.service();
        Integer target = spec.port();
        if (!wanted.enabled() || target == null) {
            return new Dependent<>(Service.class, name(app), Optional.empty());
        }
        Integer port = wanted.port() == null ? target : wanted.port();
        return new Dependent<>(
                Service.class,
                name(app),
                Optional.of(new ServiceBuilder()
                        .withMetadata(metadata(app, name(app), wanted.annotations()))
                        .withNewSpec()
                        .withType(wanted.type().name())
                        .withSelector(Ownership.workerLabels(app))
                        .addNewPort()
                        .withName(wanted.portName())
                        .withAppProtocol(wanted.appProtocol())
                        .withPort(port)
                        .withProtocol("TCP")
                        .withTargetPort(new IntOrString(target))
                        .endPort()
                        .endSpec()
                        .build()));
    }

    /**
     * The headless Service by which workers find each other, those that are not ready too: wanted while they have the
     * runtime.
     *
     * @param isAllowed whether workers are to take actions and messages at all
     */
    public static Dependent<Service> peers(WorkerApp app, boolean isAllowed) {
        String name = ActionAccess.peers(app);
        if (!isAllowed || !ActionAccess.isFor(app)) {
            return new Dependent<>(Service.class, name, Optional.empty());
        }
        int port = app.getSpec().java().controlPortOrDefault();
        return new Dependent<>(
                Service.class,
                name,
                Optional.of(new ServiceBuilder()
                        .withMetadata(metadata(app, name, Map.of()))
                        .withNewSpec()
                        .withClusterIP("None")
                        .withPublishNotReadyAddresses(true)
                        .withSelector(Ownership.workerLabels(app))
                        .addNewPort()
                        .withName(ControlPort.NAME)
                        .withPort(port)
                        .withProtocol("TCP")
                        .withTargetPort(new IntOrString(port))
                        .endPort()
                        .endSpec()
                        .build()));
    }

    /**
     * The PodDisruptionBudget of the workers.
     *
     * @param evictionsAnswered whether the operator answers evictions itself. The budget then need not hold them back, and
     *     must not: node autoscalers ask it before they ask for any eviction
     * @param workers how many slots are to have a worker
     */
    public static Dependent<PodDisruptionBudget> budget(WorkerApp app, boolean evictionsAnswered, int workers) {
        if (!app.getSpec().disruption().enabled()) {
            return new Dependent<>(PodDisruptionBudget.class, name(app), Optional.empty());
        }
        IntOrString maxUnavailable = Objects.requireNonNullElse(
                app.getSpec().disruption().maxUnavailable(), new IntOrString(evictionsAnswered ? 1 : 0));
        PodDisruptionBudgetSpecBuilder spec = new PodDisruptionBudgetSpecBuilder()
                // A worker that does not serve must not hold a drain up.
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(Ownership.workerLabels(app))
                .endSelector();
        if (app.getSpec().autoInstances() == null && app.getSpec().instances() == workers) {
            spec.withMaxUnavailable(maxUnavailable);
        } else {
            // What is unavailable the disruption controller takes from the scale subresource, which has spec.instances
            // (kubernetes, pkg/controller/disruption, getExpectedPodCount), whatever the nodes come to and however many
            // slots are stopped; a number that is available it takes as it is.
            spec.withMinAvailable(new IntOrString(Math.max(0, workers - number(maxUnavailable, workers))));
        }
        return new Dependent<>(
                PodDisruptionBudget.class,
                name(app),
                Optional.of(new PodDisruptionBudgetBuilder()
                        .withMetadata(metadata(app, name(app), Map.of()))
                        .withSpec(spec.build())
                        .build()));
    }

    /** A percentage is rounded up, as the disruption controller does. */
    private static int number(IntOrString value, int of) {
        return value.getStrVal() == null
                ? value.getIntVal()
                : Math.ceilDiv(Integer.parseInt(value.getStrVal().replace("%", "")) * of, 100);
    }

    /** The app's own labels too: a cluster's policy may want them on every object. */
    static Map<String, String> labels(WorkerApp app) {
        Map<String, String> labels = new TreeMap<>();
        Optional.ofNullable(app.getMetadata().getLabels()).ifPresent(labels::putAll);
        labels.putAll(Ownership.labels(app));
        return labels;
    }

    private static String name(WorkerApp app) {
        return app.getMetadata().getName();
    }

    private static ObjectMeta metadata(WorkerApp app, String name, Map<String, String> annotations) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(app.getMetadata().getNamespace())
                .withLabels(labels(app))
                .withAnnotations(annotations.isEmpty() ? null : annotations)
                .withOwnerReferences(Ownership.reference(app))
                .build();
    }
}
