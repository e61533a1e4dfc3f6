package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.Readiness.Signal;
import dev.workerapp.crd.WarmUp;
import dev.workerapp.crd.WorkerAppSpec;
import dev.workerapp.operator.api.MainContainer;
import dev.workerapp.worker.environment.WorkerEnvironment;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPGetActionBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The worker runtime in a pod: what it is told by environment variables ({@link WorkerEnvironment} is the contract), its
 * port, the hook that drains, and the init container that brings it into an image that does not have it.
 *
 * @param spec what the app asks for
 * @param image the image of the runtime
 */
record RuntimeInjection(WorkerAppSpec spec, String image) {

    /** The option that loads the runtime. */
    static final String AGENT_OPTION = "-javaagent:/workerapp/worker.jar";

    private static final String FOLDER = "/workerapp";
    private static final String VOLUME = "workerapp";

    /** The variables that the runtime reads. */
    List<EnvVar> variables() {
        List<EnvVar> variables = new ArrayList<>();
        add(variables, WorkerEnvironment.CONTROL_PORT, spec.java().controlPortOrDefault());
        variables.add(Template.slot(WorkerEnvironment.SLOT));
        add(variables, WorkerEnvironment.DRAIN_SECONDS, spec.shutdown().drainSeconds());
        add(variables, WorkerEnvironment.READY_ON, spec.readiness().signal() == Signal.Ready ? "Ready" : "Listen");
        if (saysReady()) {
            add(
                    variables,
                    WorkerEnvironment.PROBE_SECONDS,
                    ReadinessProbe.times(spec.readiness()).getTimeoutSeconds());
        }
        Optional.ofNullable(
                        spec.readiness().port() == null
                                ? spec.port()
                                : spec.readiness().port())
                .ifPresent(port -> add(variables, WorkerEnvironment.PORT, port));
        WarmUp warmUp = spec.readiness().warmUp();
        if (warmUp != null) {
            add(variables, WorkerEnvironment.WARM_UP_PATH, warmUp.path());
            add(variables, WorkerEnvironment.WARM_UP_REQUESTS, warmUp.requests());
            add(variables, WorkerEnvironment.WARM_UP_TIMEOUT_SECONDS, warmUp.timeoutSeconds());
        }
        return variables;
    }

    private static void add(List<EnvVar> variables, String name, Object value) {
        variables.add(
                new EnvVarBuilder().withName(name).withValue(value.toString()).build());
    }

    /** Whether the runtime is who says that the worker is ready. */
    boolean saysReady() {
        return spec.readiness().signal() == Signal.Ready || spec.readiness().warmUp() != null;
    }

    /** Lays the runtime's port and hooks over the main container. */
    Container in(Container worker) {
        ContainerBuilder container = new ContainerBuilder(worker);
        container
                .addNewPort()
                .withName(ControlPort.NAME)
                .withContainerPort(spec.java().controlPortOrDefault())
                .withProtocol("TCP")
                .endPort();
        if (saysReady()) {
            container
                    .withNewReadinessProbeLike(ReadinessProbe.times(spec.readiness()))
                    .withHttpGet(get("/ready"))
                    .endReadinessProbe();
        } else if (worker.getStartupProbe() == null) {
            // A worker whose runtime does not run would end without a drain: it must not become ready. The operator
            // has a deadline of its own, so this one never ends the container.
            container
                    .withNewStartupProbe()
                    .withHttpGet(get("/metrics"))
                    .withPeriodSeconds(1)
                    .withTimeoutSeconds(1)
                    .withFailureThreshold(Integer.MAX_VALUE)
                    .endStartupProbe();
        }
        if (spec.shutdown().drainSeconds() > 0) {
            container
                    .editOrNewLifecycle()
                    .withNewPreStop()
                    .withHttpGet(get("/drain"))
                    .endPreStop()
                    .endLifecycle();
        }
        if (worker.getTerminationMessagePath() != null) {
            container
                    .addNewEnv()
                    .withName(WorkerEnvironment.TERMINATION_LOG)
                    .withValue(worker.getTerminationMessagePath())
                    .endEnv();
        }
        if (spec.injectsRuntime()) {
            container
                    .addNewVolumeMount()
                    .withName(VOLUME)
                    .withMountPath(FOLDER)
                    .withReadOnly(true)
                    .endVolumeMount();
        }
        return container.build();
    }

    /**
     * Adds what brings the runtime into the pod, if the image does not have it. Its init container asks for what the
     * worker asks for, and has what the worker is limited to: it runs before the worker, so the pod needs no more for it,
     * is of the same QoS class, and passes wherever a quota or LimitRange lets the worker pass. The jar of some 190 KB lies
     * in memory, where node autoscalers do not take it for data that would be lost with the node.
     */
    void bring(PodSpecBuilder pod, Container worker) {
        if (!spec.injectsRuntime()) {
            return;
        }
        pod.addNewVolume()
                .withName(VOLUME)
                .withNewEmptyDir()
                .withMedium("Memory")
                .withSizeLimit(new Quantity("16Mi"))
                .endEmptyDir()
                .endVolume();
        pod.addToInitContainers(
                0,
                new ContainerBuilder()
                        .withName(Names.RUNTIME_CONTAINER)
                        .withImage(image)
                        .withArgs(FOLDER + "/worker.jar")
                        .withResources(resources(worker))
                        .withNewSecurityContext()
                        .withRunAsNonRoot(true)
                        .withAllowPrivilegeEscalation(false)
                        .withReadOnlyRootFilesystem(true)
                        .withNewCapabilities()
                        .withDrop("ALL")
                        .endCapabilities()
                        .withNewSeccompProfile()
                        .withType("RuntimeDefault")
                        .endSeccompProfile()
                        .endSecurityContext()
                        .addNewVolumeMount()
                        .withName(VOLUME)
                        .withMountPath(FOLDER)
                        .endVolumeMount()
                        .build());
    }

    /** The same of everything but devices that are claimed, which only the worker uses. */
    private static @Nullable ResourceRequirements resources(Container worker) {
        return worker.getResources() == null
                ? null
                : new ResourceRequirementsBuilder(worker.getResources())
                        .withClaims()
                        .build();
    }

    private HTTPGetAction get(String path) {
        return new HTTPGetActionBuilder()
                .withPort(new IntOrString(spec.java().controlPortOrDefault()))
                .withPath(path)
                .build();
    }

    /** Seconds that a container with the runtime drains; empty where the runtime is not there or does not drain. */
    static Optional<Integer> drainSeconds(Container worker) {
        return Optional.of(worker)
                .filter(RuntimeInjection::drains)
                .flatMap(container -> value(container, WorkerEnvironment.DRAIN_SECONDS))
                .map(Integer::valueOf);
    }

    /**
     * Tells the runtime in a worker that is about to be made what is that worker's own, and so not in the template: how
     * long it has to stop, a little less than until it is killed, since a change of the kill timeout makes no revision;
     * the token that its pre-stop hook shows before the runtime drains; and its revision's name.
     */
    static void tell(PodSpecBuilder pod, String revision, int killTimeoutSeconds, String token) {
        Container worker = mainContainer(pod);
        if (value(worker, WorkerEnvironment.CONTROL_PORT).isEmpty()) {
            return;
        }
        List<EnvVar> own = new ArrayList<>();
        add(own, WorkerEnvironment.STOP_SECONDS, Math.max(1, killTimeoutSeconds - 2));
        add(own, WorkerEnvironment.CONTROL_TOKEN, token);
        add(own, WorkerEnvironment.REVISION, revision);
        ContainerBuilder told = new ContainerBuilder(worker).addAllToEnv(own);
        if (drains(worker)) {
            told.editLifecycle()
                    .editPreStop()
                    .editHttpGet()
                    .addNewHttpHeader("Authorization", "Bearer " + token)
                    .endHttpGet()
                    .endPreStop()
                    .endLifecycle();
        }
        List<Container> containers = pod.buildContainers();
        containers.replaceAll(container -> MainContainer.isNamed(container.getName()) ? told.build() : container);
        pod.withContainers(containers);
    }

    private static boolean drains(Container worker) {
        return worker.getLifecycle() != null
                && worker.getLifecycle().getPreStop() != null
                && worker.getLifecycle().getPreStop().getHttpGet() != null;
    }

    private static Container mainContainer(PodSpecBuilder pod) {
        return pod.buildMatchingContainer(container -> MainContainer.isNamed(container.getName()));
    }

    static Optional<String> value(Container container, String variable) {
        return Optional.ofNullable(container.getEnv()).orElse(List.of()).stream()
                .filter(known -> known.getName().equals(variable))
                .map(EnvVar::getValue)
                .findFirst();
    }
}
