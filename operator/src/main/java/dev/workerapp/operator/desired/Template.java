package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.Readiness;
import dev.workerapp.crd.WorkerAppSpec;
import dev.workerapp.operator.api.MainContainer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.SleepAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pod template of a revision: {@code podTemplate} with the spec's own fields laid over it, lists by their keys
 * (containers, variables and ports by name or number), as a strategic merge does.
 */
public final class Template {

    /**
     * Read by the {@code java} launcher from JDK 9 on, before the command line. Not {@code JAVA_TOOL_OPTIONS}, which
     * every JVM reads: images and other agents set that, and a variable of a container replaces the image's.
     */
    private static final String JAVA_OPTIONS = "JDK_JAVA_OPTIONS";

    private Template() {}

    /**
     * Renders the template that all workers of a revision have.
     *
     * @param runtimeImage the image of the worker runtime
     */
    public static PodTemplateSpec render(WorkerAppSpec spec, String runtimeImage) {
        Optional<RuntimeInjection> runtime =
                spec.hasRuntime() ? Optional.of(new RuntimeInjection(spec, runtimeImage)) : Optional.empty();
        PodTemplateSpec base = Objects.requireNonNullElseGet(spec.podTemplate(), PodTemplateSpec::new);
        PodSpecBuilder pod = base.getSpec() == null ? new PodSpecBuilder() : new PodSpecBuilder(base.getSpec());
        List<Container> containers = new ArrayList<>(pod.buildContainers());
        Optional<Container> given = MainContainer.among(containers);
        Container worker = worker(spec, given.orElseGet(Container::new), runtime);
        given.ifPresentOrElse(
                old -> containers.set(containers.indexOf(old), worker), () -> containers.addFirst(worker));
        runtime.ifPresent(it -> it.bring(pod, worker));
        if (spec.shutdown().stopSignal() != null && !pod.hasOs()) {
            // The API server takes a signal only with the system whose signals it is to know.
            pod.withNewOs("linux");
        }
        return new PodTemplateSpecBuilder(base)
                .withSpec(pod.withContainers(containers)
                        .withRestartPolicy("Always")
                        .build())
                .build();
    }

    /** How long a worker of this template drains at most: the sleep of its pre-stop hook, or its runtime's time. */
    public static int drainSeconds(PodTemplateSpec template) {
        return MainContainer.among(template.getSpec().getContainers())
                .flatMap(worker -> sleep(worker).or(() -> RuntimeInjection.drainSeconds(worker)))
                .orElse(0);
    }

    private static Optional<Integer> sleep(Container worker) {
        return Optional.ofNullable(worker.getLifecycle())
                .map(Lifecycle::getPreStop)
                .map(LifecycleHandler::getSleep)
                .map(SleepAction::getSeconds)
                .map(Long::intValue);
    }

    private static Container worker(WorkerAppSpec spec, Container base, Optional<RuntimeInjection> runtime) {
        ContainerBuilder worker = new ContainerBuilder(base).withName(Names.CONTAINER);
        Optional.ofNullable(spec.image()).ifPresent(worker::withImage);
        given(spec.command()).ifPresent(worker::withCommand);
        given(spec.args()).ifPresent(worker::withArgs);
        given(spec.envFrom()).ifPresent(worker::addAllToEnvFrom);
        Optional.ofNullable(spec.resources()).ifPresent(worker::withResources);
        worker.withEnv(variables(spec, base, runtime));
        port(spec, base, worker);
        if (base.getTerminationMessagePolicy() == null) {
            // So that the last lines of its log are left when it has failed and its pod is gone.
            worker.withTerminationMessagePolicy("FallbackToLogsOnError");
        }
        probe(spec).ifPresent(worker::withReadinessProbe);
        String signal = spec.shutdown().stopSignal();
        if (signal != null) {
            worker.editOrNewLifecycle().withStopSignal(signal).endLifecycle();
        }
        if (runtime.isPresent()) {
            return runtime.get().in(worker.build());
        }
        if (spec.shutdown().drainSeconds() > 0) {
            worker.editOrNewLifecycle()
                    .withNewPreStop()
                    .withNewSleep((long) spec.shutdown().drainSeconds())
                    .endPreStop()
                    .endLifecycle();
        }
        return worker.build();
    }

    private static <T> Optional<List<T>> given(@org.jspecify.annotations.Nullable List<T> list) {
        return Optional.ofNullable(list).filter(elements -> !elements.isEmpty());
    }

    /** The slot comes first, so that the others can refer to it as $(WORKER_INSTANCE). */
    private static List<EnvVar> variables(WorkerAppSpec spec, Container base, Optional<RuntimeInjection> runtime) {
        Map<String, EnvVar> byName = new LinkedHashMap<>();
        byName.put(spec.instanceVariable(), slot(spec.instanceVariable()));
        Optional.ofNullable(base.getEnv()).orElse(List.of()).stream()
                .filter(variable -> !variable.getName().equals(spec.instanceVariable()))
                .forEach(variable -> byName.put(variable.getName(), variable));
        given(spec.env()).orElse(List.of()).forEach(variable -> byName.put(variable.getName(), variable));
        runtime.ifPresent(it -> it.variables().forEach(variable -> byName.put(variable.getName(), variable)));
        List<String> options = new ArrayList<>(spec.java().options());
        if (spec.injectsRuntime()) {
            options.addFirst(RuntimeInjection.AGENT_OPTION);
        }
        if (!options.isEmpty()) {
            byName.put(JAVA_OPTIONS, javaOptions(Optional.ofNullable(byName.remove(JAVA_OPTIONS)), options));
        }
        return List.copyOf(byName.values());
    }

    static EnvVar slot(String name) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef(null, "metadata.labels['" + Names.SLOT + "']")
                .endValueFrom()
                .build();
    }

    private static EnvVar javaOptions(Optional<EnvVar> given, List<String> options) {
        String before = given.map(EnvVar::getValue).map(value -> value + " ").orElse("");
        return new EnvVarBuilder()
                .withName(JAVA_OPTIONS)
                .withValue(before + options.stream().map(Template::quoted).collect(Collectors.joining(" ")))
                .build();
    }

    /** So that the launcher, which splits at blanks outside of quotes and knows no escapes, takes it for one option. */
    private static String quoted(String option) {
        boolean plain = option.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\'');
        return plain ? option : '"' + option.replace("\"", "\"'\"'\"") + '"';
    }

    private static void port(WorkerAppSpec spec, Container base, ContainerBuilder worker) {
        Integer port = spec.port();
        if (port != null
                && Optional.ofNullable(base.getPorts()).orElse(List.of()).stream()
                        .noneMatch(known -> port.equals(known.getContainerPort()))) {
            worker.addToPorts(new ContainerPortBuilder()
                    .withContainerPort(port)
                    .withProtocol("TCP")
                    .build());
        }
    }

    private static Optional<Probe> probe(WorkerAppSpec spec) {
        Readiness readiness = spec.readiness();
        Integer port = readiness.port() == null ? spec.port() : readiness.port();
        if (port == null) {
            return Optional.empty();
        }
        ProbeBuilder probe = new ProbeBuilder(ReadinessProbe.times(readiness));
        return switch (readiness.signal()) {
            case Listen ->
                Optional.of(probe.withNewTcpSocket()
                        .withPort(new IntOrString(port))
                        .endTcpSocket()
                        .build());
            case HTTP ->
                Optional.of(probe.withNewHttpGet()
                        .withPort(new IntOrString(port))
                        .withPath(Objects.requireNonNullElse(readiness.path(), "/"))
                        .endHttpGet()
                        .build());
            case Probe, Ready -> Optional.empty();
        };
    }
}
