package dev.workerapp.operator.api;

import dev.workerapp.crd.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The container of a worker's pod that is the worker; the others are there for it. It is known by its name. */
public final class MainContainer {

    private MainContainer() {}

    /** Whether a container of this name is it; of init containers none is. */
    public static boolean isNamed(String name) {
        return Names.CONTAINER.equals(name);
    }

    /** The one among a pod's containers; empty if there is none yet. */
    public static Optional<Container> among(@Nullable List<Container> containers) {
        return Stream.ofNullable(containers)
                .flatMap(List::stream)
                .filter(container -> isNamed(container.getName()))
                .findFirst();
    }

    /** Its status; empty while the kubelet has reported none. */
    public static Optional<ContainerStatus> status(Pod pod) {
        return Stream.ofNullable(pod.getStatus())
                .flatMap(status -> Stream.ofNullable(status.getContainerStatuses()))
                .flatMap(List::stream)
                .filter(status -> isNamed(status.getName()))
                .findFirst();
    }
}
