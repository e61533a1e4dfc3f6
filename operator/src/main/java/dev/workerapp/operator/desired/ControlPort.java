package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.MainContainer;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.stream.Stream;

/** The port of the worker runtime in a pod. */
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
}
