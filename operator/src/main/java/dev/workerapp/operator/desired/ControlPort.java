package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.MainContainer;
import dev.workerapp.worker.environment.WorkerEnvironment;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.stream.Stream;

/** The port of the worker runtime in a pod, and the token that the runtime asks for. */
public final class ControlPort {

    /** Its name in the pod. */
    public static final String NAME = "workerapp";

    private ControlPort() {}

    /** The port that a pod names, else the one that most have. */
    public static int of(Pod pod) {
        return MainContainer.among(pod.getSpec().getContainers()).stream()
                .flatMap(container -> Stream.ofNullable(container.getPorts()))
                .flatMap(ports -> ports.stream())
                .filter(port -> NAME.equals(port.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElse(Names.CONTROL_PORT);
    }

    /** The token; empty where the pod has no runtime, or where its variables were not read. */
    public static Optional<String> token(Pod pod) {
        return MainContainer.among(pod.getSpec().getContainers())
                .flatMap(container -> RuntimeInjection.value(container, WorkerEnvironment.CONTROL_TOKEN));
    }
}
